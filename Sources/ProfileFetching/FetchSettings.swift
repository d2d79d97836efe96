package import ProfileSystem

/// How an address is asked.
package struct FetchSettings: Equatable, Sendable {
  /// A header and its secret value.
  package struct Header: Equatable, Sendable {
    package let name: String
    package let value: Secret

    package init(name: String, value: Secret) {
      self.name = name
      self.value = value
    }
  }

  /// Asks for what happens in so many seconds; they are added to the limit of time.
  package var seconds: Int?
  /// The limits, in seconds: of one answer from the name to its last byte, and of names, connecting and TLS.
  package var timeout = 60.0
  package var connectTimeout = 10.0
  /// The most bytes of one answer.
  package var mostBytes = 256 << 20
  /// The authorities that are trusted in place of the system's.
  package var authorities: SystemPath?
  package var certificate: SystemPath?
  package var key: SystemPath?
  package var acceptsAnyCertificate = false
  package var headers: [Header] = []
  package var user: String?
  package var password: Secret?
  package var bearer: Secret?
  /// The proxy in place of what the environment says.
  package var proxy: ProxyURL?
  package var followsRedirects = false
  package var socket: SystemPath?
  /// What servers are told of who asks.
  package var userAgent = "pproftool"

  package init() {}

  /// Whether anything secret goes out with a request.
  package var hasSecrets: Bool { !headers.isEmpty || user != nil || bearer != nil }

  /// The limit for an answer of an address, which may take the seconds that its query asks for before it begins.
  func timeout(for url: ServiceURL) -> Double { timeout + Self.seconds(of: url) }

  /// How long nothing may come of an answer that has begun: a server may send its head before it takes a profile.
  func silence(for url: ServiceURL) -> Double { ServiceConnection.silence + Self.seconds(of: url) }

  private static func seconds(of url: ServiceURL) -> Double { Double(max(url.seconds ?? 0, 0)) }

  /// The same for another server: without what is secret, and without the socket of the first.
  var forAnotherServer: FetchSettings {
    var settings = self
    settings.socket = nil
    (settings.headers, settings.user, settings.password, settings.bearer) = ([], nil, nil, nil)
    (settings.certificate, settings.key) = (nil, nil)
    return settings
  }
}
