import ProfileModel

/// Why a text of the Go runtime, or a legacy profile, cannot be read.
public struct TextError: Error, Equatable, CustomStringConvertible {
  public enum Reason: Equatable, Sendable {
    /// The content begins like no format that is known.
    case unknownFormat
    /// A line that must have a certain form has another.
    case expected(String, found: String)
    /// A number does not fit.
    case numberTooLarge(String)
    /// One stack has more frames, or one sample more lines, than is allowed.
    case tooDeep(limit: Int)
    /// The distinct names, frames, labels and samples take more memory than is allowed.
    case tablesTooLarge(limit: Int)
    /// There is no goroutine in what should be a dump.
    case noGoroutine
    /// One file holds several profiles, which begin at these lines.
    case several(lines: [Int])
    /// There is no profile of that number.
    case noSuchDump(Int, count: Int)
    /// A part of a binary format is damaged.
    case damaged(String)
  }
  /// The number of the line, from 1; nil when no line is to blame.
  public let line: Int?
  public let reason: Reason

  init(_ reason: Reason, line: Int? = nil) {
    self.line = line
    self.reason = reason
  }

  public var description: String {
    (line.map { "line \($0): " } ?? "") + sentence
  }

  private var sentence: String {
    switch reason {
    case .unknownFormat: "the content is no profile of a known format"
    case .expected(let what, let found): "expected \(what), found '\(found)'"
    case .numberTooLarge(let text): "the number \(text) does not fit"
    case .tooDeep(let limit): "a stack has more than \(limit) frames or labels"
    case .tablesTooLarge(let limit): ReadLimits.tablesTooLarge(limit)
    case .noGoroutine: "the text holds no goroutine, as in 'goroutine 1 [running]:'"
    case .several(let lines):
      "\(lines.count) profiles in one file, at the lines \(Self.list(lines)); choose one with --nth"
    case .noSuchDump(let number, let count):
      "there is no profile number \(number); the file holds \(count), the last is -1"
    case .damaged(let what): what
    }
  }

  /// The first few of many lines.
  private static func list(_ lines: [Int]) -> String {
    let shown = lines.prefix(10).map(String.init).joined(separator: ", ")
    return lines.count > 10 ? shown + ", …" : shown
  }

  /// The beginning of a line for a message, without control characters.
  static func excerpt(_ line: ArraySlice<UInt8>) -> String {
    let text = String(
      decoding: line.prefix(60).map { $0 < 0x20 || $0 == 0x7F ? 0x20 : $0 }, as: UTF8.self)
    return line.count > 60 ? text + "…" : text
  }
}
