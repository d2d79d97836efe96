import LeakChecks

/// A text of a report in parts: our own text, foreign names, and what is emphasized.
package struct IncidentText: Equatable, Sendable, ExpressibleByStringInterpolation {
  package enum Part: Equatable, Sendable {
    /// Our own text, with its numbers.
    case text(String)
    /// A name of a profile, a rule or a file: no character of it may act.
    case name(String)
    /// What people wrote into a rule file.
    case quote(String)
    /// Emphasized text.
    case strong(String)
  }

  package private(set) var parts: [Part]

  package init(_ parts: [Part]) { self.parts = parts }

  package init(stringLiteral value: String) { parts = value.isEmpty ? [] : [.text(value)] }

  package init(stringInterpolation: StringInterpolation) { parts = stringInterpolation.parts }

  /// Text with interpolated names: `"\(name: site) has \(count)"`.
  package struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var parts: [Part] = []

    package init(literalCapacity: Int, interpolationCount: Int) {}

    package mutating func appendLiteral(_ literal: String) { appendInterpolation(literal) }

    package mutating func appendInterpolation(_ text: String) {
      if !text.isEmpty { parts.append(.text(text)) }
    }

    package mutating func appendInterpolation(_ count: Int) { parts.append(.text("\(count)")) }
    package mutating func appendInterpolation(name: String) { parts.append(.name(name)) }
    package mutating func appendInterpolation(quote: String) { parts.append(.quote(quote)) }
    package mutating func appendInterpolation(strong: String) { parts.append(.strong(strong)) }
    package mutating func appendInterpolation(_ text: IncidentText) { parts += text.parts }
  }

  package var isEmpty: Bool { parts.isEmpty }

  /// All of it without marks.
  package var plain: String {
    parts.map { part in
      switch part {
      case .text(let text), .name(let text), .quote(let text), .strong(let text): text
      }
    }.joined()
  }

  /// Several one after the other, with something between them.
  package init(joining text: [IncidentText], by separator: String) {
    parts = text.filter { !$0.isEmpty }.enumerated().flatMap { index, text in
      (index > 0 ? [Part.text(separator)] : []) + text.parts
    }
  }

  /// When a snapshot was taken, and which of a series it is, counted from 1.
  ///
  /// - `moment`: in nanoseconds since 1970; 0 if unknown.
  init(moment: Int64, snapshot: Int, of count: Int) {
    let number = "snapshot \(snapshot) of \(count)"
    self = moment == 0 ? "\(strong: number)" : "\(strong: TimeText.moment(moment)), \(number)"
  }
}
