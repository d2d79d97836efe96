import ArgumentParser
import ProfileFetching
import ProfileModel
import ProfileSystem

/// How profiles are fetched from URLs.
///
/// Values that are not paths are texts, parsed after all options: each further option type adds some hundredths to
/// the start time of every command.
struct FetchingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Ask the service to profile for this many seconds; the timeout grows by the same amount.",
      valueName: "number"))
  var seconds: String?

  @Option(help: ArgumentHelp("The time limit for one request (default: 60s).", valueName: "time"))
  var timeout: String?

  @Option(
    help: ArgumentHelp(
      "The time limit for name lookup, connection and TLS handshake (default: 10s).",
      valueName: "time"))
  var connectTimeout: String?

  @Option(
    help: ArgumentHelp("The size limit for one response (default: 256MiB).", valueName: "bytes"))
  var maxFetch: String?

  @Option(
    help: ArgumentHelp(
      "Trust these certificate authorities instead of the system's.", valueName: "file"))
  var tlsCa: SystemPath?

  @Option(help: ArgumentHelp("The client certificate.", valueName: "file"))
  var tlsCert: SystemPath?

  @Option(help: ArgumentHelp("The private key of the client certificate.", valueName: "file"))
  var tlsKey: SystemPath?

  @Flag(help: "Accept any server certificate.")
  var insecure = false

  @Option(
    help: ArgumentHelp(
      "Send a request header, for example 'X-Key: @key.txt' or 'X-Key: env:KEY'.",
      valueName: "name: secret"
    ))
  var header: [String] = []

  @Option(help: ArgumentHelp("The user name for the server.", valueName: "name"))
  var user: String?

  @Option(
    help: ArgumentHelp("The password for the server: @FILE or env:NAME.", valueName: "secret"))
  var password: String?

  @Option(
    help: ArgumentHelp(
      "The bearer token for the server: @FILE or env:NAME.", valueName: "secret"))
  var bearer: String?

  @Option(
    help: ArgumentHelp(
      "Use this proxy instead of the one from the environment.", valueName: "url"))
  var proxy: String?

  @Flag(help: "Follow redirects, at most 5; secrets are sent only to the first server.")
  var follow = false

  @Option(help: ArgumentHelp("Connect to this Unix socket.", valueName: "path"))
  var unixSocket: SystemPath?

  @Option(
    help: ArgumentHelp(
      "Keep fetched profiles in this folder (default: PPROF_TMPDIR if set; otherwise nothing is kept).",
      valueName: "folder"))
  var save: SystemPath?

  func validate() throws {
    guard password == nil || user != nil else { throw ValidationError("--password needs --user") }
    guard tlsKey == nil || tlsCert != nil else {
      throw ValidationError("--tls-key needs --tls-cert")
    }
    guard !insecure || tlsCa == nil else {
      throw ValidationError(
        "--insecure accepts any certificate, --tls-ca only some; give only one of them")
    }
    _ = try settings()
  }
}

extension FetchingOptions {
  /// The options as a value.
  ///
  /// - Throws: a `ValidationError` for an invalid option.
  func settings() throws -> FetchSettings {
    var settings = FetchSettings()
    settings.seconds = try Self.seconds(seconds)
    settings.timeout = try Self.time(timeout, "--timeout") ?? settings.timeout
    settings.connectTimeout =
      try Self.time(connectTimeout, "--connect-timeout") ?? settings.connectTimeout
    settings.mostBytes = try Self.bytes(maxFetch) ?? settings.mostBytes
    (settings.authorities, settings.certificate, settings.key) = (tlsCa, tlsCert, tlsKey)
    settings.acceptsAnyCertificate = insecure
    settings.headers = try header.map(Self.header)
    (settings.user, settings.socket) = (user, unixSocket)
    settings.proxy = try proxy.map(Self.proxy)
    settings.password = try password.map { try Self.secret($0, "--password") }
    settings.bearer = try bearer.map { try Self.secret($0, "--bearer") }
    settings.followsRedirects = follow
    settings.userAgent = "pproftool/\(version)"
    return settings
  }

  /// The options, each overridden by `other` where it is given there.
  func overridden(by other: FetchingOptions) -> FetchingOptions {
    var options = other
    options.seconds = other.seconds ?? seconds
    options.timeout = other.timeout ?? timeout
    options.connectTimeout = other.connectTimeout ?? connectTimeout
    options.maxFetch = other.maxFetch ?? maxFetch
    options.tlsCa = other.tlsCa ?? tlsCa
    if other.tlsCert == nil { (options.tlsCert, options.tlsKey) = (tlsCert, tlsKey) }
    options.insecure = other.insecure || (insecure && other.tlsCa == nil)
    if other.header.isEmpty { options.header = header }
    if other.user == nil { (options.user, options.password) = (user, password) }
    options.bearer = other.bearer ?? bearer
    options.proxy = other.proxy ?? proxy
    options.follow = other.follow || follow
    options.unixSocket = other.unixSocket ?? unixSocket
    return options
  }

  /// Whether a path is a URL that `--seconds` turns into a profile over a time span.
  func makesDelta(_ path: SystemPath) -> Bool { seconds != nil && ServiceURL.isOne(path) }

  /// The folder to save responses in; nil not to save them.
  var folder: SystemPath? {
    save ?? ThisProcess.environment("PPROF_TMPDIR").flatMap { $0.isEmpty ? nil : SystemPath($0) }
  }

  private static func seconds(_ text: String?) throws -> Int? {
    guard let text else { return nil }
    guard
      let seconds = WholeNumber.parse(text) ?? TimeLength.parse(text).flatMap(Int.init(exactly:)),
      1...86_400 ~= seconds
    else {
      throw ValidationError("--seconds: expected a whole number from 1 to 86400")
    }
    return seconds
  }

  private static func time(_ text: String?, _ option: String) throws -> Double? {
    guard let text else { return nil }
    guard let time = TimeLength.parse(text), time > 0 else {
      throw ValidationError("\(option): expected a length of time, as in 500ms, 10s or 2m")
    }
    return time
  }

  private static func bytes(_ text: String?) throws -> Int? {
    do { return try text.map(ByteCount.option) } catch {
      throw ValidationError("--max-fetch: \(error)")
    }
  }

  private static func proxy(_ text: String) throws -> ProxyURL {
    // The value may contain a password, so the message does not repeat it.
    do { return try ProxyURL(text) } catch {
      throw ValidationError("--proxy: what is given \(error)")
    }
  }

  private static func secret(_ text: String, _ option: String) throws -> Secret {
    guard let secret = Secret(text) else {
      // The value may be the secret itself, so the message does not repeat it.
      throw ValidationError(
        "\(option): expected @FILE or env:NAME, since every user can read a program's arguments")
    }
    return secret
  }

  private static func header(_ text: String) throws -> FetchSettings.Header {
    let parts = text.split(separator: ":", maxSplits: 1)
    guard parts.count == 2, parts[0].utf8.allSatisfy(isOfName) else {
      throw ValidationError("--header: expected a name, a colon, and @FILE or env:NAME")
    }
    let value = String(parts[1].drop { $0 == " " })
    return FetchSettings.Header(name: String(parts[0]), value: try secret(value, "--header"))
  }

  /// Whether a byte may occur in a header name, by RFC 9110.
  private static func isOfName(_ byte: UInt8) -> Bool {
    byte.isLetterOrDigit || "!#$%&'*+-.^_`|~".utf8.contains(byte)
  }
}
