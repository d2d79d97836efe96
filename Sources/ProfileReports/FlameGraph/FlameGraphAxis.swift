import ProfileModel

/// The time axis above the frames of a flame chart, whose values are times one after the other.
struct FlameGraphAxis {
  private let graph: FlameGraph

  init(_ graph: FlameGraph) { self.graph = graph }

  /// Where marks stand: at most ten, at one, two or five times a power of ten.
  static func marks(upTo total: Int64) -> [Int64] {
    guard total > 0 else { return [] }
    var power: Int64 = 1
    while total / power >= 10 { power *= 10 }
    // From one digit on, 5 to 10 marks.
    let leading = total / power
    let step = leading >= 5 || power < 10 ? power : leading >= 2 ? power / 2 : power / 5
    return Array(stride(from: 0, through: total, by: Int(max(1, step))).map { Int64($0) })
  }

  func write(bottom: Double, to sink: inout ByteSink) {
    let room = graph.style.staticWidth - 2 * FlameGraphStyle.margin
    let total = graph.tree.total
    sink.write("<g class=\"axis\" stroke=\"none\">\n")
    for mark in Self.marks(upTo: total) {
      let x = FlameGraphStyle.margin + Double(mark) / Double(max(1, total)) * room
      let text = graph.values.text(mark)
      let isLast = x + Double(FlameGraphLabel.width(of: text.utf8)) * 0.12 > graph.style.staticWidth
      sink.write("<rect class=\"tick\" fill=\"\(FlameGraphTheme.light.line)\" x=\"")
      sink.write(hundredths: x)
      sink.write("\" y=\"")
      sink.write(hundredths: bottom - 16)
      sink.write("\" width=\"1\" height=\"15\"/><text class=\"soft\" x=\"")
      sink.write(hundredths: isLast ? x - 3 : x + 4)
      sink.write("\" y=\"")
      sink.write(hundredths: bottom - 5)
      sink.write(isLast ? "\" text-anchor=\"end\">" : "\">")
      sink.write(shown: text)
      sink.write("</text>\n")
    }
    sink.write("</g>\n")
  }
}
