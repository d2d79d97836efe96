/// Something that a request asks for and that no report can be.
public enum RequestError: Error, Equatable, CustomStringConvertible, Sendable {
  /// The width of a flame graph, in pixels.
  case width(Int)
  /// The height of a frame, in pixels.
  case frameHeight(Int)
  /// The least width of a frame, as a part of the flame graph from 0 to 1.
  case minimumWidth(Double)
  /// What values are multiplied by.
  case factor(Double)
  /// Stacks in the order of their samples, merged from their leaves.
  case reversedInput
  /// How many rows are shown.
  case count(Int)

  /// Why, as a sentence.
  public var description: String {
    switch self {
    case .width(let width):
      "a picture cannot be \(width) pixels wide, only \(Self.text(FlameGraphRequest.widths))"
    case .frameHeight(let height):
      "a frame cannot be \(height) pixels high, only \(Self.text(FlameGraphRequest.frameHeights))"
    case .minimumWidth(let part):
      "the narrowest frame shown is a part of the picture from 0 to 1, not \(part)"
    case .factor(let factor): "values cannot be multiplied by \(factor), only by a number above 0"
    case .reversedInput: "stacks in the order of samples cannot be merged from their leaves"
    case .count(let count): "there is no table of \(count) rows"
    }
  }

  package static func text(_ range: ClosedRange<Int>) -> String {
    "from \(range.lowerBound) to \(range.upperBound)"
  }
}

extension ReportRequest {
  /// Checks that there can be such a report, of whatever profile; a session does it too.
  ///
  /// - Throws: a `RequestError` that says what cannot be.
  public func check() throws(RequestError) {
    try trimming.check()
    if case .flameGraph(let drawing) = kind { try drawing.check() }
  }
}

extension ComparisonRequest {
  func check() throws(RequestError) {
    try trimming.check()
    try drawing.check()
  }
}

extension Trimming {
  func check() throws(RequestError) {
    if let count, count < 0 { throw .count(count) }
  }
}

extension FlameGraphRequest {
  /// Checks the settings that do not depend on a profile.
  ///
  /// - Throws: a `RequestError` that says what cannot be.
  public func check() throws(RequestError) {
    if let width, !Self.widths.contains(width) { throw .width(width) }
    guard Self.frameHeights.contains(frameHeight) else { throw .frameHeight(frameHeight) }
    if let minimumWidth, !(0...1).contains(minimumWidth) { throw .minimumWidth(minimumWidth) }
    guard factor.isFinite, factor > 0 else { throw .factor(factor) }
    if order == .input, isReversed { throw .reversedInput }
  }
}
