import Foundation
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// What tells whether a document is whole, with parsers that are not ours or too small to be wrong.
enum WellFormed {
  /// The names of all elements of a document that must be sound.
  static func elements(ofXML text: String) throws -> Set<String> {
    let parser = XMLParser(data: Data(text.utf8))
    let names = ElementNames()
    parser.delegate = names
    try #require(parser.parse(), "line \(parser.lineNumber)")
    return names.found
  }

  /// Whether a character acts on a terminal or turns the direction of a text; line feeds and tabs may.
  static func acts(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0a: false
    case 0x00...0x1f, 0x7f...0x9f, 0x200e, 0x200f, 0x2028...0x202e, 0x2066...0x2069: true
    default: false
    }
  }

  /// Comma-separated values as RFC 4180 describes them.
  static func rows(ofCSV text: String) -> [[String]] {
    var (rows, row, field, isQuoted): ([[String]], [String], String, Bool) = ([], [], "", false)
    for scalar in text.unicodeScalars {
      switch (scalar, isQuoted) {
      // A quote within quotes is two: the first seems to end them, the second begins them again.
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

  /// A line of Markdown without its spans of code and without what a backslash takes its meaning from.
  static func outsideOfCode(_ line: Substring) -> String {
    // No accent hides what it joins.
    var rest = line.unicodeScalars[...]
    var result = String.UnicodeScalarView()
    while let character = rest.first {
      if character == "\\" {
        rest = rest.dropFirst(2)
      } else if character == "`" {
        let fence = rest.prefix { $0 == "`" }
        rest = rest.dropFirst(fence.count)
        // The span ends at the next run of as many backticks.
        while let next = rest.first {
          let run = rest.prefix { $0 == next }
          rest = rest.dropFirst(run.count)
          if next == "`", run.count == fence.count { break }
          // A bar in code ends the cell all the same, unless a backslash stands before it.
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

  /// A dot file without its texts in quotes; empty if the last of them does not end.
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
