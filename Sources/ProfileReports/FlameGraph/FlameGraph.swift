package import ProfileAnalysis
import ProfileAssets
package import ProfileModel

/// Draws a call tree as an SVG: a frame is as wide as its total, its callees lie below it.
///
/// The file is self-contained, and a static picture where scripts do not run; its script adds zoom, search and a view
/// of callers. Every name is shown, whatever it holds. Frames may be left out of it, weight is not: sums are those of
/// all stacks.
package struct FlameGraph: Sendable {
  package let tree: CallTree
  /// What each name has in all stacks.
  let sums: NameSums
  package let style: FlameGraphStyle
  package let values: FlameGraphValueText
  let names: ShownNames
  let groups: FlameGraphGroups
  let paint: FlameGraphPaint
  /// The least value of a frame to be drawn without a script.
  let minimum: Int64
  /// How many rows of frames are drawn, the root's included.
  let rowCount: Int

  /// - `tree`: what to draw; it may hold smaller frames than are drawn, which the script shows when
  ///   there is room for them.
  /// - `sums`: of all stacks that the tree was made of.
  /// - `frames`: what is known about the names that the tree was made with.
  package init(
    _ tree: CallTree, sums: NameSums, frames: NamedFrames, values: FlameGraphValueText,
    style: FlameGraphStyle
  ) {
    self.tree = tree
    self.sums = sums
    self.style = style
    self.values = values
    names = ShownNames(tree, frames, sums, style)
    groups = FlameGraphGroups(frames, sums, style)
    paint = FlameGraphPaint(tree, names, groups, style)
    let minimum = max(1, CallTree.minimum(style.minimumShare, of: tree.total))
    self.minimum = minimum
    let drawn = tree.totals.indices.lazy.filter { tree.totals[$0] >= minimum }
    rowCount = Int(drawn.map { tree.depths[$0] }.max() ?? 0) + 1
  }

  /// The text shown if there are no frames.
  var emptySentence: String { "Nothing to draw: \(style.emptyReason)." }

  /// Writes the flame graph as a file. The sink is not finished.
  package func write(to sink: inout ByteSink) {
    sink.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
    writeElement(to: &sink)
  }

  /// Writes the flame graph as an element of a page.
  package func writeElement(to sink: inout ByteSink) {
    let page = FlameGraphPage(self)
    writeStart(page, to: &sink)
    page.writeHeading(to: &sink)
    page.writeFooter(to: &sink)
    if style.isInteractive { writeScript(to: &sink) }
    // Written last, so that a reader with scripts need not wait for it.
    writeFrames(top: page.framesTop, to: &sink)
    sink.write("</svg>\n")
  }

  /// No ids, since another flame graph in the page may have the same: the first title and description name it
  /// without.
  private func writeStart(_ page: FlameGraphPage, to sink: inout ByteSink) {
    let (width, height) = (Int(style.staticWidth), Int(page.height))
    let shownWidth = style.width.map { "\($0)" } ?? "100%"
    let light = FlameGraphTheme.light
    sink.write(
      """
      <svg xmlns="http://www.w3.org/2000/svg" class="pproftool" width="\(shownWidth)" \
      height="\(height)" viewBox="0 0 \(width) \(height)" preserveAspectRatio="xMidYMin" role="img" \
      font-family="system-ui, sans-serif" font-size="12" fill="\(light.ink)">
      <title>
      """)
    sink.write(shown: style.title)
    sink.write("</title>\n<desc>")
    sink.write(shown: page.description)
    sink.write("</desc>\n<style>")
    sink.write(bytes: FlameGraphStyleSheet.bytes[...])
    sink.write(
      "</style>\n<rect class=\"page\" width=\"100%\" height=\"100%\" fill=\"\(light.page)\"/>\n")
  }

  private func writeScript(to sink: inout ByteSink) {
    sink.write("<metadata>")
    FlameGraphData(self).write(to: &sink)
    sink.write("</metadata>\n<script><![CDATA[\n")
    sink.write(bytes: Asset.flameGraphScript.text[...])
    sink.write("]]></script>\n")
  }

  /// What fills the elements of a letter: a class, and the same for where there are no style sheets.
  func writeFill(_ letter: UInt8, of colors: FlameGraphStyle.Colors? = nil, to sink: inout ByteSink)
  {
    let colors = colors ?? style.colors
    let fills = FlameGraphTheme.light.fills(colors)
    let index = min(fills.count - 1, Int(letter - UInt8(ascii: "a")))
    sink.write(colors.prefix)
    sink.write(byte: letter)
    sink.write("\" fill=\"")
    sink.write(fills[index])
  }
}

extension ByteSink {
  /// Appends a number that is not negative with up to two digits after the point.
  mutating func write(hundredths number: Double) {
    let hundredths = Int64((number * 100).rounded())
    write(decimal: hundredths / 100)
    let rest = UInt8(hundredths % 100)
    guard rest > 0 else { return }
    write(byte: UInt8(ascii: "."))
    write(byte: UInt8(ascii: "0") + rest / 10)
    if rest % 10 > 0 { write(byte: UInt8(ascii: "0") + rest % 10) }
  }
}
