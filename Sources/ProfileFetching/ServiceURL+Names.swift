import ProfileModel
import ProfileSystem

extension ServiceURL {
  /// A text that could be an address, for people: what stands before an `@` may be a password.
  package static func withoutCredentials(_ text: String) -> String {
    guard let end = schemeEnd(text), let at = text[end...].lastIndex(of: "@") else { return text }
    return text[..<end] + "***" + text[at...]
  }

  /// Whether a text begins like an address of any kind: `ftp://`.
  package static func hasScheme(_ text: String) -> Bool { schemeEnd(text) != nil }

  /// Where the `://` ends behind a word at the beginning.
  private static func schemeEnd(_ text: String) -> String.Index? {
    let scheme = text.prefix { $0.isASCII && ($0.isLetter || $0.isNumber) || "+-.".contains($0) }
    guard !scheme.isEmpty, text[scheme.endIndex...].hasPrefix("://") else { return nil }
    return text.index(scheme.endIndex, offsetBy: 3)
  }

  /// Whether a text is a host and a port, as people write an address in a hurry.
  package static func isHostAndPort(_ text: String) -> Bool {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, let port = Int(parts[1]), 1...65535 ~= port else { return false }
    return !parts[0].isEmpty && parts[0].utf8.allSatisfy { isOfName($0) && $0 != UInt8(ascii: "_") }
  }

  /// The host and the port as a part of a file's name: `router-6060`.
  package var fileName: String {
    let text = socket.map { String(decoding: $0.fileName, as: UTF8.self) } ?? hostAndPort
    let name = text.utf8.map { Self.isOfName($0) ? Character(Unicode.Scalar($0)) : "-" }
    return String(name.drop { $0 == "-" || $0 == "." })
  }

  /// What the profile is called in a file's name: `heap`, `goroutine.debug1`, `cpu`.
  package var profileName: String {
    let last = String(path.split(separator: "/").last ?? "profile")
    let name = String(last.utf8.map { Self.isOfName($0) ? Character(Unicode.Scalar($0)) : "-" })
    let format = value(of: "debug").flatMap { Int($0) }.map { $0 > 0 ? ".debug\($0)" : "" } ?? ""
    return (name == "profile" ? "cpu" : name) + format
  }

  /// Whether a byte may be part of a name that stands in a path: of `A-Za-z0-9._-`.
  package static func isOfName(_ byte: UInt8) -> Bool {
    byte.isLetterOrDigit || "._-".utf8.contains(byte)
  }
}
