package import ProfileAnalysis
package import ProfileModel
import ProfileSystem

/// A call graph for graphviz, byte for byte that of `go tool pprof -dot`.
///
/// It differs for names that graphviz would not read as they are, as `go tool pprof` escapes some of them not at all:
/// quotes and backslashes in labels, files and binaries, entities, control characters, and what a tooltip takes for
/// an escape.
package struct DotReport: Sendable {
  private let drawing: CallDrawing
  private let view: ProfileView
  private let trim: TrimOptions
  private let values: ValueText

  package init(_ drawing: CallDrawing, of view: ProfileView, trim: TrimOptions) {
    self.drawing = drawing
    self.view = view
    self.trim = trim
    let unit = drawing.boxes.isEmpty ? nil : view.settledUnit(smallest: drawing.smallest)
    values = view.valueText(in: unit)
    self.unit = unit
  }

  private let unit: String?

  /// Writes the graph; the sink is not finished.
  package func write(to sink: inout ByteSink) {
    sink.write("digraph \"")
    sink.write(bytes: title.isEmpty ? Array("unnamed".utf8)[...] : DotText.name(title)[...])
    sink.write("\" {\nnode [style=filled fillcolor=\"#f8f8f8\"]\n")
    writeLegend(to: &sink)
    let largest = drawing.boxes.map { $0.flat.clampedMagnitude }.max() ?? 0
    var hasTags: [Bool] = []
    for (index, box) in drawing.boxes.enumerated() {
      if sink.hasFailed { return }
      writeBox(box, "N\(index + 1)", id: index + 1, largest: largest, to: &sink)
      // A node without calls shows also what was left out below it.
      let tags = DotTags(
        box.tags, of: "N\(index + 1)", isFlat: drawing.hasOutgoing(index), values
      ).lines
      sink.write(bytes: tags[...])
      hasTags.append(!tags.isEmpty)
    }
    for arrow in drawing.arrows where !sink.hasFailed {
      // Arrows from nodes that are not shown belong to none of the boxes.
      guard let source = arrow.source else { continue }
      writeArrow(arrow, from: source + 1, hasTags: hasTags[source], to: &sink)
    }
    sink.write("}\n")
  }

  /// The name of the main binary.
  private var title: ArraySlice<UInt8> {
    let strings = view.profile.strings
    guard let main = view.profile.mappings.first, !strings.isEmpty(main.filename) else {
      return []
    }
    return FilePath.base(strings.bytes(of: main.filename))
  }

  private func writeLegend(to sink: inout ByteSink) {
    let summary = ShownSummary(
      shown: drawing.shownTotal, total: view.total, values: values, count: drawing.boxes.count,
      originalCount: drawing.originalCount, droppedNodes: drawing.droppedNodes,
      nodeFraction: trim.nodeFraction, droppedEdges: drawing.droppedEdges,
      edgeFraction: trim.edgeFraction)
    let help = "\nSee https://git.io/JfYMW for how to read the graph"
    let lines =
      ReportHeader.profileLines(of: view, in: unit) + ReportHeader.filterLines(of: view)
      + (summary.lines + [help]).map { Array($0.utf8) }
    let escaped = lines.map { DotText.label($0) }
    sink.write("subgraph cluster_L { \"")
    sink.write(bytes: escaped[0][...])
    sink.write("\" [shape=box fontsize=16 label=\"")
    sink.write(bytes: Array(escaped.joined(separator: Array(#"\l"#.utf8)))[...])
    sink.write(#"\l""#)
    if !title.isEmpty {
      sink.write(" tooltip=\"")
      sink.write(bytes: DotText.tooltip(title)[...])
      sink.write("\"")
    }
    sink.write("] }\n")
  }
}

// MARK: - Boxes and arrows

extension DotReport {
  private func writeBox(
    _ box: CallDrawing.Box, _ name: String, id: Int, largest: Int64, to sink: inout ByteSink
  ) {
    let info = drawing.info(of: box)
    let tooltip =
      info.printableName(in: drawing.texts) + Array(" (\(values.text(box.cum)))".utf8)
    sink.write("\(name) [label=\"")
    sink.write(bytes: multilineName(of: info)[...])
    sink.write(numbers(of: box))
    sink.write("\" id=\"node\(id)\" fontsize=\(fontSize(box.flat, largest)) shape=box tooltip=\"")
    sink.write(bytes: DotText.tooltip(tooltip)[...])
    let share = share(box.cum)
    sink.write(
      "\" color=\"\(DotColor.line(share))\" fillcolor=\"\(DotColor.fill(share))\"]\n")
  }

  /// The name with a line for each of its parts.
  private func multilineName(of info: NodeInfo) -> [UInt8] {
    var name = DotText.label(ShortName.of(drawing.texts.bytes(of: info.name)))
    name = DotText.replacing("::", in: name, by: #"\n"#)
    // The dots of Go's type parameters are no separators.
    name = DotText.replacing("[...]", in: name, by: "[…]")
    name = DotText.replacing(".", in: name, by: #"\n"#)
    let base = { (path: ArraySlice<UInt8>) in
      path.isEmpty ? [] : DotText.label(FilePath.base(path))
    }
    let parts = info.nameParts(
      name: name, file: base(drawing.texts.bytes(of: info.file)),
      binary: base(drawing.texts.bytes(of: info.binary)))
    return (parts + [[]]).joined(separator: Array(#"\n"#.utf8)).map { $0 }
  }

  /// For example `0.90s (19.48%)` and `of 1.20s (25.97%)` on the next line.
  private func numbers(of box: CallDrawing.Box) -> String {
    let flat = box.flat == 0 ? "0" : "\(text(box.flat)) (\(percent(box.flat)))"
    guard box.cum != box.flat else { return flat }
    let separator = box.flat == 0 ? " " : #"\n"#
    return "\(flat)\(separator)of \(text(box.cum)) (\(percent(box.cum)))"
  }

  /// A value in a label: its unit is the profile's.
  private func text(_ value: Int64) -> String {
    String(decoding: DotText.label(values.text(value).utf8), as: UTF8.self)
  }

  private func percent(_ value: Int64) -> String {
    String(PercentText.text(value, of: view.total).drop { $0 == " " })
  }

  /// From 8 to 24, by the square root of the share of the largest value, so that small ones differ too.
  private func fontSize(_ flat: Int64, _ largest: Int64) -> Int {
    guard flat != 0, largest != 0 else { return 8 }
    let share = Double(flat.clampedMagnitude) / Double(largest)
    return 8 + Int((16 * share.squareRoot()).rounded(.up))
  }

  private func share(_ value: Int64) -> Double {
    Double(value) / Double(view.total.clampedMagnitude)
  }

  private func writeArrow(
    _ arrow: CallDrawing.Arrow, from source: Int, hasTags: Bool, to sink: inout ByteSink
  ) {
    let inlined = arrow.isInline ? #"\n (inline)"# : ""
    sink.write(
      "N\(source) -> N\(arrow.target.map { $0 + 1 } ?? 0) [label=\" \(text(arrow.value))\(inlined)\""
    )
    if view.total != 0 { sink.write(strength(of: arrow.value)) }
    let names = [arrow.sourceRow, arrow.targetRow].map { row in
      drawing.infos[Int(row)].printableName(in: drawing.texts)
    }
    let tooltip = DotText.tooltip(
      names[0] + Array(arrow.isResidual ? " ... ".utf8 : " -> ".utf8) + names[1]
        + Array(" (\(values.text(arrow.value)))".utf8))
    for attribute in ["tooltip", "labeltooltip"] {
      sink.write(" \(attribute)=\"")
      sink.write(bytes: tooltip[...])
      sink.write("\"")
    }
    if arrow.isResidual { sink.write(" style=\"dotted\"") }
    if hasTags { sink.write(" minlen=2") }
    sink.write("]\n")
  }

  /// How strongly an arrow pulls, its width and its colour.
  private func strength(of value: Int64) -> String {
    func part(_ factor: Int64) -> Int64 {
      // As in `go tool pprof`, the product of a value beyond 2⁶³ / 100 wraps.
      let part = NodeWeights.quotient(value &* factor, view.total).clampedMagnitude
      return 1 + min(part, factor)
    }
    let (weight, width) = (part(100), part(5))
    return (weight > 1 ? " weight=\(weight)" : "") + (width > 1 ? " penwidth=\(width)" : "")
      + " color=\"\(DotColor.line(share(value)))\""
  }
}

/// The colour of a share from -1 to 1: green for gains, grey for little, red for much.
enum DotColor {
  /// How far colours are moved away from grey: most shares are small.
  private static let shift = 0.7

  /// A dark colour for lines, as `#rrggbb`.
  static func line(_ share: Double) -> String { color(share, saturation: 1, value: 0.7) }

  /// A light colour to fill a box with.
  static func fill(_ share: Double) -> String { color(share, saturation: 0.1, value: 0.93) }

  private static func color(_ share: Double, saturation: Double, value: Double) -> String {
    // A total of 0 makes it NaN, for which both comparisons are false.
    var share = share > 1 ? 1 : share < -1 ? -1 : share
    var saturation = saturation
    if share.magnitude < 0.2 { saturation *= share.magnitude / 0.2 }
    if share > 0 { share = Mathematics.power(share, 1 - shift) }
    if share < 0 { share = -Mathematics.power(-share, 1 - shift) }
    let isGain = share < 0
    let red = isGain ? value * (1 + saturation * share) : value
    let green = isGain ? value : value * (1 - saturation * share)
    return "#" + [red, green, value * (1 - saturation)].map(byte).hexadecimal
  }

  private static func byte(_ part: Double) -> UInt8 {
    UInt8(exactly: (part * 255).rounded(.towardZero)) ?? 0
  }
}
