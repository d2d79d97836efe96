import IncidentReports
import ProfileSystem

/// Lines that a user may paste into a shell.
enum ShellLine {
  /// The line that runs this program with some arguments.
  static func running(_ arguments: [String]) -> String { text(["pproftool"] + arguments) }

  /// The words of a line, each quoted as needed.
  static func text(_ words: [String]) -> String { words.map(quoted).joined(separator: " ") }

  /// A file as an argument: one whose name begins with a hyphen is no option.
  static func argument(_ path: SystemPath) -> String {
    let text = ReversibleText.text(of: path.bytes)
    return text.hasPrefix("-") && text != "-" ? "./\(text)" : text
  }

  private static func quoted(_ word: String) -> String {
    ReversibleText.hasPlaceholder(word) ? numbered(word) : ShellCommand.quoted(word)
  }

  /// `$'…'`, in which bytes that are not UTF-8 are numbers: a message cannot print them.
  private static func numbered(_ word: String) -> String {
    let parts = ReversibleText.bytes(of: word).map { byte in
      switch byte {
      case UInt8(ascii: "'"), UInt8(ascii: "\\"): return "\\\(Character(Unicode.Scalar(byte)))"
      case 0x20..<0x7F: return "\(Character(Unicode.Scalar(byte)))"
      default:
        let digits = String(byte, radix: 8)
        return "\\" + String(repeating: "0", count: 3 - digits.count) + digits
      }
    }
    return "$'\(parts.joined())'"
  }
}
