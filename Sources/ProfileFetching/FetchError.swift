import ProfileModel
package import ProfileSystem

/// Why an address gave no profile.
package struct FetchError: Error, Equatable, CustomStringConvertible {
  /// What a limit of time was too short for.
  package enum Phase: Equatable, Sendable {
    /// Names, the connection and TLS, which also had no more time than all of the answer.
    case connecting(isOfAll: Bool)
    case firstByte, all
    /// Bytes came, and then none for so many seconds.
    case silence
  }

  package enum Reason: Equatable, Sendable {
    case noSuchName(String)
    case noNameServer(String)
    case refused(String)
    case unreachable(String, String)
    case proxyTimeLimit(String, seconds: Double, isOfAll: Bool)
    case timeLimit(Phase, seconds: Double, bytes: Int)
    case unknownAuthority
    case certificateIsForOthers(host: String, names: String?)
    case certificateExpired
    case certificateNotYetValid
    case certificateWanted
    case handshakeRefused
    case oldTLS
    case noTLS
    case tls(String)
    case noAuthorities
    case badAuthorities(SystemPath)
    case badClientCertificate(String)
    case proxy(Int)
    case noProxy(String)
    /// A status that is not 200; `pprof` is whether net/http/pprof itself said so.
    case status(Int, body: [UInt8], isFromPprof: Bool, retryAfter: Int?)
    case redirect(String)
    case redirectToNothingKnown
    case tooManyRedirects
    case tooLarge(Int)
    case cutShort(bytes: Int, of: Int64?)
    case badLength
    case endlessHeaders
    case noHTTP(overTLS: Bool)
    case damaged(String)
    case closed(overTLS: Bool)
    case reset(bytes: Int)
    case outOfMemory
    case other(String)
  }

  package let reason: Reason

  package init(_ reason: Reason) { self.reason = reason }

  package var description: String {
    switch reason {
    case .noSuchName(let host): "there is no host named \(host)"
    case .noNameServer(let host): "no name server answers for \(host)"
    case .refused(let address): "\(address) refuses the connection: nothing listens there"
    case .unreachable(let address, let why): "\(address) cannot be reached: \(why)"
    case .timeLimit(let phase, let seconds, let bytes): Self.text(phase, seconds, bytes)
    case .status(let status, _, _, _): "the server answered \(status)"
    case .redirect(let goal): "the server redirects to \(goal)"
    case .redirectToNothingKnown:
      "the server redirects to something that is not an http or https address"
    case .tooManyRedirects:
      "the server redirects more than \(ServiceConnection.mostRedirects) times"
    case .tooLarge(let limit): "the response is larger than \(limit.counted("byte"))"
    case .cutShort(let bytes, let length):
      "the response ended after \(length.map { "\(bytes) of \($0.counted("byte"))" } ?? "\(bytes.counted("byte")), before its end")"
    case .proxyTimeLimit(let address, let seconds, _):
      "the proxy \(address) does not answer within \(Self.text(seconds))"
    case .proxy(let status): "the proxy answered \(status)"
    case .noProxy(let why): "the proxy cannot be used: \(why)"
    case .reset(let bytes): "the connection broke after \(bytes.counted("byte"))"
    default: plainText
    }
  }

  private var plainText: String {
    switch reason {
    case .badLength: "the response has contradictory lengths, or one that is not a number"
    case .endlessHeaders: "the answer's headers do not end"
    case .noHTTP(let overTLS):
      "the server there does not speak HTTP\(overTLS ? "" : "; did you mean https:// instead of http://?")"
    case .damaged(let how): "the answer is damaged: \(how)"
    case .closed(let overTLS):
      "the server closed the connection without an answer\(overTLS ? "; some servers that want a client certificate do this" : "")"
    case .outOfMemory: "there is no memory for the answer"
    case .other(let what): what
    default: tlsText
    }
  }

  private var tlsText: String {
    switch reason {
    case .unknownAuthority: "the server's certificate is not signed by a known authority"
    case .certificateIsForOthers(let host, let names):
      "the server's certificate is \(names.map { "for \($0), " } ?? "")not for \(host)"
    case .certificateExpired: "the server's certificate has expired"
    case .certificateNotYetValid:
      "the server's certificate is not valid yet; is this machine's clock right?"
    case .certificateWanted: "the server wants a client certificate that it trusts"
    case .handshakeRefused:
      "the server refuses the TLS handshake; it may want a client certificate"
    case .oldTLS: "the server speaks neither TLS 1.2 nor 1.3"
    case .noTLS: "the server there does not speak TLS; did you mean http:// instead of https://?"
    case .noAuthorities: "no certificate authorities are installed on this machine"
    case .badAuthorities(let path): "the authorities in \(path.text) cannot be read"
    case .badClientCertificate(let why): "the client certificate cannot be used: \(why)"
    case .tls(let why): "TLS failed: \(why)"
    default: "no answer"
    }
  }

  private static func text(_ phase: Phase, _ seconds: Double, _ bytes: Int) -> String {
    let limit = text(seconds)
    return switch phase {
    case .connecting: "not connected within \(limit)"
    case .firstByte: "connected, but no answer within \(limit)"
    case .silence: "after \(bytes.counted("byte")), nothing more arrived for \(limit)"
    case .all: "only \(bytes.counted("byte")) of the answer arrived within \(limit)"
    }
  }

  private static func text(_ seconds: Double) -> String {
    "\(Int(exactly: seconds).map { "\($0)" } ?? "\(seconds)") s"
  }

  /// Whether asking again may help: what is wrong passes by itself.
  package var mayPass: Bool {
    switch reason {
    case .refused, .reset, .closed, .cutShort, .timeLimit(.connecting, _, _),
      .timeLimit(.firstByte, _, _), .proxyTimeLimit:
      true
    case .status(let status, _, _, _): 502...504 ~= status
    default: false
    }
  }

  /// Whether whatever else is asked of the service will fail the same way.
  package var concernsAll: Bool {
    switch reason {
    case .noSuchName, .noNameServer, .refused, .unreachable, .timeLimit(.connecting, _, _),
      .proxyTimeLimit, .unknownAuthority,
      .certificateIsForOthers, .certificateExpired, .certificateNotYetValid, .certificateWanted,
      .noTLS, .tls, .handshakeRefused, .oldTLS,
      .noAuthorities, .badAuthorities, .badClientCertificate, .proxy, .noProxy, .noHTTP:
      true
    default: false
    }
  }

  /// Whether the service took a request and said nothing: whatever else it is asked holds up a round as long.
  package var isSilence: Bool {
    guard case .timeLimit(.firstByte, _, _) = reason else { return false }
    return true
  }

  /// The status that the server answered; nil when it did not, or with 200.
  package var status: Int? {
    guard case .status(let status, _, _, _) = reason else { return nil }
    return status
  }

  /// Whether net/http/pprof itself says that it has no such profile.
  package var isOfUnknownProfile: Bool {
    guard case .status(404, _, isFromPprof: true, _) = reason else { return false }
    return true
  }

  /// How many seconds the server wants to be left alone for.
  package var retryAfter: Int? {
    guard case .status(_, _, _, let seconds) = reason else { return nil }
    return seconds
  }
}
