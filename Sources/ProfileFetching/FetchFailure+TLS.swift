import CFetch

/// What OpenSSL says went wrong, in words that change with its versions.
extension FetchFailure {
  /// The numbers are OpenSSL's, X509_V_ERR_….
  var untrusted: FetchError.Reason {
    // libcurl has the same number for a server that says that the client's certificate has expired.
    if lowercaseDetails.hasPart("verification failed") { return .certificateWanted }
    // Else the chain is good, and what OpenSSL found of it has no number.
    guard lowercaseDetails.hasPart("certificate problem") else {
      return .certificateIsForOthers(host: url.host, names: names)
    }
    return switch state.verification {
    case 9: .certificateNotYetValid
    case 10: .certificateExpired
    case 62, 64: .certificateIsForOthers(host: url.host, names: names)
    default: .unknownAuthority
    }
  }

  /// The names of the certificate, without what OpenSSL says of each.
  private var names: String? {
    state.certificate?.split(separator: ",").map { name in
      String(name.drop { $0 == " " }.split(separator: ":", maxSplits: 1).last ?? name)
    }.joined(separator: ", ")
  }

  /// Of a connection on which TLS did not come to stand, or was ended by an alert; nil for any other.
  var brokenTLS: FetchError.Reason? {
    if lowercaseDetails.hasPart("alert") {
      if says(["protocol version"]) { return .oldTLS }
      if says(["handshake failure", "insufficient security"]) { return .handshakeRefused }
      if says(["certificate", "unknown ca"]) { return .certificateWanted }
    }
    if says(["unsupported protocol"]) { return .oldTLS }
    if says(["wrong version number", "unknown protocol", "http request", "packet length too long"])
    {
      return .noTLS
    }
    guard code == Int32(CFETCH_TLS_FAILED.rawValue) else { return nil }
    return says(["ssl_error_syscall", "unexpected eof", "reset by peer"])
      ? closed : .tls(reasonOfTLS)
  }

  /// What stands behind the numbers and names of routines.
  private var reasonOfTLS: String {
    let parts = details.split(separator: ":")
    return parts.last.map { String($0.drop { $0 == " " }) } ?? details
  }

  var clientCertificateText: String {
    let certificate = settings.certificate?.text ?? "it"
    let key = settings.key?.text ?? certificate
    if lowercaseDetails.hasPart("does not match") {
      return "\(key) is not the key of \(certificate)"
    }
    if lowercaseDetails.hasPart("private key") {
      return "\(key) is not a matching PEM key, or it is encrypted"
    }
    return lowercaseDetails.hasPart("could not load")
      ? "\(certificate) has no PEM certificate" : details
  }
}
