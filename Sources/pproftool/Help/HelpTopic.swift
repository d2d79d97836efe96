import ProfileAssets
import ProfileFormats

/// A help page that belongs to no command: `pproftool help formats`.
enum HelpTopic: String, CaseIterable {
  case formats
  case filters
  case rules
  case pprof

  /// Its subject, on one line.
  var abstract: String {
    switch self {
    case .formats: "the formats that can be read"
    case .filters: "how to select samples and frames"
    case .rules: "how to write leak rules"
    case .pprof: "go tool pprof commands and their equivalents"
    }
  }

  /// The page.
  var text: String {
    switch self {
    case .formats: Self.text(.helpOnFormats) + Self.formatRows
    case .filters: Self.text(.helpOnFilters)
    case .rules: Self.text(.helpOnRules)
    case .pprof: Self.text(.helpOnPprof)
    }
  }

  private static func text(_ page: Asset) -> String { String(decoding: page.text, as: UTF8.self) }

  /// One line per format.
  private static var formatRows: String {
    let rows = InputFormat.all.map { format in
      "  \(format.name.padded(to: 15))\(format.summary)\n"
    }
    return """
      \(rows.joined())
      If a file is not a profile, the error says what it is and, where one exists, which tool can convert it.

      Example: pproftool info --from folded stacks.txt

      """
  }
}

extension String {
  /// The text, padded with blanks to a width, with at least one blank.
  func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(1, width - count))
  }
}
