import ArgumentParser

extension Pproftool {
  /// The error message for a command line, on one line, with the command that shows its help.
  ///
  /// - `command`: the command that ran, or the program if none did.
  static func usageError(
    _ error: any Error, of command: any ParsableCommand.Type = Pproftool.self
  ) -> String {
    let message = message(for: error)
    var text = message.prefix(1).lowercased() + message.dropFirst()
    if text.hasSuffix(".") { text.removeLast() }
    text = bothFlags(text) ?? onOneLine(text)
    guard let help = helpCommand(in: fullMessage(for: error)) else { return text }
    // The error of a command that ran is taken for one of the program.
    let name = command == self ? nil : command.configuration.commandName
    return "\(text) (see '\(name.map { "pproftool \($0) --help" } ?? String(help))')"
  }

  /// `--init and --test cannot be given together`, for ArgumentParser's message about a flag that is already set.
  private static func bothFlags(_ text: String) -> String? {
    let parts = text.split(separator: "'")
    guard text.hasPrefix("value to be set with flag"), parts.count >= 4 else { return nil }
    return "\(parts[3]) and \(parts[1]) cannot be given together"
  }

  /// A message of ArgumentParser with its list of values on one line.
  private static func onOneLine(_ text: String) -> String {
    text.replacing(" of the following:\n  - ", with: " of ").replacing("\n  - ", with: ", ")
  }

  /// The help command in ArgumentParser's last line: `See 'pproftool top --help' for more …`.
  private static func helpCommand(in message: String) -> Substring? {
    let last = message.split(separator: "\n").last ?? ""
    let parts = last.split(separator: "'")
    return parts.count == 3 && last.contains("See '") ? parts[1] : nil
  }
}
