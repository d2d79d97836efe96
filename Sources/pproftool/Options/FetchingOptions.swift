import ArgumentParser
import ProfileFetching
import ProfileSystem

/// How addresses are asked that stand in place of files.
struct FetchingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Ask a service for what happens in so many seconds; the limit of time grows by as many.",
      valueName: "number"),
    transform: Self.seconds)
  var seconds: Int?

  @Option(
    help: ArgumentHelp("How long one answer may take (default: 60s).", valueName: "time"),
    transform: Self.time)
  var timeout: Double?

  @Option(
    help: ArgumentHelp(
      "How long the name, the connection and TLS may take (default: 10s).", valueName: "time"),
    transform: Self.time)
  var connectTimeout: Double?

  @Option(
    help: ArgumentHelp("The most that one answer may have (default: 256MiB).", valueName: "bytes"),
    transform: ByteCount.argument)
  var maxFetch: Int?

  @Option(
    help: ArgumentHelp(
      "Trust these certificate authorities in place of the system's.", valueName: "file"))
  var tlsCa: SystemPath?

  @Option(help: ArgumentHelp("The client's certificate.", valueName: "file"))
  var tlsCert: SystemPath?

  @Option(help: ArgumentHelp("The key of the client's certificate.", valueName: "file"))
  var tlsKey: SystemPath?

  @Flag(help: "Take any certificate of a server.")
  var insecure = false

  @Option(
    help: ArgumentHelp(
      "Send a header, for example 'X-Key: @key.txt' or 'X-Key: env:KEY'.", valueName: "name: secret"
    ),
    transform: Self.header)
  var header: [FetchSettings.Header] = []

  @Option(help: ArgumentHelp("The user that a server asks for.", valueName: "name"))
  var user: String?

  @Option(
    help: ArgumentHelp("The user's password: @FILE or env:NAME.", valueName: "secret"),
    transform: Self.secret)
  var password: Secret?

  @Option(
    help: ArgumentHelp("The bearer token that a server asks for: @FILE or env:NAME.", valueName: "secret"),
    transform: Self.secret)
  var bearer: Secret?

  @Option(
    help: ArgumentHelp("Ask through a proxy, in place of what the environment says.", valueName: "url"))
  var proxy: String?

  @Flag(help: "Go where a server sends on to, 5 times at most; secrets stay with the first.")
  var follow = false

  @Option(help: ArgumentHelp("Connect to a socket in the file system.", valueName: "path"))
  var unixSocket: SystemPath?

  @Option(
    help: ArgumentHelp(
      "Keep what is fetched in a folder (default: the variable PPROF_TMPDIR if it is set, else nothing is kept).",
      valueName: "folder"))
  var save: SystemPath?

  func validate() throws {
    guard password == nil || user != nil else { throw ValidationError("--password needs --user") }
    guard tlsKey == nil || tlsCert != nil else { throw ValidationError("--tls-key needs --tls-cert") }
    guard !insecure || tlsCa == nil else {
      throw ValidationError("--insecure takes any certificate; --tls-ca says which to take")
    }
  }

  private static func seconds(_ text: String) throws -> Int {
    guard let seconds = Int(text), 1...86_400 ~= seconds else {
      throw ValidationError("expected a whole number of seconds, from 1 to 86400")
    }
    return seconds
  }

  private static func time(_ text: String) throws -> Double {
    guard let time = TimeLength.parse(text), time > 0 else {
      throw ValidationError("expected a length of time, as in 500ms, 10s or 2m")
    }
    return time
  }

  private static func secret(_ text: String) throws -> Secret {
    guard let secret = Secret(text) else {
      // What was given may be the secret itself, so it is not repeated.
      throw ValidationError("expected @FILE or env:NAME: arguments can be read by every user")
    }
    return secret
  }

  private static func header(_ text: String) throws -> FetchSettings.Header {
    let parts = text.split(separator: ":", maxSplits: 1)
    guard parts.count == 2, parts[0].utf8.allSatisfy(isOfName) else {
      throw ValidationError("expected a name, a colon, and @FILE or env:NAME")
    }
    let value = parts[1].drop { $0 == " " }
    return FetchSettings.Header(name: String(parts[0]), value: try secret(String(value)))
  }

  /// Whether a byte may be part of a header's name, by RFC 9110.
  private static func isOfName(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }
  }
}

extension FetchingOptions {
  /// The same as a value.
  var settings: FetchSettings {
    var settings = FetchSettings()
    settings.seconds = seconds
    settings.timeout = timeout ?? settings.timeout
    settings.connectTimeout = connectTimeout ?? settings.connectTimeout
    settings.mostBytes = maxFetch ?? settings.mostBytes
    (settings.authorities, settings.certificate, settings.key) = (tlsCa, tlsCert, tlsKey)
    settings.acceptsAnyCertificate = insecure
    (settings.headers, settings.user, settings.password) = (header, user, password)
    (settings.bearer, settings.proxy, settings.socket) = (bearer, proxy, unixSocket)
    settings.followsRedirects = follow
    settings.userAgent = "pproftool/\(version)"
    return settings
  }

  /// Where what is fetched is kept; nil if it is not.
  var folder: SystemPath? {
    save ?? ThisProcess.environment("PPROF_TMPDIR").flatMap { $0.isEmpty ? nil : SystemPath($0) }
  }
}
