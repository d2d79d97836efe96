import CServe
package import ProfileSystem

/// A socket that listens.
package struct ListeningSocket: Sendable {
  let number: Int32
  /// Its port; 0 for one in the file system.
  package let port: UInt16
  /// Where it lies in the file system, and as what if that is known; nil for a port.
  private let file: (path: SystemPath, status: FileStatus?)?

  /// - Throws: a `SystemError`: the port is taken, or something that is no dead socket is at the path.
  package init(_ address: ListenAddress) throws(SystemError) {
    switch address {
    case .address(let host, let port):
      number = cserve_listen_on_address(host, port)
      file = nil
    case .path(let path):
      number = cserve_listen_at_path(path.terminated)
      guard number >= 0 else { throw .last }
      file = (path, try? FileStatus.of(path, following: false))
    }
    guard number >= 0 else { throw .last }
    port = cserve_port(number)
  }

  /// Takes the socket out of the file system, unless something else has come to lie there: a file, or that of another server.
  package func removePath() {
    guard let file, let before = file.status,
      let now = try? FileStatus.of(file.path, following: false), now.isSameFile(as: before)
    else { return }
    FileSystem.remove(file.path)
  }
}
