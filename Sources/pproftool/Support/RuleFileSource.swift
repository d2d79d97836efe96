import LeakChecks
import ProfileSystem

/// Reads rule files.
enum RuleFileSource {
  /// No rule file is longer; the reader of YAML refuses less.
  private static let maxSize = 8 << 20

  /// - Throws: a `FileError` with the place of what is wrong.
  static func read(_ path: SystemPath) throws -> RuleFile {
    do {
      return try RuleFile(bytes(of: path))
    } catch {
      throw FileError(InputFile.name(of: path), error)
    }
  }

  private static func bytes(of path: SystemPath) throws -> [UInt8] {
    let file = try InputFile(path)
    defer { file.close() }
    var source = file.source()
    var bytes: [UInt8] = []
    while bytes.count <= maxSize {
      let block = try source.next()
      if block.isEmpty { break }
      bytes += block
    }
    return bytes
  }
}
