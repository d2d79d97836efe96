import ProfileSystem

/// The proxy that an address is asked through.
///
/// As in Go's `http.ProxyFromEnvironment`: the variables may have either case, small letters count first, and what is on
/// this machine is asked directly.
enum ProxyChoice {
  /// - `chosen`: what is asked in place of what the environment says.
  /// - Returns: nil for none.
  /// - Throws: `FetchError` when what the environment says is no address.
  static func proxy(
    for url: ServiceURL, _ chosen: ProxyURL?, environment: (String) -> String? = variable
  ) throws(FetchError) -> ProxyURL? {
    if let chosen { return chosen }
    if url.isLocal || url.socket != nil { return nil }
    let name = url.transport == .plain ? "http_proxy" : "https_proxy"
    guard let text = either(name, environment) ?? either("all_proxy", environment) else {
      return nil
    }
    if ProxyExceptions(either("no_proxy", environment) ?? "").contains(url) { return nil }
    // There may be a password in it, so it is not repeated.
    do { return try ProxyURL(text) } catch {
      throw FetchError(.noProxy("the one in the environment \(error)"))
    }
  }

  private static func either(_ name: String, _ environment: (String) -> String?) -> String? {
    [name, name.uppercased()].lazy.compactMap(environment).first { !$0.isEmpty }
  }

  static func variable(_ name: String) -> String? {
    // A web server hands a request's header `Proxy:` to its scripts as HTTP_PROXY; Go does not take it there either.
    if name == "HTTP_PROXY", ThisProcess.environment("REQUEST_METHOD") != nil { return nil }
    return ThisProcess.environment(name).map { String(decoding: $0, as: UTF8.self) }
  }
}

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
