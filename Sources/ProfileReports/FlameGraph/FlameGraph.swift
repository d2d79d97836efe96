package import ProfileAnalysis
import ProfileAssets
package import ProfileModel

/// Draws a call tree as an SVG: a frame is as wide as its total, its callees lie below it.
///
/// The file is complete in itself and a picture where scripts do not run; its script adds zoom, search
/// and a view of callers. Every name is shown, whatever it holds.
package struct FlameGraph {
  let tree: CallTree
  let style: FlameGraphStyle
  let values: FlameGraphValueText
  let names: ShownNames
  /// The source file of each name, and where in it.
  let files: [String]
  let lines: [Int64]
  let paint: FlameGraphPaint
  /// What each frame has of its own: where callers lie below, only that in which stacks end has any.
  let owns: [Int64]
  /// What a frame must have to be drawn.
  let minimum: Int64
  /// A name that no other element of a page has.
  let id: String

  /// - `tree`: what to draw; it may hold smaller frames than are drawn, which the script shows when
  ///   there is room for them.
  /// - `names`: the names that the tree was made with.
  /// - `places`: where the names come from.
  package init(
    _ tree: CallTree, names: LocationNames, places: borrowing FramePlaces,
    values: FlameGraphValueText, style: FlameGraphStyle
  ) {
    self.tree = tree
    self.style = style
    self.values = values
    let shown = ShownNames(tree, names)
    self.names = shown
    var files = [String](repeating: "", count: shown.list.count)
    var lines = [Int64](repeating: 0, count: shown.list.count)
    var isKnown = [Bool](repeating: false, count: shown.list.count)
    for node in 1..<max(1, tree.count) where !isKnown[shown.places[node]] {
      let place = shown.places[node]
      isKnown[place] = true
      files[place] = SafeText.shown(places.file(ofRow: tree.examples[node]))
      lines[place] = places.line(ofRow: tree.examples[node])
    }
    (self.files, self.lines) = (files, lines)
    owns =
      style.isReversed ? zip(tree.depths, tree.totals).map { $0 == 1 ? $1 : 0 } : tree.selfs
    paint = FlameGraphPaint(shown, owns, style.colors, files: files)
    minimum = CallTree.minimum(style.minimumShare, of: tree.total)
    id = Self.id(tree, shown, style)
  }

  /// Writes the picture. The sink is not finished.
  package func write(to sink: inout ByteSink) {
    let page = FlameGraphPage(self)
    writeStart(page, to: &sink)
    page.writeHeading(to: &sink)
    page.writeFooter(to: &sink)
    if style.isInteractive { writeScript(to: &sink) }
    // Last, so that who has scripts need not wait for it.
    writeFrames(top: page.framesTop, to: &sink)
    sink.write("</svg>\n")
  }

  private func writeStart(_ page: FlameGraphPage, to sink: inout ByteSink) {
    let (width, height) = (Int(style.staticWidth), Int(page.height))
    let shownWidth = style.width.map { "\($0)" } ?? "100%"
    sink.write(
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <svg xmlns="http://www.w3.org/2000/svg" id="\(id)" width="\(shownWidth)" height="\(height)" \
      viewBox="0 0 \(width) \(height)" preserveAspectRatio="xMidYMin" role="img" \
      aria-labelledby="\(id)-title \(id)-text">
      <title id="\(id)-title">
      """)
    sink.write(escaped: style.title)
    sink.write("</title>\n<desc id=\"\(id)-text\">")
    sink.write(escaped: page.description)
    sink.write("</desc>\n<style>\n")
    FlameGraphStyleSheet(id: id, style: style).write(to: &sink)
    sink.write("</style>\n<rect class=\"page\" width=\"100%\" height=\"100%\"/>\n")
  }

  private func writeScript(to sink: inout ByteSink) {
    sink.write("<metadata>")
    FlameGraphData(self).write(to: &sink)
    sink.write("</metadata>\n<script><![CDATA[\n")
    write(.flameGraphScript, to: &sink)
    sink.write("]]></script>\n")
  }

  /// Writes a script that knows the picture by its name.
  func write(_ script: Asset, to sink: inout ByteSink) {
    sink.write(bytes: script.filled([("picture-id", id)])[...])
  }

  /// A name made of what the picture shows, so that equal pictures have equal bytes.
  private static func id(_ tree: CallTree, _ names: ShownNames, _ style: FlameGraphStyle) -> String
  {
    let words = [
      style.title, style.subtitle, style.notes, style.colors.rawValue, style.direction.rawValue,
      "\(style.staticWidth) \(style.frameHeight) \(style.minimumShare) \(style.isInteractive)",
    ]
    var hash = FlameGraphPaint.hash(words.joined(separator: "\n"))
    let mix = { (word: UInt64) in hash = (hash ^ word) &* 0x0000_0100_0000_01B3 }
    for name in names.list { mix(FlameGraphPaint.hash(name.text)) }
    for total in tree.totals { mix(UInt64(bitPattern: total)) }
    if tree.layout != nil { for other in tree.others { mix(UInt64(bitPattern: other)) } }
    let digits = String(hash & 0xFFFF_FFFF, radix: 16)
    return "fg-" + String(repeating: "0", count: 8 - digits.count) + digits
  }
}

extension ByteSink {
  /// Appends a text as the content of an XML element.
  mutating func write(escaped text: String) {
    write(bytes: XMLText.escaped(SafeText.shown(text.utf8))[...])
  }

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
