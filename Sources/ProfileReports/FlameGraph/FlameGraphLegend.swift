import ProfileAnalysis
import ProfileModel

/// The legend below the frames.
struct FlameGraphLegend {
  /// A colour and its meaning.
  struct Entry {
    let letter: UInt8
    let text: String
  }
  /// The heading of the entries; empty if they need none.
  private(set) var heading = ""
  private(set) var entries: [Entry] = []
  private let graph: FlameGraph

  init(_ graph: FlameGraph) {
    self.graph = graph
    guard graph.tree.total > 0 else { return }
    switch graph.style.colors {
    case .package, .file:
      heading = graph.style.isBySite ? "Waiting in:" : "Own share:"
      entries = Self.groups(graph)
    case .value:
      let last = UInt8(FlameGraphTheme.light.scale.count - 1)
      entries = [
        Entry(letter: UInt8(ascii: "a"), text: "little of its own"),
        Entry(letter: UInt8(ascii: "a") + last, text: "most of its own"),
      ]
    case .change:
      heading = Self.widthText(graph.tree.layout)
      entries = [
        Entry(letter: FlameGraphPaint.letter(of: 1), text: "grew, + new"),
        Entry(letter: FlameGraphPaint.letter(of: -1), text: "shrank, - gone"),
        Entry(
          letter: UInt8(ascii: "a"),
          text: graph.style.called == nil ? "as before" : "not distinguishable from noise"),
      ]
    case .hot: break
    }
  }

  var isEmpty: Bool { entries.isEmpty }

  private static func widthText(_ layout: ComparisonLayout?) -> String {
    switch layout {
    case .before: "A frame is as wide as before."
    case .after: "A frame is as wide as after."
    case .union, nil: "A frame is as wide as before + after together."
    }
  }

  /// The packages or files that have most, with their shares of all.
  private static func groups(_ graph: FlameGraph) -> [Entry] {
    graph.groups.entries.map { entry in
      Entry(letter: entry.letter, text: "\(shortened(entry.text)) \(graph.share(entry.value))")
    }
  }

  /// The end of a long group, from a separator on if there is one.
  private static func shortened(_ group: String) -> String {
    guard group.count > 40 else { return group }
    let end = group.suffix(39)
    return "…" + end[(end.dropLast().firstIndex(of: "/") ?? end.startIndex)...]
  }

  static let lineHeight = 18.0

  /// Where an entry stands: how far from the left, and in which line.
  private typealias Spot = (x: Double, line: Int)

  /// How many lines there are.
  func lineCount(width: Double) -> Int { isEmpty ? 0 : (spots(width).last?.line ?? 0) + 1 }

  /// The positions of all entries, the heading first; one that does not fit begins a new line.
  private func spots(_ width: Double) -> [Spot] {
    var x = FlameGraphStyle.margin
    var line = 0
    if !heading.isEmpty { x += Self.room(of: heading) + 10 }
    return entries.map { entry in
      let room = 18 + Self.room(of: entry.text) + 16
      if x + room > width, x > FlameGraphStyle.margin {
        (x, line) = (FlameGraphStyle.margin, line + 1)
      }
      defer { x += room }
      return (x, line)
    }
  }

  private static func room(of text: String) -> Double {
    Double(FlameGraphLabel.width(of: text.utf8)) * 0.12
  }

  /// Writes all entries, in as many lines as they take.
  func write(y: Double, width: Double, to sink: inout ByteSink) {
    if !heading.isEmpty { write(heading, x: FlameGraphStyle.margin, y: y, to: &sink) }
    for (entry, spot) in zip(entries, spots(width)) {
      write(entry, x: spot.x, y: y + Double(spot.line) * Self.lineHeight, to: &sink)
    }
  }

  private func write(_ entry: Entry, x: Double, y: Double, to sink: inout ByteSink) {
    sink.write("<rect class=\"")
    graph.writeFill(entry.letter, to: &sink)
    sink.write("\" x=\"")
    sink.write(hundredths: x)
    sink.write("\" y=\"")
    sink.write(hundredths: y)
    sink.write("\" width=\"12\" height=\"12\"/>")
    write(entry.text, x: x + 18, y: y, to: &sink)
  }

  private func write(_ text: String, x: Double, y: Double, to sink: inout ByteSink) {
    sink.write("<text class=\"soft\" x=\"")
    sink.write(hundredths: x)
    sink.write("\" y=\"")
    sink.write(hundredths: y + 10.5)
    sink.write("\">")
    sink.write(shown: text)
    sink.write("</text>\n")
  }
}
