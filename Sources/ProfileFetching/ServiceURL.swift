import ProfileModel
package import ProfileSystem

/// The address of a profile, or of a service that has some.
///
/// What may stand in it, besides `http://` and `https://`, is what `go tool pprof` takes (`https+insecure://`) and what
/// others use for sockets in the file system (`http+unix://%2Frun%2Fapp.sock/debug/pprof/heap`).
package struct ServiceURL: Hashable, Sendable {
  /// How the bytes travel.
  package enum Transport: Hashable, Sendable { case plain, tls, unverifiedTLS }

  package let transport: Transport
  /// A socket in the file system that is asked in place of a host.
  package let socket: SystemPath?
  /// The user and the password that stand in the address; never shown.
  let user: String?
  let password: String?
  /// The name or the number of the host, an IPv6 address in brackets; of a socket `localhost`.
  package let host: String
  package let port: Int?
  /// The path, which begins with a slash unless it is empty.
  package let path: String
  /// What stands behind the question mark; nil when there is none.
  package let query: String?

  private static let schemes: [(text: String, transport: Transport, isSocket: Bool)] = [
    ("http://", .plain, false), ("https://", .tls, false),
    ("https+insecure://", .unverifiedTLS, false), ("http+unix://", .plain, true),
  ]

  /// Whether an argument is an address and no path.
  package static func isOne(_ argument: SystemPath) -> Bool {
    let text = String(decoding: argument.bytes.prefix(20), as: UTF8.self).lowercased()
    return schemes.contains { text.hasPrefix($0.text) }
  }

  /// - Throws: what is wrong with the address, without the address.
  package init(_ text: String) throws(ServiceURLError) {
    guard let scheme = Self.schemes.first(where: { text.lowercased().hasPrefix($0.text) }) else {
      throw .noScheme
    }
    guard text.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else { throw .blank }
    let rest = text.dropFirst(scheme.text.count).prefix { $0 != "#" }
    let authority = rest.prefix { $0 != "/" && $0 != "?" }
    let tail = rest[authority.endIndex...]
    path = String(tail.prefix { $0 != "?" })
    query = tail.firstIndex(of: "?").map { String(tail[tail.index(after: $0)...]) }
    transport = scheme.transport
    (user, password) = try Self.credentials(authority)
    let hostText = authority.lastIndex(of: "@").map { authority[authority.index(after: $0)...] }
    if scheme.isSocket {
      socket = SystemPath(try Self.decoded(hostText ?? authority))
      (host, port) = ("localhost", nil)
      if socket?.bytes.isEmpty != false { throw .noHost }
    } else {
      socket = nil
      (host, port) = try Self.host(hostText ?? authority)
    }
  }

  private static func credentials(
    _ authority: Substring
  ) throws(ServiceURLError) -> (String?, String?) {
    guard let at = authority.lastIndex(of: "@") else { return (nil, nil) }
    let parts = authority[..<at].split(
      separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let user = String(decoding: try decoded(parts[0]), as: UTF8.self)
    guard parts.count == 2 else { return (user, nil) }
    return (user, String(decoding: try decoded(parts[1]), as: UTF8.self))
  }

  private static func host(_ text: Substring) throws(ServiceURLError) -> (String, Int?) {
    let isBracketed = text.first == "["
    let end =
      isBracketed ? text.firstIndex(of: "]").map(text.index(after:)) : text.firstIndex(of: ":")
    let name = text[..<(end ?? text.endIndex)]
    guard !name.isEmpty, !isBracketed || end != nil else { throw .noHost }
    guard let end, end < text.endIndex else { return (String(name), nil) }
    let digits = text[text.index(after: end)...]
    guard text[end] == ":", digits.utf8.allSatisfy({ 0x30...0x39 ~= $0 }), let port = Int(digits),
      1...65535 ~= port
    else { throw .badPort }
    return (String(name), port)
  }

  /// The bytes of a text in which `%2F` stands for a slash.
  private static func decoded(_ text: Substring) throws(ServiceURLError) -> [UInt8] {
    guard let bytes = PercentEncoding.decoded(text.utf8) else { throw .badEscape }
    return bytes
  }

  private init(_ url: ServiceURL, port: Int?, path: String, query: String?) {
    (transport, socket, user, password) = (url.transport, url.socket, url.user, url.password)
    (host, self.port, self.path, self.query) = (url.host, port, path, query)
  }
}

extension ServiceURL {
  /// The address for people, without a user or a password.
  package var text: String {
    let who = user == nil ? "" : "***@"
    guard let socket else { return "\(scheme)://\(who)\(hostAndPort)\(tail)" }
    return "http+unix://\(who)\(Self.escaped(socket))\(tail)"
  }

  /// What is asked over the wire.
  var request: String { "\(transport == .plain ? "http" : "https")://\(hostAndPort)\(tail)" }

  /// Whether it says who asks.
  package var hasCredentials: Bool { user != nil }

  /// The host and the port, as people write them.
  package var hostAndPort: String { port.map { "\(host):\($0)" } ?? host }

  private var scheme: String {
    switch transport {
    case .plain: "http"
    case .tls: "https"
    case .unverifiedTLS: "https+insecure"
    }
  }

  /// A path as the place of an address, without what has a meaning there.
  private static func escaped(_ path: SystemPath) -> String {
    PercentEncoding.encoded(path.bytes, keeping: isOfName)
  }

  private var tail: String { path + (query.map { "?\($0)" } ?? "") }

  /// The address that a server sends on to; nil for what is neither http nor https.
  ///
  /// What leads to the same host and port stays with its socket, its user and how its certificate is looked at.
  func redirected(to goal: String) -> ServiceURL? {
    guard let url = try? ServiceURL(goal), url.socket == nil, url.transport != .unverifiedTLS else {
      return nil
    }
    let isSame =
      (url.transport == .plain) == (transport == .plain) && url.effectivePort == effectivePort
      && url.host.lowercased() == host.lowercased()
    return isSame ? at(path: url.path, query: url.query) : url
  }

  /// Whether another address is of the same server: what is secret goes to no other.
  func hasSameOrigin(as other: ServiceURL) -> Bool {
    transport == other.transport && host.lowercased() == other.host.lowercased()
      && effectivePort == other.effectivePort && socket == other.socket
  }

  var effectivePort: Int { port ?? (transport == .plain ? 80 : 443) }

  /// Whether what is sent stays on this machine.
  package var isLocal: Bool {
    let name = host.hasPrefix("[") ? host.dropFirst().dropLast() : host[...]
    return socket != nil || name.lowercased() == "localhost"
      || NetworkAddress(name)?.isLoopback == true
  }

  /// The address with something said in its query, in place of what it says of that.
  package func setting(_ name: String, _ value: String) -> ServiceURL {
    let kept = (query ?? "").split(separator: "&").filter {
      $0 != name && !$0.hasPrefix("\(name)=")
    }
    return at(path: path, query: (kept + ["\(name)=\(value)"]).joined(separator: "&"))
  }

  /// What the query says of something; nil if it does not.
  package func value(of name: String) -> String? {
    (query ?? "").split(separator: "&").first { $0.hasPrefix("\(name)=") }
      .map { String($0.dropFirst(name.count + 1)) }
  }

  /// How many seconds the profile is to cover, as its query says; nil if it does not.
  package var seconds: Int? { value(of: "seconds").flatMap { Int($0) } }

  /// The same service's address with another path and query.
  package func at(path: String, query: String? = nil) -> ServiceURL {
    ServiceURL(self, port: port, path: path, query: query)
  }

  /// The same address with another port.
  func at(port: Int) -> ServiceURL { ServiceURL(self, port: port, path: path, query: query) }
}

extension ServiceURL {
  private static let folder = "/debug/pprof/"

  /// Whether it leads to a list of profiles and not to one.
  package var isService: Bool {
    path.isEmpty || path == "/" || path.hasSuffix("/debug/pprof") || path.hasSuffix(Self.folder)
  }

  /// Whether it leads to one of Go's profiles.
  package var isProfile: Bool {
    !isService && path.utf8.indices.contains { path[$0...].hasPrefix(Self.folder) }
  }

  /// The folder of the service's profiles: `/debug/pprof/` is added where it is missing.
  package var profiles: ServiceURL {
    if path.hasSuffix(Self.folder) { return at(path: path) }
    let trimmed = path.hasSuffix("/") ? String(path.dropLast()) : path
    return at(path: trimmed.hasSuffix("/debug/pprof") ? trimmed + "/" : trimmed + Self.folder)
  }
}

extension ServiceURL {
  /// What the paths of gperftools' profiles end in, besides which it has `symbol`, as Go has.
  private static let besideSymbol = [
    "/pprof/heap", "/pprof/growth", "/pprof/profile", "/pprof/pmuprofile", "/pprof/contention",
  ]

  /// The address at which the service of a profile tells the names of addresses, found as `go tool pprof` finds it.
  package var symbols: ServiceURL {
    let isUsual =
      path.utf8.indices.contains { path[$0...].hasPrefix(Self.folder) }
      || Self.besideSymbol.contains { path.hasSuffix($0) }
    let parts = path.split(separator: "/").dropLast()
    let folder = parts.map { "/\($0)" }.joined()
    return at(path: "\(folder)/\(isUsual ? "symbol" : "symbolz")")
  }
}

/// What is wrong with an address.
package enum ServiceURLError: Error, Equatable, CustomStringConvertible {
  case noScheme, noProxyScheme, blank, noHost, badPort, badEscape

  package var description: String {
    switch self {
    case .noScheme:
      "is not an address: an address begins with http://, https://, https+insecure:// or http+unix://"
    case .noProxyScheme:
      "is not the address of a proxy: it begins with http://, https:// or socks5://"
    case .blank: "is not an address: it has a blank or a control character; write a blank as %20"
    case .noHost: "is not an address: it has no host"
    case .badPort: "is not an address: a port is a number from 1 to 65535"
    case .badEscape: "is not an address: a % is followed by two hexadecimal digits"
    }
  }
}
