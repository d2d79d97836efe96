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

  /// A word with bytes that are not UTF-8: a message cannot print them.
  private static func numbered(_ word: String) -> String {
    var numbered = NumberedWord()
    for byte in ReversibleText.bytes(of: word) {
      if 0x20..<0x7F ~= byte {
        numbered.append(Unicode.Scalar(byte))
      } else {
        numbered.append(bytes: CollectionOfOne(byte))
      }
    }
    return numbered.text
  }
}
