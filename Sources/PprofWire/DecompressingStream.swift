import ProfileModel

/// Pulls compressed blocks and gives inflated ones.
final class DecompressingStream<Library: Decompressor & ~Copyable>: @unchecked Sendable {
  private var source: ByteSource
  private var library: Library
  private var input: [UInt8] = []
  private var position = 0
  private let limit: LengthLimit
  /// Large enough that handing blocks between threads costs nothing, small enough for a cache.
  private static var blockSize: Int { 256 << 10 }

  init(_ source: consuming ByteSource, with library: consuming Library, limit: LengthLimit) {
    self.source = source
    self.limit = limit
    self.library = library
  }

  /// The next inflated block; empty at the end.
  ///
  /// - Throws: `CompressionError`, or what the source throws.
  func next() throws -> [UInt8] {
    var failure: (any Error)?
    let block = [UInt8](unsafeUninitializedCapacity: Self.blockSize) { output, count in
      do { count = try fill(output) } catch { failure = error }
    }
    if let failure { throw failure }
    guard library.inflated <= limit.bytes else {
      throw library.error(.tooLarge(limit: limit.bytes))
    }
    return block
  }

  private func fill(_ output: UnsafeMutableBufferPointer<UInt8>) throws -> Int {
    var count = 0
    while count < output.count {
      if position == input.count, !library.hasPendingOutput, try !refill() { break }
      let step = try input.withUnsafeBufferPointer { input throws(CompressionError) in
        try library.decompress(
          UnsafeBufferPointer(rebasing: input[position...]),
          into: UnsafeMutableBufferPointer(rebasing: output[count...]))
      }
      position += step.taken
      count += step.given
    }
    return count
  }

  /// Pulls the next compressed block; false at the end of the last member.
  private func refill() throws -> Bool {
    input = try source.next()
    position = 0
    guard input.isEmpty else { return true }
    guard library.isBetweenMembers else { throw library.error(.truncated) }
    return false
  }
}
