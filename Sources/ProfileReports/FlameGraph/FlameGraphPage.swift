import ProfileAnalysis
import ProfileModel

/// The layout above and below the frames.
struct FlameGraphPage {
  private let graph: FlameGraph
  private let subtitle: [String]
  private let remarks: [String]
  private let legend: FlameGraphLegend
  private let axis: FlameGraphAxis?

  private static let lineHeight = 17.0
  private static let titleBottom = 30.0

  init(_ graph: FlameGraph) {
    self.graph = graph
    let room = graph.style.staticWidth - 2 * FlameGraphStyle.margin
    let wrap = { (text: String) in Self.lines(of: text, room: Int(room / 12 * 100)) }
    subtitle = wrap(graph.style.subtitle)
    let text = graph.style.remarks + [graph.leftOutText, graph.style.notes]
    remarks = text.flatMap(wrap)
    legend = FlameGraphLegend(graph)
    axis = graph.style.hasTimeAxis ? FlameGraphAxis(graph) : nil
  }

  /// Where the frames begin.
  var framesTop: Double {
    Self.titleBottom + Double(subtitle.count) * Self.lineHeight + 8 + (axis == nil ? 0 : 18)
  }

  private var framesBottom: Double {
    let rows = graph.tree.total > 0 ? graph.rowCount : 1
    return framesTop + Double(rows * graph.style.frameHeight)
  }

  private var legendHeight: Double {
    let lines = legend.lineCount(width: graph.style.staticWidth)
    return lines == 0 ? 0 : Double(lines) * FlameGraphLegend.lineHeight + 6
  }

  /// The height of the whole.
  var height: Double {
    (framesBottom + 10 + legendHeight + Double(remarks.count) * Self.lineHeight + 6).rounded(.up)
  }

  /// A description of the flame graph, for readers who cannot see it.
  var description: String {
    let style = graph.style
    guard graph.tree.total > 0 else { return "An empty flame graph: \(style.emptyReason)." }
    let largest = (graph.tree.layout == nil ? graph.largestNames(5) : []).map { name, value in
      "\(name) \(graph.values.text(value)) (\(graph.share(value)))"
    }
    let beginning = style.isBySite ? "Most waits in" : "Largest own values"
    let text = largest.isEmpty ? "" : " \(beginning): \(largest.joined(separator: "; "))."
    let remarks = style.remarks.map { " \($0)" }.joined()
    let change = style.mainChange.isEmpty ? "" : "; \(style.mainChange)"
    return "Flame graph of \(graph.wholeText)\(change)"
      + (style.subtitle.isEmpty ? "." : ": \(style.subtitle).") + text + remarks
  }

  func writeHeading(to sink: inout ByteSink) {
    sink.write("<g font-size=\"17\" font-weight=\"600\">")
    write(graph.style.title, "title", y: 22, to: &sink)
    sink.write("</g>\n")
    for (line, text) in subtitle.enumerated() {
      write(text, "soft", y: Self.titleBottom + Double(line + 1) * Self.lineHeight - 5, to: &sink)
    }
    axis?.write(bottom: framesTop, to: &sink)
    guard graph.tree.total == 0 else { return }
    write(graph.emptySentence, "empty", y: framesTop + 13, to: &sink)
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
    sink.write(shown: text)
    sink.write("</text>\n")
  }

  /// A text broken into lines that fit the width; empty for an empty one.
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
