import JSONText
import ProfileReports

/// A value of a block that is JSON.
indirect enum BlockValue {
  /// A text, made fit to be shown.
  case text(String)
  /// A line of code: the same, but its tabs stay.
  case code([UInt8])
  case number(Double)
  case flag(Bool)
  /// What there is not.
  case none
  case list([BlockValue])
  case object([(key: String, value: BlockValue)])

  static func count(_ number: Int) -> BlockValue { .number(Double(number)) }

  /// The value in JSON; members keep their order.
  var json: [UInt8] {
    switch self {
    case .text(let text): JSONString.quoted(SafeText.shown(text.utf8))
    case .code(let line): Self.quoted(code: line)
    case .number(let number): Self.digits(of: number)
    case .flag(let flag): Array("\(flag)".utf8)
    case .none: Array("null".utf8)
    case .list(let items): Self.joined(items.map(\.json), in: ("[", "]"))
    case .object(let members):
      Self.joined(
        members.map { Array("\"\($0.key)\":".utf8) + $0.value.json }, in: ("{", "}"))
    }
  }

  private static func quoted(code: [UInt8]) -> [UInt8] {
    let parts = code.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
    return JSONString.quoted(parts.map { SafeText.shown($0) }.joined(separator: "\t"))
  }

  private static func digits(of number: Double) -> [UInt8] {
    Array((Int64(exactly: number).map { "\($0)" } ?? "\(number)").utf8)
  }

  private static func joined(_ parts: [[UInt8]], in ends: (String, String)) -> [UInt8] {
    Array(ends.0.utf8) + parts.joined(separator: [UInt8(ascii: ",")]) + Array(ends.1.utf8)
  }
}
