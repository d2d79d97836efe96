import LeakChecks
import ProfileSystem

/// Reads rule files.
enum RuleFileSource {
  /// No rule file is longer; the reader of YAML refuses less.
  private static let maxSize = 8 << 20

  /// Whether a text is written as the name of such a file is.
  static func isNamed(_ text: String) -> Bool {
    [".yaml", ".yml"].contains(where: text.hasSuffix)
  }

  /// - Throws: a `FileError` with the place of what is wrong.
  static func read(_ path: SystemPath) throws -> RuleFile {
    do {
      return try RuleFile(InputFile.bytes(of: path, atMost: maxSize))
    } catch {
      throw FileError(InputFile.name(of: path), error)
    }
  }
}
