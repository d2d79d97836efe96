import CheckReports
import ProfileAnalysis
package import ProfileModel
import ProfileReports

extension SeriesChart {
  /// Writes the chart as an element.
  ///
  /// Where values stand can be worked out from it: `data-x` and `data-y` are what the plot reaches from and to, and
  /// `data-plot` is where that is.
  package func write(to sink: inout ByteSink) { SeriesDrawing(self).write(to: &sink) }

  /// Writes the chart as a file.
  package func writeFile(to sink: inout ByteSink) {
    sink.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
    write(to: &sink)
  }
}

/// Draws a chart.
private struct SeriesDrawing {
  private let chart: SeriesChart
  private let scale: SeriesScale

  private static let width = 560.0
  private static let plot = (left: 84.0, top: 40.0, right: 548.0, bottom: 196.0)
  private static let rowHeight = 24.0
  /// For a light page, with a contrast of 3 and more; the style sheet has those of a dark one.
  private static let colors = [
    "#0b4fb3", "#a8450a", "#0f7a4f", "#7a3fb8", "#a61b4a", "#4d6b00", "#006d77", "#8a5a00",
    "#5c5c8a", "#474d57",
  ]
  private static let dashes = ["", "7 3", "2 3", "9 3 2 3", "4 4"]

  init(_ chart: SeriesChart) { (self.chart, scale) = (chart, SeriesScale(chart)) }

  func write(to sink: inout ByteSink) {
    let (plot, number) = (Self.plot, Self.number)
    let height = plot.bottom + 30 + Double(legend.count) * Self.rowHeight
    sink.write(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"series\" viewBox=\"0 0 \(number(Self.width)) \(number(height))\" width=\"\(number(Self.width))\" height=\"\(number(height))\" role=\"img\" font-family=\"system-ui, sans-serif\" font-size=\"13\" data-x=\"\(scale.x.lowerBound) \(scale.x.upperBound)\" data-y=\"\(scale.y.lowerBound) \(scale.y.upperBound)\" data-plot=\"\(number(plot.left)) \(number(plot.top)) \(number(plot.right)) \(number(plot.bottom))\">\n<title>"
    )
    sink.write(shown: chart.title)
    sink.write("</title>\n<desc>")
    sink.write(shown: description)
    sink.write("</desc>\n")
    text(chart.title, "title", x: 0, y: 20, "start", ink: "#17191c", limit: 72, to: &sink)
    writeAxes(to: &sink)
    for mark in chart.marks { write(mark, to: &sink) }
    for level in chart.levels where scale.holds(level) { write(level, to: &sink) }
    if let trend = chart.trend { write(trend, to: &sink) }
    for (number, line) in chart.lines.enumerated().reversed() { write(line, number, to: &sink) }
    for (number, line) in chart.lines.enumerated().reversed() {
      writeLinks(line, number, to: &sink)
    }
    writeLegend(to: &sink)
    sink.write("</svg>\n")
  }

  // MARK: Where

  private func x(_ value: Double) -> Double {
    let (plot, range) = (Self.plot, scale.x)
    let part = (value - range.lowerBound) / (range.upperBound - range.lowerBound)
    return plot.left + min(1, max(0, part)) * (plot.right - plot.left)
  }

  private func y(_ value: Double) -> Double {
    let (plot, range) = (Self.plot, scale.y)
    let part = (value - range.lowerBound) / (range.upperBound - range.lowerBound)
    return plot.bottom - min(1, max(0, part)) * (plot.bottom - plot.top)
  }

  /// A coordinate with one digit after the point, which is omitted if it is 0.
  private static func number(_ value: Double) -> String {
    let tenths = Int64(clamping: (value * 10).rounded())
    let sign = tenths < 0 ? "-" : ""
    let (whole, rest) = (tenths.magnitude / 10, tenths.magnitude % 10)
    return rest == 0 ? "\(sign)\(whole)" : "\(sign)\(whole).\(rest)"
  }

  // MARK: Axes

  private func writeAxes(to sink: inout ByteSink) {
    let plot = Self.plot
    for tick in scale.ticks {
      line("grid", (plot.left, y(tick)), (plot.right, y(tick)), "#c9ced6", to: &sink)
      text(scale.text(tick), "tick", x: plot.left - 8, y: y(tick) + 4.5, "end", to: &sink)
    }
    text(chart.ends.first, "tick", x: plot.left, y: plot.bottom + 20, "start", to: &sink)
    text(chart.ends.last, "tick", x: plot.right, y: plot.bottom + 20, "end", to: &sink)
  }

  private func write(_ mark: SeriesChart.Mark, to sink: inout ByteSink) {
    let (plot, position) = (Self.plot, x(mark.x))
    line(
      "mark", (position, plot.top), (position, plot.bottom), "#474d57", dash: "1 3", to: &sink)
    symbol(mark.kind, at: position, from: plot.top - 8, to: plot.top, to: &sink)
  }

  /// A triangle that points down for a restart, a square for another build.
  private func symbol(
    _ kind: SeriesChart.Mark.Kind, at middle: Double, from top: Double, to bottom: Double,
    to sink: inout ByteSink
  ) {
    let number = Self.number
    let (left, right) = (number(middle - 5), number(middle + 5))
    let (top, bottom) = (number(top), number(bottom))
    let shape =
      kind == .restart
      ? "M\(left) \(top)L\(right) \(top)L\(number(middle)) \(bottom)Z"
      : "M\(left) \(top)H\(right)V\(bottom)H\(left)Z"
    sink.write("<path class=\"mark \(kind.rawValue)\" d=\"\(shape)\" fill=\"#474d57\"/>\n")
  }

  private func write(_ level: SeriesChart.Level, to sink: inout ByteSink) {
    let (plot, position) = (Self.plot, y(level.value))
    line(level.kind, (plot.left, position), (plot.right, position), to: &sink)
  }

  private func line(
    _ kind: SeriesChart.Level.Kind, _ from: (Double, Double), _ to: (Double, Double),
    to sink: inout ByteSink
  ) {
    line(
      kind.rawValue, from, to, kind == .limit ? "#b3261e" : "#474d57", width: "1.5",
      dash: kind == .limit ? "8 4" : "2 4", to: &sink)
  }

  private func write(_ trend: SeriesChart.Trend, to sink: inout ByteSink) {
    let start = (x(trend.start.x), y(trend.start.y))
    trendLine(start, (x(trend.end.x), y(trend.end.y)), to: &sink)
    boundLine(start, (x(trend.bound.x), y(trend.bound.y)), to: &sink)
  }

  private func trendLine(
    _ from: (Double, Double), _ to: (Double, Double), to sink: inout ByteSink
  ) {
    line("trend", from, to, "#17191c", width: "1.2", to: &sink)
  }

  private func boundLine(
    _ from: (Double, Double), _ to: (Double, Double), to sink: inout ByteSink
  ) {
    line("bound", from, to, "#17191c", width: "1.2", dash: "3 3", to: &sink)
  }

  private func line(
    _ kind: String, _ from: (Double, Double), _ to: (Double, Double), _ color: String,
    width: String = "1", dash: String = "", to sink: inout ByteSink
  ) {
    let number = Self.number
    let dashes = dash.isEmpty ? "" : " stroke-dasharray=\"\(dash)\""
    sink.write(
      "<line class=\"\(kind)\" x1=\"\(number(from.0))\" y1=\"\(number(from.1))\" x2=\"\(number(to.0))\" y2=\"\(number(to.1))\" stroke=\"\(color)\" stroke-width=\"\(width)\"\(dashes)/>\n"
    )
  }

  // MARK: Lines

  private func write(_ line: SeriesChart.Line, _ number: Int, to sink: inout ByteSink) {
    sink.write("<path class=\"line l\(number)\" fill=\"none\" \(stroke(number)) d=\"")
    var process: Int?
    for (index, point) in line.points.enumerated() where point.x.isFinite && point.y.isFinite {
      let isFirst = process != point.process
      process = point.process
      let coordinates = "\(Self.number(x(point.x))) \(Self.number(y(point.y)))"
      sink.write("\(isFirst ? "M" : "L")\(coordinates)")
      // A point alone is a dot.
      let isAlone =
        isFirst
        && (index + 1 == line.points.count || line.points[index + 1].process != point.process)
      if isAlone { sink.write("h0") }
    }
    sink.write("\"><title>")
    sink.write(shown: line.name)
    sink.write("</title></path>\n")
  }

  private func writeLinks(_ line: SeriesChart.Line, _ number: Int, to sink: inout ByteSink) {
    for point in line.points where point.x.isFinite && point.y.isFinite {
      guard let link = chart.links[point.x] else { continue }
      sink.write("<a href=\"")
      sink.write(shown: link)
      sink.write("\"><circle class=\"point l\(number)\" cx=\"\(Self.number(x(point.x)))\" cy=\"")
      sink.write("\(Self.number(y(point.y)))\" r=\"5\" \(stroke(number)) fill=\"#fff\"><title>")
      sink.write(shown: "\(line.name): \(scale.text(point.y)); open this profile")
      sink.write("</title></circle></a>\n")
    }
  }

  private func stroke(_ number: Int) -> String {
    let dash = Self.dashes[number % Self.dashes.count]
    return
      "stroke=\"\(Self.colors[number % Self.colors.count])\" stroke-width=\"\(number == 0 ? "2.5" : "1.75")\" stroke-linejoin=\"round\" stroke-linecap=\"round\""
      + (dash.isEmpty ? "" : " stroke-dasharray=\"\(dash)\"")
  }

  // MARK: Legend

  private enum Entry {
    case line(Int)
    case level(SeriesChart.Level)
    case trend(SeriesChart.Trend)
    case mark(SeriesChart.Mark.Kind, Int)
    case rest(String)
  }

  private var legend: [Entry] {
    let lines = chart.lines.indices.map(Entry.line)
    let kinds = [SeriesChart.Mark.Kind.restart, .deploy].compactMap { kind -> Entry? in
      let count = chart.marks.count { $0.kind == kind }
      return count > 0 ? .mark(kind, count) : nil
    }
    return lines + chart.levels.map(Entry.level) + (chart.trend.map { [.trend($0)] } ?? []) + kinds
      + (chart.rest.isEmpty ? [] : [.rest(chart.rest)])
  }

  private func writeLegend(to sink: inout ByteSink) {
    var row = Self.plot.bottom + 48
    for entry in legend {
      let swatch = ((Self.plot.left, row - 4.5), (Self.plot.left + 34, row - 4.5))
      write(entry, swatch.0, swatch.1, to: &sink)
      text(
        legendText(entry), "legend", x: Self.plot.left + 44, y: row, "start", limit: 50, to: &sink)
      row += Self.rowHeight
    }
  }

  private func write(
    _ entry: Entry, _ from: (Double, Double), _ to: (Double, Double), to sink: inout ByteSink
  ) {
    let number = Self.number
    switch entry {
    case .line(let index):
      sink.write(
        "<path class=\"swatch l\(index)\" fill=\"none\" \(stroke(index)) d=\"M\(number(from.0)) \(number(from.1))H\(number(to.0))\"/>\n"
      )
    case .level(let level): line(level.kind, from, to, to: &sink)
    case .trend:
      trendLine(from, (to.0 - 18, to.1), to: &sink)
      boundLine((to.0 - 14, to.1), to, to: &sink)
    case .mark(let kind, _):
      symbol(kind, at: (from.0 + to.0) / 2, from: from.1 - 4, to: from.1 + 4, to: &sink)
    case .rest: break
    }
  }

  private func legendText(_ entry: Entry) -> String {
    switch entry {
    case .line(let index): chart.lines[index].name
    case .level(let level): scale.holds(level) ? level.text : "\(level.text), far above"
    case .trend(let trend): trend.text
    case .mark(.restart, let count): count == 1 ? "a restart" : "\(count) restarts"
    case .mark(.deploy, let count): count == 1 ? "another build" : "\(count) other builds"
    case .rest(let text): text
    }
  }

  /// A description of the chart, for readers who cannot see it.
  private var description: String {
    let lines = chart.lines.prefix(3).compactMap { line -> String? in
      guard let first = line.points.first, let last = line.points.last else { return nil }
      return "\(line.name): \(scale.text(first.y)) at first, \(scale.text(last.y)) at last"
    }
    return (lines + legend.dropFirst(chart.lines.count).map(legendText)).joined(separator: "; ")
  }

  // MARK: Texts

  private func text(
    _ text: String, _ kind: String, x: Double, y: Double, _ anchor: String, ink: String = "#474d57",
    limit: Int = .max, to sink: inout ByteSink
  ) {
    guard !text.isEmpty else { return }
    let number = Self.number
    let weight = kind == "title" ? " font-weight=\"600\"" : ""
    sink.write(
      "<text class=\"\(kind)\" x=\"\(number(x))\" y=\"\(number(y))\" text-anchor=\"\(anchor)\" fill=\"\(ink)\"\(weight)>"
    )
    sink.write(shown: text.count > limit ? text.prefix(limit - 1) + "…" : text)
    sink.write("</text>\n")
  }
}
