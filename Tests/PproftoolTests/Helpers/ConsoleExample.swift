import Foundation

/// A command in a document with its output, from a block marked `console`:
///
///     $ pproftool --version
///     pproftool 0.1.0
///
/// A last line `...` stands for any further output.
struct ConsoleExample: CustomStringConvertible {
  let command: String
  private(set) var output: [String] = []

  var description: String { command }

  /// The examples of a document, in order.
  static func all(in document: String) -> [ConsoleExample] {
    var examples: [ConsoleExample] = []
    var isInside = false
    for line in document.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") {
        isInside = line == "```console"
      } else if isInside, line.hasPrefix("$ ") {
        examples.append(ConsoleExample(command: String(line.dropFirst(2))))
      } else if isInside, !examples.isEmpty {
        examples[examples.count - 1].output.append(String(line))
      }
    }
    return examples
  }

  /// Whether an output matches the example.
  func isPrinted(by text: String) -> Bool {
    var printed = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if printed.last == "" { printed.removeLast() }
    guard output.last == "..." else { return printed == output }
    return printed.starts(with: output.dropLast())
  }
}
