import CFetch
import ProfileSystem

/// Handles that nobody uses now, each with the authorities that it has read.
final class FreeHandles: @unchecked Sendable {
  static let shared = FreeHandles()
  private let monitor = Monitor()
  private var handles: [FetchHandle] = []

  /// - Throws: `FetchError` when there is no memory for another.
  func take() throws(FetchError) -> FetchHandle {
    if let free = monitor.locked({ handles.popLast() }) { return free }
    return try FetchHandle()
  }

  func give(_ handle: FetchHandle) {
    if handle.forget() { monitor.locked { handles.append(handle) } }
  }
}

/// The one owner of a connection of `CFetch`.
final class FetchHandle {
  private let connection: OpaquePointer

  /// Prepares TLS and the look-up of names once.
  private static let isPrepared: Bool = {
    cfetch_prepare()
    return true
  }()

  init() throws(FetchError) {
    _ = Self.isPrepared
    guard let opened = cfetch_open() else { throw FetchError(.outOfMemory) }
    connection = opened
  }

  deinit { cfetch_close(connection) }

  /// Makes it fit for another service; false when it cannot be used any more.
  func forget() -> Bool { cfetch_forget(connection) }

  /// Begins to ask for what an address gives.
  ///
  /// - `body`: what is sent to it; nil to send nothing.
  func begin(_ url: ServiceURL, _ settings: FetchSettings, body: [UInt8]? = nil) throws {
    var texts = CTexts()
    var request = try Self.request(url, settings, &texts)
    let sent = body == nil ? [] : Self.headersOfBody
    let lines = try texts.keep(Self.headers(settings) + sent)
    let isBegun = lines.withUnsafeBufferPointer { lines in
      (request.headers, request.header_count) = (lines.baseAddress, lines.count)
      guard let body, !body.isEmpty else { return cfetch_begin(connection, &request) }
      return body.withUnsafeBufferPointer { body in
        (request.body, request.body_length) = (body.baseAddress, body.count)
        return cfetch_begin(connection, &request)
      }
    }
    guard isBegun else { throw FetchError(.outOfMemory) }
  }

  private static func request(
    _ url: ServiceURL, _ settings: FetchSettings, _ texts: inout CTexts
  ) throws -> cfetch_request {
    var request = cfetch_request()
    let socket = url.socket ?? settings.socket
    let proxy = try proxy(for: url, settings)
    request.url = texts.keep(url.request)
    request.unix_socket = texts.keep(socket)
    request.proxy = texts.keep(proxy?.request ?? "")
    request.proxy_user = texts.keep(proxy?.user)
    request.proxy_password = texts.keep(proxy?.password)
    request.user = texts.keep(settings.user ?? url.user)
    let password = settings.user == nil ? url.password : nil
    request.password = texts.keep(try settings.password?.value() ?? password)
    request.user_agent = texts.keep(settings.userAgent)
    request.certificate_file = texts.keep(try readable(settings.certificate))
    request.key_file = texts.keep(try readable(settings.key ?? settings.certificate))
    request.accepts_any_certificate =
      settings.acceptsAnyCertificate || url.transport == .unverifiedTLS
    // A proxy's certificate is looked at in any case.
    if url.transport != .plain && !request.accepts_any_certificate || proxy?.speaksTLS == true {
      let authorities = try Authorities(settings.authorities)
      request.ca_file = texts.keep(authorities.file)
      request.ca_folder = texts.keep(authorities.folder)
    }
    request.timeout_ms = Self.milliseconds(settings.timeout(for: url))
    request.connect_timeout_ms = Self.milliseconds(min(settings.connectTimeout, settings.timeout))
    request.silence_ms = Self.milliseconds(settings.silence(for: url))
    return request
  }

  /// The proxy that is asked; nil for none.
  static func proxy(for url: ServiceURL, _ settings: FetchSettings) throws(FetchError) -> ProxyURL?
  {
    settings.socket == nil && url.socket == nil
      ? try ProxyChoice.proxy(for: url, settings.proxy) : nil
  }

  private static func readable(_ path: SystemPath?) throws(FetchError) -> SystemPath? {
    guard let path else { return nil }
    // libcurl says it in the words of OpenSSL.
    do { try FileDescriptor.reading(path).close() } catch {
      throw FetchError(.badClientCertificate("\(path.text): \(error)"))
    }
    return path
  }

  private static func headers(_ settings: FetchSettings) throws -> [String] {
    var lines = try settings.headers.map { "\($0.name): \(try $0.value.value())" }
    if let bearer = settings.bearer { lines.append("Authorization: Bearer \(try bearer.value())") }
    return lines
  }

  /// As Go's client sends it; a server that is to say first whether it wants the body may let it wait.
  private static let headersOfBody = ["Content-Type: application/octet-stream", "Expect:"]

  private static func milliseconds(_ seconds: Double) -> Int {
    // libcurl counts in 32 bits: 23 days are as good as no limit.
    Int(min(max(seconds, 0.001), 2e6) * 1000)
  }

  /// The next block, and what ended the answer, 0 for nothing bad.
  func next() -> ([UInt8], code: Int32) {
    var (bytes, count) = (UnsafePointer<UInt8>?.none, 0)
    let code = cfetch_next(connection, &bytes, &count)
    return (Array(UnsafeBufferPointer(start: bytes, count: count)), code)
  }

  /// How far the answer came.
  func inspect() -> AnswerState {
    var answer = cfetch_answer()
    cfetch_inspect(connection, &answer)
    return AnswerState(answer)
  }

  func header(_ name: String) -> String? {
    cfetch_header(connection, name).map { String(cString: $0) }
  }
}

/// How far an answer came.
struct AnswerState {
  let status: Int
  let proxyStatus: Int
  let length: Int64?
  let isFramed: Bool
  let hasBadLength: Bool
  let isLookedUp: Bool
  /// Whether a request may be sent: TLS and tunnel stand too.
  let isConnected: Bool
  let hasBegun: Bool
  /// How long it has taken, in seconds.
  let seconds: Double
  let systemError: Int32
  let verification: Int
  /// libcurl's own words.
  let details: String
  let certificate: String?
  /// Where the answer sends on to.
  let redirect: String?

  fileprivate init(_ answer: cfetch_answer) {
    status = Int(answer.status)
    proxyStatus = Int(answer.proxy_status)
    length = answer.length < 0 ? nil : answer.length
    isFramed = answer.is_chunked || answer.length >= 0
    hasBadLength = answer.has_bad_length
    (isLookedUp, isConnected) = (answer.is_looked_up, answer.is_connected)
    hasBegun = answer.has_begun
    seconds = Double(answer.elapsed_us) / 1e6
    systemError = answer.system_error
    verification = answer.verification
    details = String(cString: answer.details)
    certificate = answer.certificate.map { String(cString: $0) }
    redirect = answer.redirect.map { String(cString: $0) }
  }
}

/// Texts of C that live as long as this does.
private struct CTexts: ~Copyable {
  private var texts: [UnsafeMutableBufferPointer<CChar>] = []

  deinit { for text in texts { text.deallocate() } }

  mutating func keep(_ text: String?) -> UnsafePointer<CChar>? {
    text.flatMap { keep(bytes: $0.utf8.map { CChar(bitPattern: $0) }) }
  }

  mutating func keep(_ path: SystemPath?) -> UnsafePointer<CChar>? {
    path.flatMap { keep(bytes: $0.bytes.map { CChar(bitPattern: $0) }) }
  }

  mutating func keep(_ lines: [String]) -> [UnsafePointer<CChar>?] { lines.map { keep($0) } }

  private mutating func keep(bytes: [CChar]) -> UnsafePointer<CChar>? {
    let copy = UnsafeMutableBufferPointer<CChar>.allocate(capacity: bytes.count + 1)
    _ = copy.initialize(from: bytes + [0])
    texts.append(copy)
    return UnsafePointer(copy.baseAddress)
  }
}

/// The libraries that talk to servers.
package enum FetchLibraries {
  /// Their names and versions: `libcurl 7.88.1, OpenSSL 3.0.22`.
  package static var versions: String { String(cString: cfetch_version()) }
}
