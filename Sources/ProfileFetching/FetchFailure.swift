import CFetch
import ProfileSystem

/// What the numbers and words of libcurl and OpenSSL say went wrong.
struct FetchFailure {
  let code: Int32
  let state: AnswerState
  let url: ServiceURL
  let settings: FetchSettings
  private let bytes: Int
  /// The proxy that was asked.
  private let proxy: ProxyURL?

  init(
    _ code: Int32, _ state: AnswerState, _ url: ServiceURL, _ settings: FetchSettings, _ bytes: Int
  ) {
    (self.code, self.state, self.url, self.settings, self.bytes) = (
      code, state, url, settings, bytes
    )
    proxy = try? FetchHandle.proxy(for: url, settings)
  }

  private var socket: SystemPath? { url.socket ?? settings.socket }

  /// The place that was connected to: a proxy, a host or a socket.
  private var address: String {
    proxy.map { "the proxy \($0.hostAndPort)" } ?? socket?.text ?? url.hostAndPort
  }

  var error: FetchError { FetchError(reason) }

  private var reason: FetchError.Reason {
    if state.proxyStatus != 0, state.proxyStatus != 200 { return .proxy(state.proxyStatus) }
    return switch Int(code) {
    case Int(CFETCH_NO_PROXY_NAME.rawValue): .noProxy("\(FetchError(noName))")
    case Int(CFETCH_PROXY_FAILED.rawValue): .noProxy(details)
    case Int(CFETCH_NO_NAME.rawValue): noName
    case Int(CFETCH_NOT_CONNECTED.rawValue): notConnected
    case Int(CFETCH_TIMED_OUT.rawValue): timedOut
    case Int(CFETCH_SILENT.rawValue):
      .timeLimit(.silence, seconds: settings.silence(for: url), bytes: bytes)
    case Int(CFETCH_ENDLESS_HEADERS.rawValue): .endlessHeaders
    case Int(CFETCH_OUT_OF_MEMORY.rawValue): .outOfMemory
    case Int(CFETCH_CUT_SHORT.rawValue): .cutShort(bytes: bytes, of: state.length)
    case Int(CFETCH_NOTHING_CAME.rawValue): isInTunnel ? Self.closedProxy : closed
    default: unspoken
    }
  }

  private var unspoken: FetchError.Reason {
    switch Int(code) {
    case Int(CFETCH_UNTRUSTED.rawValue): untrusted
    case Int(CFETCH_BAD_CLIENT_CERTIFICATE.rawValue): .badClientCertificate(clientCertificateText)
    case Int(CFETCH_BAD_AUTHORITIES.rawValue):
      settings.authorities.map { .badAuthorities($0) } ?? .noAuthorities
    case Int(CFETCH_URL_MALFORMED.rawValue): .other("libcurl rejects the address: \(details)")
    case Int(CFETCH_NO_HTTP.rawValue): badHead
    default: broken
    }
  }

  // MARK: Reaching a host

  /// What libcurl does not tell: whether a name server says that there is no such name, or none says anything. Asking a
  /// second time takes as long as the first, for which there may be no time left.
  private var noName: FetchError.Reason {
    if let socket { return .unreachable(socket.text, "its path is too long for a socket") }
    let host = proxy?.host ?? url.host
    guard 2 * state.seconds <= min(settings.connectTimeout, settings.timeout) else {
      return .unreachable(host, "there is no such name, or no name server answers")
    }
    return cfetch_is_unknown_host(host) ? .noSuchName(host) : .noNameServer(host)
  }

  private var notConnected: FetchError.Reason {
    let error = SystemError(code: state.systemError)
    if error == .refused { return .refused(address) }
    return .unreachable(address, state.systemError == 0 ? details : error.description)
  }

  private var timedOut: FetchError.Reason {
    if !state.isConnected {
      if !state.isLookedUp, !isNumber { return .noNameServer(proxy?.host ?? url.host) }
      let isOfAll = settings.timeout < settings.connectTimeout
      let limit = min(settings.connectTimeout, settings.timeout)
      if let proxy, isInTunnel {
        return .proxyTimeLimit(proxy.hostAndPort, seconds: limit, isOfAll: isOfAll)
      }
      return .timeLimit(.connecting(isOfAll: isOfAll), seconds: limit, bytes: 0)
    }
    return .timeLimit(
      state.hasBegun ? .all : .firstByte, seconds: settings.timeout(for: url), bytes: bytes)
  }

  // MARK: An answer that broke

  private var broken: FetchError.Reason {
    if isInTunnel {
      return says(["abort", "closed", "reset", "recv"]) ? Self.closedProxy : .noProxy(details)
    }
    if let reason = brokenTLS { return reason }
    if says(["http/0.9", "unsupported http"]) { return noHTTP }
    if lowercaseDetails.hasPart("getpeername") { return closed }
    if says(["chunk", "header"]) { return .damaged(details) }
    if code == Int32(CFETCH_RECEIVE_FAILED.rawValue) || lowercaseDetails.hasPart("send failure") {
      return bytes == 0 && !state.hasBegun ? closed : .reset(bytes: bytes)
    }
    return .other(details.isEmpty ? "libcurl gave up (\(code))" : details)
  }

  /// Of a status line or a header that cannot be.
  private var badHead: FetchError.Reason {
    if isInTunnel { return .noProxy("the server there does not speak HTTP") }
    if says(["content-length"]) { return .badLength }
    return lowercaseDetails.hasPart("header") ? .damaged(details) : noHTTP
  }

  private var noHTTP: FetchError.Reason { .noHTTP(overTLS: url.transport != .plain) }

  /// Whether a proxy was to make a way to the host, and there was none yet.
  private var isInTunnel: Bool {
    proxy?.makesTunnels == true && state.proxyStatus == 0 && !state.isConnected
  }

  var closed: FetchError.Reason { .closed(overTLS: url.transport != .plain) }

  private static let closedProxy = FetchError.Reason.noProxy("it closes the connection")

  /// Whether the host that is connected to is a number, which nobody has to look up.
  private var isNumber: Bool {
    let host = proxy?.host ?? url.host
    return socket != nil || host.hasPrefix("[") || NetworkAddress(host[...]) != nil
  }

  func says(_ parts: [String]) -> Bool { parts.contains { lowercaseDetails.hasPart($0) } }

  var lowercaseDetails: String { details.lowercased() }

  var details: String { state.details }
}

extension String {
  func hasPart(_ part: String) -> Bool {
    let (bytes, wanted) = (Array(utf8), Array(part.utf8))
    guard bytes.count >= wanted.count else { return false }
    return (0...(bytes.count - wanted.count)).contains { bytes[$0...].starts(with: wanted) }
  }
}
