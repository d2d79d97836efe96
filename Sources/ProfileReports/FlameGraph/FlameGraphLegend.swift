import ProfileAnalysis
import ProfileModel

/// Says below the frames which colours stand for what.
struct FlameGraphLegend {
  /// A colour and its meaning.
  struct Entry {
    let letter: UInt8
    let text: String
  }
  /// What the entries are about; empty if they say that themselves.
  private(set) var heading = ""
  private(set) var entries: [Entry] = []
  private let graph: FlameGraph

  /// Ten hues, and three that many groups share.
  private static let largest = 13

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
      heading = Self.widthWords(graph.tree.layout)
      entries = [
        Entry(letter: FlameGraphPaint.letter(of: 1), text: "grew, + new"),
        Entry(letter: FlameGraphPaint.letter(of: -1), text: "shrank, - gone"),
        Entry(letter: UInt8(ascii: "a"), text: "as before"),
      ]
    case .hot: break
    }
  }

  var isEmpty: Bool { entries.isEmpty }

  private static func widthWords(_ layout: ComparisonLayout?) -> String {
    switch layout {
    case .before: "A frame is as wide as before."
    case .after: "A frame is as wide as after."
    case .union, nil: "A frame is as wide as before + after together."
    }
  }

  /// The packages or files that have most, with their shares of all.
  private static func groups(_ graph: FlameGraph) -> [Entry] {
    graph.groups.entries.prefix(largest).map { entry in
      Entry(letter: entry.letter, text: "\(shortened(entry.text)) \(graph.share(entry.value))")
    }
  }

  /// The end of a long group, from a separator on if there is one.
  private static func shortened(_ group: String) -> String {
    guard group.count > 40 else { return group }
    let end = group.suffix(39)
    return "…" + end[(end.dropLast().firstIndex(of: "/") ?? end.startIndex)...]
  }

  /// Writes one line, as much of it as has room.
  func write(y: Double, width: Double, to sink: inout ByteSink) {
    var x = FlameGraphStyle.margin
    if !heading.isEmpty {
      write(heading, x: x, y: y, to: &sink)
      x += Double(FlameGraphLabel.width(of: heading.utf8)) * 0.12 + 10
    }
    for entry in entries {
      let room = 18 + Double(FlameGraphLabel.width(of: entry.text.utf8)) * 0.12 + 16
      guard x + room <= width else { break }
      sink.write("<rect class=\"")
      graph.writeFill(entry.letter, to: &sink)
      sink.write("\" x=\"")
      sink.write(hundredths: x)
      sink.write("\" y=\"")
      sink.write(hundredths: y)
      sink.write("\" width=\"12\" height=\"12\"/>")
      write(entry.text, x: x + 18, y: y, to: &sink)
      x += room
    }
  }

  private func write(_ text: String, x: Double, y: Double, to sink: inout ByteSink) {
    sink.write("<text class=\"soft\" x=\"")
    sink.write(hundredths: x)
    sink.write("\" y=\"")
    sink.write(hundredths: y + 10.5)
    sink.write("\">")
    sink.write(escaped: text)
    sink.write("</text>\n")
  }
}
