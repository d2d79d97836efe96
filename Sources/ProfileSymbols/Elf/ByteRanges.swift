package import ProfileSystem

/// Bytes that are read a part at a time: those of a file, which may be larger than memory, or some that are held.
package struct ByteRanges: Sendable {
  /// How many there are.
  package let size: UInt64
  private let read: @Sendable (_ offset: Int64, _ count: Int) throws(SystemError) -> [UInt8]

  /// The bytes of an array.
  package init(_ bytes: [UInt8]) {
    size = UInt64(bytes.count)
    read = { offset, count in
      let start = min(Int(offset), bytes.count)
      return Array(bytes[start...].prefix(count))
    }
  }

  /// The bytes of a file, which is open as long as they may be read.
  package init(_ file: OpenFile) throws(SystemError) {
    size = UInt64(max(0, try file.descriptor.status().size))
    read = { offset, count throws(SystemError) in
      try file.descriptor.read(at: offset, upTo: count)
    }
  }

  /// A part, or what is there of it: less than asked only at the end.
  func prefix(at offset: UInt64, upTo count: Int) throws(ElfError) -> [UInt8] {
    guard offset < size, let start = Int64(exactly: offset) else { return [] }
    do throws(SystemError) {
      return try read(start, Int(min(UInt64(max(0, count)), size - offset)))
    } catch {
      throw .unreadable(error)
    }
  }

  /// A whole part; nil if not all of it is there.
  func whole(at offset: UInt64, count: Int) throws(ElfError) -> [UInt8]? {
    let bytes = try prefix(at: offset, upTo: count)
    return bytes.count == count ? bytes : nil
  }
}

/// A file that is closed when it is no longer used.
package final class OpenFile: Sendable {
  let descriptor: FileDescriptor

  package init(_ descriptor: FileDescriptor) { self.descriptor = descriptor }

  // Nothing can be lost by a file that was only read.
  deinit { try? descriptor.close() }
}
