import JSONText
import ProfileModel
import ProfileReports

// Values of those blocks of a page that are JSON.
extension JSONValue {
  /// A text, made fit to be shown.
  static func shown(_ text: String) -> JSONValue { shown(text.utf8) }

  static func shown(_ text: some Sequence<UInt8>) -> JSONValue { .text(SafeText.shown(text)) }

  /// A line of code: the same, but its tabs stay.
  static func code(_ line: [UInt8]) -> JSONValue {
    let parts = line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
    return .text(parts.map { SafeText.shown($0) }.joined(separator: "\t"))
  }

  static func count(_ number: Int) -> JSONValue { .integer(Int64(number)) }

  /// A number as scripts have it; without a fraction if it has none.
  static func short(_ number: Double) -> JSONValue {
    Int64(exactly: number).map { .integer($0) } ?? .number(number)
  }

  /// An object whose members keep their order.
  static func ordered(_ members: [(key: String, value: JSONValue)]) -> JSONValue {
    .written(ByteSink.bytes { write(members: members, to: &$0, indent: nil) })
  }
}
