import CFetch
import ProfileSystem

/// What the numbers and words of libcurl and OpenSSL say went wrong.
struct FetchFailure {
  private let code: Int32
  private let state: AnswerState
  private let url: ServiceURL
  private let settings: FetchSettings
  private let bytes: Int

  init(
    _ code: Int32, _ state: AnswerState, _ url: ServiceURL, _ settings: FetchSettings, _ bytes: Int
  ) {
    (self.code, self.state, self.url, self.settings, self.bytes) = (
      code, state, url, settings, bytes
    )
  }

  /// The place that was connected to: a host or a socket.
  private var place: String { (url.socket ?? settings.socket)?.text ?? url.place }

  var error: FetchError { FetchError(reason) }

  private var reason: FetchError.Reason {
    if state.proxyStatus != 0, state.proxyStatus != 200 { return .proxy(state.proxyStatus) }
    return switch Int(code) {
    case Int(CFETCH_NO_PROXY_NAME.rawValue), Int(CFETCH_PROXY_FAILED.rawValue): .noProxy(details)
    case Int(CFETCH_NO_NAME.rawValue): noName
    case Int(CFETCH_NOT_CONNECTED.rawValue): notConnected
    case Int(CFETCH_TIMED_OUT.rawValue): timedOut
    case Int(CFETCH_SILENT.rawValue):
      .timeLimit(.silence, seconds: ServiceConnection.silence, bytes: bytes)
    case Int(CFETCH_ENDLESS_HEADERS.rawValue): .endlessHeaders
    case Int(CFETCH_OUT_OF_MEMORY.rawValue): .outOfMemory
    case Int(CFETCH_CUT_SHORT.rawValue): .cutShort(bytes: bytes, of: state.length)
    case Int(CFETCH_NOTHING_CAME.rawValue): .closed
    default: unspoken
    }
  }

  private var unspoken: FetchError.Reason {
    switch Int(code) {
    case Int(CFETCH_UNTRUSTED.rawValue): untrusted
    case Int(CFETCH_BAD_CLIENT_CERTIFICATE.rawValue): .badClientCertificate(details)
    case Int(CFETCH_BAD_AUTHORITIES.rawValue):
      settings.authorities.map { .badAuthorities($0) } ?? .noAuthorities
    case Int(CFETCH_URL_MALFORMED.rawValue): .other("libcurl does not take the address: \(details)")
    case Int(CFETCH_NO_HTTP.rawValue): .noHTTP
    default: broken
    }
  }

  // MARK: Reaching a host

  /// Whoever answers nothing took its time over it; asking a second time would take as long.
  private var noName: FetchError.Reason {
    cfetch_is_unknown_host(url.host) ? .noSuchName(url.host) : .noNameServer(url.host)
  }

  private var notConnected: FetchError.Reason {
    let error = SystemError(code: state.systemError)
    if error == .refused { return .refused(place) }
    return .unreachable(place, state.systemError == 0 ? details : error.description)
  }

  private var timedOut: FetchError.Reason {
    if !state.isConnected {
      if !state.isLookedUp, !url.isNumber { return .noNameServer(url.host) }
      return .timeLimit(
        .connecting, seconds: min(settings.connectTimeout, settings.timeout), bytes: 0)
    }
    return .timeLimit(
      state.hasBegun ? .all : .firstByte, seconds: settings.timeout(for: url), bytes: bytes)
  }

  // MARK: TLS

  /// The numbers are OpenSSL's, X509_V_ERR_….
  private var untrusted: FetchError.Reason {
    switch state.verification {
    case 9: .certificateNotYetValid
    case 10: .certificateExpired
    case 0, 62, 64: .certificateIsForOthers(host: url.host, names: state.certificate)
    default: .unknownAuthority
    }
  }

  private static let wantedWords = [
    "certificate required", "bad certificate", "unknown ca", "handshake failure",
  ]
  private static let noTLSWords = [
    "wrong version number", "unknown protocol", "http request", "packet length too long",
  ]

  private var broken: FetchError.Reason {
    let words = details.lowercased()
    func says(_ parts: [String]) -> Bool { parts.contains { words.hasPart($0) } }
    if words.hasPart("alert"), says(Self.wantedWords) { return .certificateWanted }
    if says(Self.noTLSWords) { return .noTLS }
    if code == Int32(CFETCH_TLS_FAILED.rawValue) { return .tls(details) }
    if words.hasPart("http/0.9") { return .noHTTP }
    if words.hasPart("chunk") || words.hasPart("header") { return .damaged(details) }
    if code == Int32(CFETCH_RECEIVE_FAILED.rawValue) || words.hasPart("send failure") {
      return bytes == 0 && !state.hasBegun ? .closed : .reset(bytes: bytes)
    }
    return .other(details.isEmpty ? "libcurl gave up (\(code))" : details)
  }

  private var details: String { state.details }
}

extension ServiceURL {
  /// Whether the host is a number, which nobody has to look up.
  fileprivate var isNumber: Bool {
    host.hasPrefix("[") || host.utf8.allSatisfy { 0x30...0x39 ~= $0 || $0 == UInt8(ascii: ".") }
  }
}

extension String {
  fileprivate func hasPart(_ part: String) -> Bool {
    let (bytes, wanted) = (Array(utf8), Array(part.utf8))
    guard bytes.count >= wanted.count else { return false }
    return (0...(bytes.count - wanted.count)).contains { bytes[$0...].starts(with: wanted) }
  }
}
