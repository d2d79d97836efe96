import ProfileAssets
import ProfileModel

extension FlameGraph {
  /// Whether a node is drawn.
  func isDrawn(_ node: Int) -> Bool { tree.totals[node] >= minimum }

  /// How many rows of frames there are, the root's included.
  var rowCount: Int {
    var deepest = 0
    for node in 0..<tree.count where isDrawn(node) {
      deepest = max(deepest, Int(tree.depths[node]))
    }
    return deepest + 1
  }

  /// Writes all frames that are drawn.
  ///
  /// - `top`: how far from the top of the picture the frames begin.
  func writeFrames(top: Double, to sink: inout ByteSink) {
    let rows = rowCount
    // The script knows its own by this name, and gives it another.
    let name = style.isInteractive ? "frames" : "\(id)-frames"
    sink.write("<g id=\"\(name)\" class=\"frames\">\n")
    if style.isInteractive {
      sink.write("<script>")
      write(.flameGraphDropFrames, to: &sink)
      sink.write("</script>\n")
    }
    for node in 0..<tree.count where isDrawn(node) && !sink.hasFailed {
      let depth = Int(tree.depths[node])
      let row = style.direction == .down ? depth : rows - 1 - depth
      write(node, y: top + Double(row * style.frameHeight), to: &sink)
    }
    sink.write("</g>\n")
  }

  private func write(_ node: Int, y: Double, to sink: inout ByteSink) {
    let frame = extent(of: node)
    sink.write("<g><title>")
    sink.write(bytes: names[node].escaped[...])
    sink.write(" (")
    if tree.layout != nil {
      sink.write(values.text(tree.pair(node)))
    } else {
      sink.write(values.text(tree.totals[node]))
      sink.write(node == 0 ? ", 100%" : ", \(percent(tree.totals[node]))%")
    }
    sink.write(")</title><rect class=\"")
    sink.write(byte: paint.letters[node])
    sink.write("\" x=\"")
    sink.write(hundredths: frame.x)
    sink.write("\" y=\"")
    sink.write(hundredths: y)
    sink.write("\" width=\"")
    sink.write(hundredths: frame.width)
    sink.write("\" height=\"\(style.frameHeight - 1)\"/>")
    if style.colors == .change { writeBar(of: node, frame, y: y, to: &sink) }
    writeLabel(of: node, frame, y: y, to: &sink)
    sink.write("</g>\n")
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
    sink.write(byte: FlameGraphPaint.letter(of: delta))
    sink.write("\" x=\"")
    sink.write(hundredths: delta > 0 ? frame.x : frame.x + frame.width - width)
    sink.write("\" y=\"")
    sink.write(hundredths: y)
    sink.write("\" width=\"")
    sink.write(hundredths: width)
    sink.write("\" height=\"\(style.frameHeight - 1)\"/>")
  }

  /// What stands before the name of a frame that is on one side only.
  private func mark(of node: Int) -> String {
    switch tree.pair(node).change {
    case .new: "+ "
    case .gone: "− "
    case .none, .grown, .shrunk: ""
    }
  }

  private func writeLabel(
    of node: Int, _ frame: (x: Double, width: Double), y: Double, to sink: inout ByteSink
  ) {
    let padding = 4.0
    let mark = mark(of: node)
    let room =
      Int((frame.width - 2 * padding) / style.fontSize * 100) - FlameGraphLabel.width(of: mark.utf8)
    guard let label = FlameGraphLabel.fitted(names[node], room: room) else { return }
    sink.write(tree.areInlined[node] ? "<text class=\"in\" x=\"" : "<text x=\"")
    sink.write(hundredths: frame.x + padding)
    sink.write("\" y=\"")
    sink.write(hundredths: y + Double(style.frameHeight) / 2 + style.fontSize * 0.3)
    sink.write("\">")
    let text = mark + String(decoding: label, as: UTF8.self)
    sink.write(bytes: XMLText.escaped(node == 0 ? "\(text) · \(wholeText)" : text)[...])
    sink.write("</text>")
  }

  /// What the whole picture shows.
  var wholeText: String {
    tree.layout == nil ? values.text(tree.total) : values.text(tree.pair(0))
  }

  /// Where a frame lies; sums that were held at the end of their range do not lead out of the picture.
  private func extent(of node: Int) -> (x: Double, width: Double) {
    let room = style.staticWidth - 2 * FlameGraphStyle.margin
    let scale = room / Double(max(1, tree.total))
    let start = min(Double(tree.starts[node]) * scale, room)
    let width = min(Double(tree.totals[node]) * scale, room - start)
    return (FlameGraphStyle.margin + start, width)
  }

  /// A value in percent of the whole, with two digits after the point.
  func percent(_ value: Int64) -> String {
    let share = Double(value) / Double(max(1, tree.total))
    let hundredths = Int64(clamping: share * 10000)
    let (whole, rest) = hundredths.quotientAndRemainder(dividingBy: 100)
    return "\(whole).\(rest < 10 ? "0" : "")\(rest)"
  }
}
