import PprofWire
import ProfileAssets
import ProfileReports

/// The permissions of a page: to run the program's own scripts, use its style sheets, and save a flame graph. Both
/// are named by their hashes, which are the same for every profile.
package enum PagePolicy {
  /// The policy of a page that is a file: it asks for nothing.
  ///
  /// - `styles`: style sheets in the page besides a profile's.
  ///
  /// - Returns: the element of its head that says so.
  package static func line(styles: [[UInt8]] = []) -> [UInt8] {
    let policy = policy(
      scripts: viewerScripts, styles: viewerStyles + styles,
      rest: ["img-src data: blob:", "base-uri 'none'", "form-action 'none'"])
    return Array("<meta http-equiv=\"Content-Security-Policy\" content=\"\(policy)\">".utf8)
  }

  /// The policy of every answer of a server, flame graphs included.
  ///
  /// - `styles`: style sheets of other pages than a profile's.
  package static func served(styles: [[UInt8]]) -> String {
    policy(
      scripts: viewerScripts + flameGraphScripts, styles: viewerStyles + styles,
      rest: [
        "img-src data: blob:", "connect-src 'self'", "form-action 'self'", "base-uri 'none'",
        "frame-ancestors 'none'",
      ])
  }

  private static var viewerScripts: [[UInt8]] {
    [Asset.viewerLoader.text, Asset.viewerScript.text]
  }

  /// Those of flame graphs, as a parser of XML sees them.
  private static var flameGraphScripts: [[UInt8]] {
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
