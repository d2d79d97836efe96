import ProfileFormats

/// A page of help that belongs to no command: `pproftool help formats`.
enum HelpTopic: String, CaseIterable {
  case formats
  case rules

  /// The topic that the arguments ask for; nil when they ask for something else.
  init?(_ arguments: [String]) {
    guard arguments.count == 2, arguments[0] == "help" else { return nil }
    self.init(rawValue: arguments[1])
  }

  /// The page.
  var text: String {
    switch self {
    case .formats: Self.formatsText
    case .rules: Self.rulesText
    }
  }

  private static var formatsText: String {
    let rows = InputFormat.all.map { format in
      "  \(format.name.padded(to: 15))\(format.summary)\n"
    }
    return """
      A file is read as what it is by its content; --from says it where the content does not. Compression (gzip, zstd), the
      headers of curl -i, UTF-16, and what logs and terminals put around the lines of a text are taken off first.

      \(rows.joined())
      What is no profile is told what it is and, if another tool can make a profile of it, which one.

      Example: pproftool info --from folded stacks.txt

      """
  }
}

extension String {
  /// The text with blanks up to a width.
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(1, width - count))
  }
}
