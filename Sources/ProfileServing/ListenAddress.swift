package import ProfileSystem

/// Where to listen: `HOST:PORT`, or `unix:PATH`.
package enum ListenAddress: Equatable, Sendable {
  /// An address in digits, and a port; 0 is any free one.
  case address(String, port: UInt16)
  /// A socket in the file system.
  case path(SystemPath)

  /// A free port that only this machine reaches.
  package static let usual = ListenAddress.address("127.0.0.1", port: 0)

  private static let pathPrefix = "unix:"

  /// - Throws: `ListenAddressError` for what is neither.
  package init(_ text: String) throws(ListenAddressError) {
    if text.hasPrefix(Self.pathPrefix) {
      let path = SystemPath(ReversibleText.bytes(of: String(text.dropFirst(Self.pathPrefix.count))))
      guard !path.bytes.isEmpty else { throw .neither }
      self = .path(path)
      return
    }
    // A port alone is one of this machine, with or without the colon.
    let colon = text.lastIndex(of: ":")
    let number = colon.map { String(text[text.index(after: $0)...]) } ?? text
    guard let port = UInt16(number) else {
      throw !number.isEmpty && number.allSatisfy(\.isWholeNumber) ? .port(number) : .neither
    }
    let host = colon.map { String(text[..<$0]) } ?? ""
    self = .address(host.isEmpty ? "127.0.0.1" : try Self.host(host), port: port)
  }

  /// No name is looked up: `localhost` is the only one.
  private static func host(_ text: String) throws(ListenAddressError) -> String {
    if text.lowercased() == "localhost" { return "127.0.0.1" }
    if text.hasPrefix("["), text.hasSuffix("]") { return String(text.dropFirst().dropLast()) }
    guard !text.isEmpty, text.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == ".") }) else {
      throw .noDigits(text)
    }
    return text
  }

  /// Whether only this machine reaches it.
  package var isLoopback: Bool {
    switch self {
    case .path: true
    case .address(let host, _): host.hasPrefix("127.") || host == "::1"
    }
  }
}

/// Why a text is no place to listen at.
package enum ListenAddressError: Error, Equatable, CustomStringConvertible {
  case neither
  case port(String)
  case noDigits(String)

  package var description: String {
    switch self {
    case .neither: "expected HOST:PORT or unix:PATH, as in 127.0.0.1:8080"
    case .port(let number): "\(number) is not a port; the highest is 65535"
    case .noDigits(let host):
      "'\(host)' is not a numeric address; give one of this machine, as in 127.0.0.1:8080"
    }
  }
}
