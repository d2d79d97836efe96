/// The address of a proxy: `http://user:password@host:port`, as the environment or an option names it.
///
/// As in Go, `http://` is added where nothing is said, and `https`, `socks5` and `socks5h` are taken too.
package struct ProxyURL: Hashable, Sendable {
  private let scheme: String
  private let url: ServiceURL

  /// The schemes with their ports; a name is looked up by the proxy, of SOCKS too.
  private static let schemes = [
    ("http", "http", 80), ("https", "https", 443), ("socks5", "socks5h", 1080),
    ("socks5h", "socks5h", 1080),
  ]

  /// - Throws: what is wrong with the address, without the address.
  package init(_ text: String) throws(ServiceURLError) {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let isSchemed = parts.count == 2 && parts[1].hasPrefix("//")
    let name = isSchemed ? parts[0].lowercased() : "http"
    guard let (_, scheme, port) = Self.schemes.first(where: { $0.0 == name }) else {
      throw .noProxyScheme
    }
    let url = try ServiceURL("http://" + (isSchemed ? String(parts[1].dropFirst(2)) : text))
    self.scheme = scheme
    self.url = url.port == nil ? url.at(port: port) : url
  }

  /// The host and the port, as people write them.
  var hostAndPort: String { url.hostAndPort }

  var host: String { url.host }

  /// Whether it has a certificate.
  var speaksTLS: Bool { scheme == "https" }

  /// Whether it is asked by CONNECT, and says how that went.
  var makesTunnels: Bool { !scheme.hasPrefix("socks") }

  /// What libcurl is told, without a user.
  var request: String { "\(scheme)://\(url.hostAndPort)" }

  var user: String? { url.user }

  var password: String? { url.password }
}
