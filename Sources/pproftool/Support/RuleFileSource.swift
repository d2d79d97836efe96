import LeakChecks
import ProfileSystem

/// Reads rule files.
enum RuleFileSource {
  /// Larger than any rule file; the YAML reader has a lower limit.
  private static let maxSize = 8 << 20

  /// Whether a text looks like the name of a rule file.
  static func isNamed(_ text: String) -> Bool {
    [".yaml", ".yml"].contains(where: text.hasSuffix)
  }

  /// - Throws: a `FileError` with the position of the error.
  static func read(_ path: SystemPath) throws -> RuleFile {
    if path.isFolder { throw FileError(path.text, "is a folder, not a rule file") }
    do {
      return try RuleFile(InputFile.bytes(of: path, atMost: maxSize))
    } catch {
      throw FileError(InputFile.name(of: path), error)
    }
  }
}
