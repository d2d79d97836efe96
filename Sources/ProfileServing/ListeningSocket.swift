import CServe
package import ProfileSystem

/// A socket that listens.
package struct ListeningSocket: Sendable {
  let number: Int32
  /// Its port; 0 for one in the file system.
  package let port: UInt16

  /// - Throws: a `SystemError`: the port is taken, or something that is no dead socket is at the path.
  package init(_ address: ListenAddress) throws(SystemError) {
    switch address {
    case .address(let host, let port): number = cserve_listen_on_address(host, port)
    case .path(let path): number = cserve_listen_at_path(path.terminated)
    }
    guard number >= 0 else { throw .last }
    port = cserve_port(number)
  }
}
