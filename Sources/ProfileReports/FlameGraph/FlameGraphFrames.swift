import ProfileAnalysis
import ProfileAssets
import ProfileModel

extension FlameGraph {
  /// Whether a node is drawn where there is no script.
  func isDrawn(_ node: Int) -> Bool { tree.totals[node] >= minimum }

  /// Writes all frames that are drawn.
  ///
  /// - `top`: the distance of the frames from the top.
  func writeFrames(top: Double, to sink: inout ByteSink) {
    guard tree.total > 0 else { return }
    // Tools know the frames by this name; the script removes it, since a page may hold two flame graphs.
    let name = style.isInteractive ? "id=\"frames\" " : ""
    sink.write("<g \(name)class=\"frames\" font-size=\"")
    sink.write(hundredths: style.fontSize)
    sink.write("\" stroke-width=\".5\">\n")
    if style.isInteractive {
      sink.write("<script>")
      sink.write(bytes: Asset.flameGraphDropFrames.text[...])
      sink.write("</script>\n")
    }
    for node in 0..<tree.count where isDrawn(node) && !sink.hasFailed {
      let depth = Int(tree.depths[node])
      let row = style.direction == .down ? depth : rowCount - 1 - depth
      write(node, y: top + Double(row * style.frameHeight), to: &sink)
    }
    sink.write("</g>\n")
  }

  private func write(_ node: Int, y: Double, to sink: inout ByteSink) {
    let frame = extent(of: node)
    sink.write("<g><title>")
    sink.write(bytes: names[node].title[...])
    sink.write(" (")
    sink.write(shown: titleText(of: node))
    sink.write(")</title><rect class=\"")
    writeFill(paint.letters[node], to: &sink)
    sink.write("\" stroke=\"#fff\" x=\"")
    sink.write(hundredths: frame.x)
    sink.write("\" y=\"")
    sink.write(hundredths: y)
    sink.write("\" width=\"")
    sink.write(hundredths: frame.width)
    sink.write("\" height=\"\(style.frameHeight - 1)\"/>")
    if hasBar(node) { writeBar(of: node, frame, y: y, to: &sink) }
    writeLabel(of: node, frame, y: y, to: &sink)
    sink.write("</g>\n")
  }

  /// Whether a frame tells how much of it is more than before, or less.
  private func hasBar(_ node: Int) -> Bool {
    style.colors == .change && (style.called?.contains(Int(tree.names[node])) ?? true)
  }

  /// The text in brackets after a name: `1,234 samples, 12.34%`, and what the function has elsewhere.
  private func titleText(of node: Int) -> String {
    let name = names.ids[names.indices[node]]
    guard tree.layout == nil else { return values.text(tree.pair(node)) }
    let text = "\(values.text(tree.totals[node])), \(percent(tree.totals[node]))"
    guard name >= 0, sums.total(of: name) != tree.totals[node] else { return text }
    let sum = sums.total(of: name)
    let scope = sum < tree.totals[node] ? "including negative values" : "everywhere"
    return "\(text), \(values.text(sum)) \(scope)"
  }

  /// Writes how much of a frame is more than before, from its left, or less, from its right.
  private func writeBar(
    of node: Int, _ frame: (x: Double, width: Double), y: Double, to sink: inout ByteSink
  ) {
    let delta = tree.pair(node).delta
    guard delta != 0, tree.totals[node] > 0 else { return }
    let share = min(1, Double(delta.clampedMagnitude) / Double(tree.totals[node]))
    let width = frame.width * share
    sink.write("<rect class=\"bar ")
    writeFill(FlameGraphPaint.letter(of: delta), to: &sink)
    sink.write("\" x=\"")
    sink.write(hundredths: delta > 0 ? frame.x : frame.x + frame.width - width)
    sink.write("\" y=\"")
    sink.write(hundredths: y)
    sink.write("\" width=\"")
    sink.write(hundredths: width)
    sink.write("\" height=\"\(style.frameHeight - 1)\"/>")
  }

  /// The mark before the name of a frame that is on one side only.
  private func mark(of node: Int) -> String {
    switch tree.pair(node).change {
    case .new: "+ "
    case .gone: "- "
    case .none, .grown, .shrunk: ""
    }
  }

  private func writeLabel(
    of node: Int, _ frame: (x: Double, width: Double), y: Double, to sink: inout ByteSink
  ) {
    let padding = 4.0
    let room = Int((frame.width - 2 * padding) / style.fontSize * 100)
    guard let text = label(of: node, room: room) else { return }
    sink.write(
      tree.areInlined[node] ? "<text class=\"in\" font-style=\"italic\" x=\"" : "<text x=\"")
    sink.write(hundredths: frame.x + padding)
    sink.write("\" y=\"")
    sink.write(hundredths: y + Double(style.frameHeight) / 2 + style.fontSize * 0.3)
    sink.write("\">")
    sink.write(bytes: XMLText.escaped(node == 0 ? "\(text) · \(wholeText)" : text)[...])
    sink.write("</text>")
  }

  /// The name as far as there is room, with its mark unless that would eat letters of the name.
  private func label(of node: Int, room: Int) -> String? {
    let (name, mark) = (names[node], mark(of: node))
    let rest = room - FlameGraphLabel.width(of: mark.utf8)
    if !mark.isEmpty, let form = name.forms.first(where: { $0.width <= rest }) {
      return mark + String(decoding: form.text, as: UTF8.self)
    }
    return FlameGraphLabel.fitted(name, room: room).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The value of the whole flame graph.
  var wholeText: String {
    tree.layout == nil ? values.text(tree.total) : values.text(tree.pair(0))
  }

  /// The position of a frame; sums clamped to their range do not lead outside.
  private func extent(of node: Int) -> (x: Double, width: Double) {
    let room = style.staticWidth - 2 * FlameGraphStyle.margin
    let scale = room / Double(max(1, tree.total))
    let start = min(Double(tree.starts[node]) * scale, room)
    let width = min(Double(tree.totals[node]) * scale, room - start)
    return (FlameGraphStyle.margin + start, width)
  }

  /// A share as people read it: `0%`, `<0.01%`, `12.34%`.
  func share(_ value: Int64) -> String { ShareText.text(value, of: tree.total) }

  /// A value in percent of the whole, with two digits after the point: `12.34%`, `100%`.
  func percent(_ value: Int64) -> String { ShareText.plain(value, of: tree.total) }
}
