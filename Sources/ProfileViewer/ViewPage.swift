import PprofWire
import ProfileAssets
package import ProfileModel
package import ProfileReports
import ProfileSystem

/// One HTML file that holds a whole profile: a script that shows it, the profile in packed blocks, and a flame graph
/// for where no script runs.
///
/// Only the title, the verdict and that flame graph meet the HTML parser; all other texts are in the blocks. The
/// page's policy names its script and style sheets by their hashes, which are the same in every page of a version,
/// and forbids all requests.
package struct ViewPage: Sendable {
  private let viewed: ViewedProfile
  private let flameGraph: FlameGraph
  private let packed: PackedProfile

  /// The blocks that hold the profile, as elements of the page.
  private let elements: [(name: String, text: [UInt8])]
  /// How long the page is.
  package private(set) var byteCount = 0

  /// The blocks that hold the profile, with what belongs to the names of their elements, the head first.
  package var blocks: [(name: String, bytes: [UInt8])] { packed.blocks }

  /// - `flameGraph`: shown where no script runs; has no script of its own.
  package init(_ viewed: ViewedProfile, flameGraph: FlameGraph) {
    self.viewed = viewed
    self.flameGraph = flameGraph
    packed = PackedProfile(viewed)
    elements = packed.blocks.map { ($0.name, Self.element($0.bytes)) }
    var count = 0
    var sink = ByteSink { count += $0.count }
    write(to: &sink)
    try? sink.finish()
    byteCount = count
  }

  /// Notes for the caller.
  package var notes: [String] {
    guard let folded = viewed.whole.folded else { return [] }
    let part = ShareText.atMost(folded.largestPart)
    return [
      "\(folded.frameCount.grouped) frames, each at most \(part) of any sample type, are folded; all totals stay correct."
    ]
  }

  /// How many frames a shorter page may have.
  ///
  /// - Throws: a `PageTooLarge` if even one of few frames would be longer.
  package func frames(within mostBytes: Int) throws(PageTooLarge) -> Int {
    let perFrame = elements.filter { $0.name == "tree" || $0.name.hasPrefix("samples") }
      .reduce(0) { $0 + $1.text.count }
    let count = viewed.whole.tree.count
    let room = Double(mostBytes - (byteCount - perFrame)) / Double(max(1, perFrame))
    // The remaining frames are heavier, and take a little more.
    let frames = Int((Double(count) * min(max(0, room), 1) * 0.95).rounded(.down))
    guard frames > Self.fewFrames else {
      throw PageTooLarge(byteCount: byteCount, frameCount: count - 1, mostBytes: mostBytes)
    }
    return frames
  }

  /// A page of fewer shows nothing.
  private static let fewFrames = 10

  /// Writes the file. The sink is not finished.
  package func write(to sink: inout ByteSink) {
    PageHead.write(
      title: viewed.style.title, line: Self.policyLine, styles: [ViewStyleSheet.bytes], to: &sink)
    sink.write("<body>\n<main class=\"viewer-static\">\n<p class=\"verdict\">")
    sink.write(shown: viewed.types[viewed.firstType].verdict.text)
    sink.write("</p>\n")
    flameGraph.writeElement(to: &sink)
    sink.write("<p class=\"why\">")
    sink.write(shown: stillText)
    sink.write("</p>\n</main>\n")
    writeBlocks(ofSet: 0, to: &sink)
    Self.writeViewer(to: &sink)
    sink.write("</body>\n</html>\n")
  }

  // MARK: - Parts, for pages that hold several profiles

  /// The main finding, in a sentence; may be empty.
  package var verdict: String { viewed.types[viewed.firstType].verdict.text }

  /// Writes the flame graph for where no script runs.
  package func writeFlameGraph(to sink: inout ByteSink) { flameGraph.writeElement(to: &sink) }

  /// Writes the blocks of the profile, as those of one of the data sets of a page.
  package func writeBlocks(ofSet set: Int, to sink: inout ByteSink) {
    for element in elements {
      Self.write(element.text, id: "s\(set)-\(element.name)", to: &sink)
    }
  }

  /// Writes the script that shows the data sets of a page, one at a time.
  package static func writeViewer(to sink: inout ByteSink) {
    write(element(Asset.viewerScript.text), id: "viewer", to: &sink)
    sink.write("<script>")
    sink.write(bytes: Asset.viewerLoader.text[...])
    sink.write("</script>\n")
  }

  private static let policyLine = PagePolicy.line()

  /// The page as a server sends it, with a policy in the response.
  ///
  /// - `page`: the file.
  /// - `server`: the server's state for the page, in JSON; it replaces the policy's element.
  package static func served(_ page: [UInt8], server: String) -> [UInt8] {
    let start = page.prefix(4096).firstRange(of: policyLine)
    guard let start else { return page }
    return page[..<start.lowerBound] + serverLine(server) + page[start.upperBound...]
  }

  /// The server's state for a page, in an element of its head.
  package static func serverLine(_ server: String) -> [UInt8] {
    Array("<meta name=\"pproftool-server\" content=\"".utf8) + XMLText.escaped(server)
      + Array("\">".utf8)
  }

  /// The text below the flame graph while no script runs.
  private var stillText: String {
    let count = viewed.whole.tree.count - 1 - (viewed.whole.folded?.nodes.count ?? 0)
    let frames = count == 1 ? "1 frame is" : "\(count.grouped) frames are"
    return
      "This is a picture of the widest frames, since scripts do not run here or the file was changed. All \(frames) in the original file: save it and open it in a browser."
  }

  /// A block, in an element that no HTML parser reads.
  private static func element(_ bytes: [UInt8]) -> [UInt8] {
    Base64.encoded(RawDeflate.deflated(bytes))
  }

  private static func write(_ text: [UInt8], id: String, to sink: inout ByteSink) {
    sink.write("<script type=\"application/octet-stream\" id=\"\(id)\">")
    sink.write(bytes: text[...])
    sink.write("</script>\n")
  }
}

/// A page that is longer than it may be, however few frames it has.
package struct PageTooLarge: RemediedError, Equatable, CustomStringConvertible {
  let byteCount: Int
  let frameCount: Int
  let mostBytes: Int

  package var description: String {
    "its page takes \(byteCount.grouped) bytes with \(frameCount.grouped) frames, and leaving out more frames would not bring it to \(mostBytes.grouped)"
  }

  package var remedy: Remedy? { .raisePageLimit }
}
