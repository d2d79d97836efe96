import ProfileModel

/// A file that is read, or standard input for `-`.
struct InputFile {
  /// Larger blocks were not faster, smaller ones were.
  private static let blockSize = 256 << 10
  private let descriptor: FileDescriptor

  /// What a person calls a path.
  static func name(of path: String) -> String { path == "-" ? "standard input" : path }

  /// - Throws: what is wrong with the path, without the path.
  init(_ path: String) throws {
    descriptor = path == "-" ? .standardInput : try .reading(path)
    let status = try descriptor.status()
    guard status.kind != .folder else { throw FolderError() }
    ReadingProgress.shared.begin(size: status.kind == .regular ? status.size : nil)
  }

  /// The bytes, in the order they come.
  func source() -> ByteSource {
    let descriptor = descriptor
    return ByteSource {
      let block = try descriptor.read(upTo: Self.blockSize)
      ReadingProgress.shared.add(bytes: block.count)
      return block
    }
  }

  func close() {
    ReadingProgress.shared.end()
    // Nothing can be lost by a file that was only read.
    if descriptor != .standardInput { try? descriptor.close() }
  }

  private struct FolderError: Error, CustomStringConvertible {
    let description = "is a folder, not a profile"
  }
}
