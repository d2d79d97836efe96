import Foundation
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Checks whether documents are well-formed, with third-party parsers, or with ones too small to be wrong.
enum WellFormed {
  /// The names of all elements of a well-formed document.
  static func elements(ofXML text: String) throws -> Set<String> {
    let parser = XMLParser(data: Data(text.utf8))
    let names = ElementNames()
    parser.delegate = names
    try #require(parser.parse(), "line \(parser.lineNumber)")
    return names.found
  }

  /// Whether a character controls a terminal or changes text direction; line feeds and tabs are allowed.
  static func acts(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0a: false
    case 0x00...0x1f, 0x7f...0x9f, 0x200e, 0x200f, 0x2028...0x202e, 0x2066...0x2069: true
    default: false
    }
  }

  /// Comma-separated values by RFC 4180.
  static func rows(ofCSV text: String) -> [[String]] {
    var (rows, row, field, isQuoted): ([[String]], [String], String, Bool) = ([], [], "", false)
    for scalar in text.unicodeScalars {
      switch (scalar, isQuoted) {
      // A quote within quotes is doubled: the first seems to end them, the second starts them again.
      case ("\"", _): isQuoted.toggle()
      case (",", false):
        row.append(field)
        field = ""
      case ("\n", false):
        rows.append(row + [field])
        (row, field) = ([], "")
      default: field.unicodeScalars.append(scalar)
      }
    }
    return rows
  }

  /// A line of Markdown without code spans and without backslash escapes.
  static func outsideOfCode(_ line: Substring) -> String {
    // Scalars, so that an accent does not hide the character before it.
    var rest = line.unicodeScalars[...]
    var result = String.UnicodeScalarView()
    while let character = rest.first {
      if character == "\\" {
        rest = rest.dropFirst(2)
      } else if character == "`" {
        let fence = rest.prefix { $0 == "`" }
        rest = rest.dropFirst(fence.count)
        // A code span ends at the next run of the same number of backticks.
        while let next = rest.first {
          let run = rest.prefix { $0 == next }
          rest = rest.dropFirst(run.count)
          if next == "`", run.count == fence.count { break }
          // Even in code, a bar ends the cell unless it is escaped by a backslash.
          if next == "\\", rest.first == "|" { rest = rest.dropFirst() }
          if next == "|" { result += run }
        }
      } else {
        result.append(character)
        rest = rest.dropFirst()
      }
    }
    return String(result)
  }

  /// A DOT file without its quoted texts; empty if the last quote is not closed.
  static func outsideOfQuotes(_ text: String) -> String {
    var (result, isQuoted, isEscaped) = ("", false, false)
    for scalar in text.unicodeScalars {
      if isQuoted, !isEscaped, scalar == "\\" {
        isEscaped = true
        continue
      }
      if scalar == "\"", !isEscaped {
        isQuoted.toggle()
      } else if !isQuoted {
        result.unicodeScalars.append(scalar)
      }
      isEscaped = false
    }
    return isQuoted ? "" : result
  }
}

private final class ElementNames: NSObject, XMLParserDelegate {
  var found: Set<String> = []

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String] = [:]
  ) {
    found.insert(name)
  }
}
