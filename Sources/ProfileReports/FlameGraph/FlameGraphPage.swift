import ProfileAnalysis
import ProfileModel

/// What stands above and below the frames, and how much room it takes.
struct FlameGraphPage {
  private let graph: FlameGraph
  private let subtitle: [String]
  private let remarks: [String]
  private let legend: FlameGraphLegend

  private static let lineHeight = 17.0
  private static let titleBottom = 30.0

  init(_ graph: FlameGraph) {
    self.graph = graph
    let room = graph.style.staticWidth - 2 * FlameGraphStyle.margin
    let wrap = { (text: String) in Self.lines(of: text, room: Int(room / 12 * 100)) }
    subtitle = wrap(graph.style.subtitle)
    remarks = wrap(graph.leftOutWords) + wrap(graph.style.notes)
    legend = FlameGraphLegend(graph)
  }

  /// Where the frames begin.
  var framesTop: Double { Self.titleBottom + Double(subtitle.count) * Self.lineHeight + 8 }

  private var framesBottom: Double {
    framesTop + Double(graph.rowCount * graph.style.frameHeight)
  }

  private var legendHeight: Double { legend.isEmpty ? 0 : 24 }

  /// The height of the picture.
  var height: Double {
    (framesBottom + 10 + legendHeight + Double(remarks.count) * Self.lineHeight + 6).rounded(.up)
  }

  /// What the picture shows, for those who cannot see it.
  var description: String {
    let largest = (graph.tree.layout == nil ? graph.largestFrames(5) : []).map { name, own in
      "\(name) \(graph.values.text(own)) (\(graph.percent(own))%)"
    }
    let words = largest.isEmpty ? "" : " Most of its own has: \(largest.joined(separator: "; "))."
    let subtitle = graph.style.subtitle
    return "Flame graph of \(graph.wholeText)"
      + (subtitle.isEmpty ? "." : ": \(subtitle).") + words
  }

  func writeHeading(to sink: inout ByteSink) {
    write(graph.style.title, "title", y: 22, to: &sink)
    for (line, text) in subtitle.enumerated() {
      write(text, "soft", y: Self.titleBottom + Double(line + 1) * Self.lineHeight - 5, to: &sink)
    }
  }

  func writeFooter(to sink: inout ByteSink) {
    var y = framesBottom + 10
    if !legend.isEmpty {
      legend.write(y: y, width: graph.style.staticWidth, to: &sink)
      y += legendHeight
    }
    for text in remarks {
      write(text, "soft", y: y + 12, to: &sink)
      y += Self.lineHeight
    }
  }

  private func write(_ text: String, _ kind: String, y: Double, to sink: inout ByteSink) {
    sink.write("<text class=\"\(kind)\" x=\"\(Int(FlameGraphStyle.margin))\" y=\"")
    sink.write(hundredths: y)
    sink.write("\">")
    sink.write(escaped: text)
    sink.write("</text>\n")
  }

  /// A text in lines that are not wider than the picture; none for an empty one.
  private static func lines(of text: String, room: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in SafeText.shown(text.utf8).split(separator: " ") {
      let longer = line.isEmpty ? String(word) : "\(line) \(word)"
      if FlameGraphLabel.width(of: longer.utf8) > room, !line.isEmpty {
        lines.append(line)
        line = String(word)
      } else {
        line = longer
      }
    }
    return line.isEmpty ? lines : lines + [line]
  }
}
