public import ProfileAnalysis

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
  /// What values are divided by.
  case divisor(Double)
  /// The share of the total below which nodes or calls are left out.
  case share(Double)
  /// Where the source of a line is.
  case link(String)
  /// How long a page may be, in bytes.
  case byteLimit(Int)
  /// What a row of a comparison is.
  case dimension(SampleDimension)
  /// Lines of source files, which only `pproftool` reads.
  case noSources

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
    case .divisor(let divisor):
      "values cannot be divided by \(divisor), only by a number other than 0"
    case .share(let share): "a share of the total is a number from 0 to 1, not \(share)"
    case .link(let link): "a link is an address such as \(ViewRequest.linkExample), not '\(link)'"
    case .dimension(let dimension):
      "rows of a comparison cannot be by \(dimension.name), only by "
        + Comparison.dimensions.map(\.name).joined(separator: ", ") + " or a label"
    case .noSources: "source files are read by pproftool only: see its commands list and view"
    case .byteLimit(let limit): "a page cannot be limited to \(limit) bytes, only to 1 or more"
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
    try query.check()
    try trimming.check()
    switch kind {
    case .flameGraph(let drawing): try drawing.check()
    case .view(let page): try page.check()
    default: break
    }
  }
}

extension ComparisonRequest {
  /// Checks that there can be such a comparison, of whatever profiles; making one does it too.
  ///
  /// - Throws: a `RequestError` that says what cannot be.
  public func check() throws(RequestError) {
    try query.check()
    try trimming.check()
    try drawing.check()
    try page.check()
    guard dimension.isOfComparison else { throw .dimension(dimension) }
    if case .factor(let factor) = scale, !ComparisonScale.isFactor(factor) {
      throw .factor(factor)
    }
  }
}

extension SampleDimension {
  /// Whether the rows of a comparison can be by it.
  fileprivate var isOfComparison: Bool {
    if case .label = self { true } else { Comparison.dimensions.contains(self) }
  }
}

extension ProfileQuery {
  /// Checks the settings that do not depend on a profile.
  package func check() throws(RequestError) {
    guard Self.isDivisor(divisor) else { throw .divisor(divisor) }
  }
}

extension Trimming {
  /// Whether a number is a share of a total; `go tool pprof` takes more than all, too, and shows nothing.
  package static func isShare(_ number: Double) -> Bool { number >= 0 && number <= 1 }

  func check() throws(RequestError) {
    if let count, count < 0 { throw .count(count) }
    for share in [nodeFraction, edgeFraction].compactMap({ $0 }) where !Self.isShare(share) {
      throw .share(share)
    }
  }
}

extension ViewRequest {
  /// An address of source lines.
  package static let linkExample = "https://example.com/{build}/{file}#L{line}"

  /// Whether a text can be the address of source lines: nothing that runs, and a place for the file.
  package static func isLink(_ text: String) -> Bool {
    text.hasPrefix("https://") && text.contains("{file}")
  }

  func check() throws(RequestError) {
    if let link, !Self.isLink(link) { throw .link(link) }
    guard mostBytes > 0 else { throw .byteLimit(mostBytes) }
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
    guard ComparisonScale.isFactor(factor) else { throw .factor(factor) }
    if order == .input, isReversed { throw .reversedInput }
  }
}
