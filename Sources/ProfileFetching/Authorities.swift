import ProfileSystem

/// The certificate authorities that a server's certificate is checked against.
struct Authorities: Equatable {
  let file: SystemPath?
  let folder: SystemPath?

  /// Where Debian, Fedora, SUSE and Alpine keep them, then macOS.
  private static let files: [SystemPath] = [
    "/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem", "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
    "/etc/ssl/cert.pem",
  ]

  /// - Parameter chosen: what is trusted in place of the system's.
  /// - Throws: `FetchError` when there are none, before anything is sent.
  init(_ chosen: SystemPath?) throws(FetchError) {
    if let chosen = chosen ?? Self.variable("SSL_CERT_FILE") {
      guard FileSystem.isReadable(chosen) else { throw FetchError(.badAuthorities(chosen)) }
      (file, folder) = (chosen, nil)
    } else if let found = Self.files.first(where: FileSystem.isReadable) {
      (file, folder) = (found, nil)
    } else if let found = Self.variable("SSL_CERT_DIR") {
      (file, folder) = (nil, found)
    } else {
      throw FetchError(.noAuthorities)
    }
  }

  private static func variable(_ name: String) -> SystemPath? {
    ThisProcess.environment(name).flatMap { $0.isEmpty ? nil : SystemPath($0) }
  }
}
