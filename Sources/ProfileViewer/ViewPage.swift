import PprofWire
import ProfileAssets
package import ProfileModel
package import ProfileReports

/// One HTML file that holds a whole profile: a script that shows it, the profile in packed blocks, and a picture for
/// where no script runs.
///
/// Only the title, the verdict and that picture meet the parser of HTML; all other texts are in the blocks. The page's
/// policy names its script and style sheets by their hashes, which are the same in every page of a version, and lets it
/// ask for nothing.
package struct ViewPage {
  private let viewed: ViewedProfile
  private let picture: FlameGraph
  private let packed: PackedProfile

  /// The blocks that hold the profile, with what belongs to the names of their elements, the head first.
  package var blocks: [(name: String, bytes: [UInt8])] { packed.blocks }

  /// - `picture`: what is shown where no script runs; without a script of its own.
  package init(_ viewed: ViewedProfile, picture: FlameGraph) {
    self.viewed = viewed
    self.picture = picture
    packed = PackedProfile(viewed)
  }

  /// Writes the file. The sink is not finished.
  package func write(to sink: inout ByteSink) {
    writeHead(to: &sink)
    sink.write("<body>\n<main class=\"viewer-static\">\n<p class=\"verdict\">")
    write(viewed.types[viewed.firstType].verdict.text, to: &sink)
    sink.write("</p>\n")
    picture.writeElement(to: &sink)
    sink.write("<p class=\"why\">")
    write(stillWords, to: &sink)
    sink.write("</p>\n</main>\n")
    for block in packed.blocks { write(block.bytes, id: "s0-\(block.name)", to: &sink) }
    write(Asset.viewerScript.text, id: "viewer", to: &sink)
    sink.write("<script>")
    sink.write(bytes: Asset.viewerLoader.text[...])
    sink.write("</script>\n</body>\n</html>\n")
  }

  private func writeHead(to sink: inout ByteSink) {
    sink.write(
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="generator" content="pproftool">
      <meta http-equiv="Content-Security-Policy" content="\(Self.policy)">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="referrer" content="no-referrer">
      <title>
      """)
    write(viewed.style.title, to: &sink)
    sink.write("</title>\n<style>")
    sink.write(bytes: ViewStyleSheet.bytes[...])
    sink.write("</style>\n</head>\n")
  }

  /// What stands below the picture as long as it is all there is.
  private var stillWords: String {
    let count = viewed.whole.tree.count - 1
    let frames = count == 1 ? "1 frame is" : "\(Int64(count).grouped) frames are"
    return
      "This is a picture of the widest frames: scripts do not run here, or the file was changed. All "
      + "\(frames) in the file as it was written: save it, and open it in a browser."
  }

  /// Writes what no parser reads.
  private func write(_ bytes: [UInt8], id: String, to sink: inout ByteSink) {
    sink.write("<script type=\"application/octet-stream\" id=\"\(id)\">")
    sink.write(bytes: Base64.encoded(RawDeflate.deflated(bytes))[...])
    sink.write("</script>\n")
  }

  private func write(_ text: String, to sink: inout ByteSink) {
    sink.write(bytes: XMLText.escaped(SafeText.shown(text.utf8))[...])
  }

  /// What the page may do: run its script, use its style sheets, and keep what is saved as a picture.
  private static let policy: String = {
    let scripts = [Asset.viewerLoader.text, Asset.viewerScript.text].map(source)
    let styles = [ViewStyleSheet.bytes, FlameGraphStyleSheet.bytes].map(source)
    return [
      "default-src 'none'", "script-src \(scripts.joined(separator: " "))",
      "style-src \(styles.joined(separator: " "))", "img-src data: blob:", "base-uri 'none'",
      "form-action 'none'",
    ].joined(separator: "; ")
  }()

  /// How a policy names a text.
  private static func source(_ text: [UInt8]) -> String {
    "'sha256-\(String(decoding: Base64.encoded(SHA256.digest(of: text)), as: UTF8.self))'"
  }
}
