import PprofWire
import ProfileAssets
import ProfileReports

/// What a page may do: run the program's own scripts, use its style sheets, and keep what is saved as a picture. It names
/// both by their hashes, which are the same for every profile.
package enum PagePolicy {
  /// The policy of a page that is a file: it asks for nothing.
  ///
  /// - `styles`: style sheets that stand in it besides a profile's.
  ///
  /// - Returns: the element of its head that says so.
  package static func line(styles: [[UInt8]] = []) -> [UInt8] {
    let policy = policy(
      scripts: viewerScripts, styles: viewerStyles + styles,
      rest: ["img-src data: blob:", "base-uri 'none'", "form-action 'none'"])
    return Array("<meta http-equiv=\"Content-Security-Policy\" content=\"\(policy)\">".utf8)
  }

  /// The policy of all that a server answers, pictures among it.
  ///
  /// - `styles`: style sheets of other pages than a profile's.
  package static func served(styles: [[UInt8]]) -> String {
    policy(
      scripts: viewerScripts + pictureScripts, styles: viewerStyles + styles,
      rest: [
        "img-src data: blob:", "connect-src 'self'", "form-action 'self'", "base-uri 'none'",
        "frame-ancestors 'none'",
      ])
  }

  private static var viewerScripts: [[UInt8]] {
    [Asset.viewerLoader.text, Asset.viewerScript.text]
  }

  /// Those of flame graphs, as a parser of XML sees them.
  private static var pictureScripts: [[UInt8]] {
    [Array("\n".utf8) + Asset.flameGraphScript.text, Asset.flameGraphDropFrames.text]
  }

  private static var viewerStyles: [[UInt8]] { [ViewStyleSheet.bytes, FlameGraphStyleSheet.bytes] }

  private static func policy(scripts: [[UInt8]], styles: [[UInt8]], rest: [String]) -> String {
    let sources = [
      "default-src 'none'", "script-src \(scripts.map(source).joined(separator: " "))",
      "style-src \(styles.map(source).joined(separator: " "))",
    ]
    return (sources + rest).joined(separator: "; ")
  }

  /// How a policy names a text.
  private static func source(_ text: [UInt8]) -> String {
    "'sha256-\(String(decoding: Base64.encoded(SHA256.digest(of: text)), as: UTF8.self))'"
  }
}
