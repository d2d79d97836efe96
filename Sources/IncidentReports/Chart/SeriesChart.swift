import ProfileModel

/// A chart of values over time: a line an instance, with limits, marks and a trend; an SVG that needs no script.
///
/// Colours are attributes, chosen for a light page and refined by the classes of a style sheet, so that a policy can
/// name all style sheets by their hashes. Names are escaped by the one writer of XML text.
package struct SeriesChart: Sendable, Equatable {
  /// What values are in.
  package enum Unit: Sendable, Equatable { case count, bytes, nanoseconds, percent, number }

  package struct Point: Sendable, Equatable {
    /// In nanoseconds since 1970, or the number of a snapshot.
    package var x: Double
    package var y: Double
    /// The index of its process: the line is broken between two.
    package var process = 0

    package init(x: Double, y: Double, process: Int = 0) {
      (self.x, self.y, self.process) = (x, y, process)
    }
  }

  package struct Line: Sendable, Equatable {
    package let name: String
    package var points: [Point]

    package init(name: String, points: [Point]) { (self.name, self.points) = (name, points) }
  }

  /// A value that others are checked against.
  package struct Level: Sendable, Equatable {
    package enum Kind: String, Sendable { case limit, baseline }
    package let kind: Kind
    package let value: Double
    package let text: String

    package init(_ kind: Kind, _ value: Double, text: String) {
      (self.kind, self.value, self.text) = (kind, value, text)
    }
  }

  /// Where a process began anew.
  package struct Mark: Sendable, Equatable {
    package enum Kind: String, Sendable { case restart, deploy }
    package let kind: Kind
    package let x: Double

    package init(_ kind: Kind, x: Double) { (self.kind, self.x) = (kind, x) }
  }

  /// What grows, and how much of that is sure.
  package struct Trend: Sendable, Equatable {
    package let start: Point
    package let end: Point
    /// Where the lower bound ends.
    package let bound: Point
    package let text: String

    package init(start: Point, end: Point, bound: Point, text: String) {
      (self.start, self.end, self.bound, self.text) = (start, end, bound, text)
    }
  }

  package var title: String
  package var unit: Unit
  /// The worst first.
  package var lines: [Line]
  package var levels: [Level] = []
  package var marks: [Mark] = []
  package var trend: Trend?
  /// The labels of the first and the last x.
  package var ends = (first: "", last: "")
  /// The note on what is left out.
  package var rest = ""
  /// Where points lead to, by their x.
  package var links: [Double: String] = [:]

  package init(title: String, unit: Unit, lines: [Line]) {
    (self.title, self.unit) = (title, unit)
    self.lines = lines.prefix(Self.mostLines).map {
      Line(name: $0.name, points: ThinnedPoints.of($0.points))
    }
    let left = lines.count - self.lines.count
    if left > 0 { rest = left.counted("more line") }
  }

  /// More lines than there are colours cannot be distinguished.
  package static let mostLines = 10

  package static func == (left: Self, right: Self) -> Bool {
    left.title == right.title && left.unit == right.unit && left.lines == right.lines
      && left.levels == right.levels && left.marks == right.marks && left.trend == right.trend
      && left.ends == right.ends && left.rest == right.rest && left.links == right.links
  }
}

/// Fewer points of a line that has very many: nothing high or low is lost.
enum ThinnedPoints {
  private static let most = 500
  private static let parts = 250

  /// Of more than 500 points the lowest and the highest of each of 250 parts, in their order; the ends stay.
  static func of(_ points: [SeriesChart.Point]) -> [SeriesChart.Point] {
    guard points.count > most else { return points }
    let inner = (0..<parts).flatMap { part -> [Int] in
      let range = part * points.count / parts..<(part + 1) * points.count / parts
      guard let low = range.min(by: { points[$0].y < points[$1].y }),
        let high = range.max(by: { points[$0].y < points[$1].y })
      else { return [] }
      return low == high ? [low] : [min(low, high), max(low, high)]
    }
    let ends = (
      inner.first == 0 ? [] : [0], inner.last == points.count - 1 ? [] : [points.count - 1]
    )
    return (ends.0 + inner + ends.1).map { points[$0] }
  }
}
