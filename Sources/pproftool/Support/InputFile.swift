import ProfileModel
import ProfileSystem

/// A file that is read, or standard input for `-`.
struct InputFile {
  /// Larger blocks were not faster, smaller ones were.
  private static let blockSize = 256 << 10
  private let descriptor: FileDescriptor

  /// What a person calls a path.
  static func name(of path: SystemPath) -> String { path == "-" ? "standard input" : path.text }

  /// What a person calls some paths.
  static func name(of paths: [SystemPath]) -> String {
    guard let first = paths.first else { return "no profile" }
    return paths.count == 1 ? name(of: first) : "\(paths.count) profiles"
  }

  /// - Throws: what is wrong with the path, without the path.
  ///
  /// - `isCounted`: whether a person who waits is told of it.
  init(_ path: SystemPath, isCounted: Bool = true) throws {
    descriptor = path == "-" ? .standardInput : try .reading(path)
    let status = try descriptor.status()
    guard status.kind != .folder else { throw FolderError() }
    guard isCounted else { return }
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
