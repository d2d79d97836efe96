/// The hosts that are asked without a proxy, as `NO_PROXY` lists them.
///
/// As in Go: `*` is every host, `example.org` that one and all below it, `.example.org` only those below, `10.0.0.0/8` and
/// `192.0.2.7` are numbers; a port may follow a host, not a network.
struct ProxyExceptions {
  private let entries: [Substring]

  init(_ list: String) {
    entries = list.lowercased().split { $0 == "," || $0 == " " || $0 == "\t" }
  }

  /// Whether an address is asked without a proxy.
  func contains(_ url: ServiceURL) -> Bool {
    let host = Self.trimmed(url.host.lowercased()[...])
    let number = NetworkAddress(host)
    return entries.contains { entry in
      if entry == "*" { return true }
      if let network = Network(entry) { return number.map(network.contains) ?? false }
      let (name, port) = Self.parts(entry)
      guard port == nil || port == url.effectivePort else { return false }
      if let address = NetworkAddress(name) { return address == number }
      return Self.matches(host, name)
    }
  }

  /// The host and the port of an entry; nil for any.
  private static func parts(_ entry: Substring) -> (Substring, Int?) {
    if NetworkAddress(entry) != nil { return (entry, nil) }
    guard let colon = entry.lastIndex(of: ":"), let port = Int(entry[entry.index(after: colon)...])
    else {
      return (trimmed(entry), nil)
    }
    return (trimmed(entry[..<colon]), port)
  }

  private static func trimmed(_ host: Substring) -> Substring {
    host.first == "[" && host.last == "]" ? host.dropFirst().dropLast() : host
  }

  private static func matches(_ host: Substring, _ name: Substring) -> Bool {
    let name = name.hasPrefix("*.") ? name.dropFirst() : name
    guard !name.isEmpty else { return false }
    return name.hasPrefix(".") ? host.hasSuffix(name) : host == name || host.hasSuffix("." + name)
  }
}

/// The numbers that begin alike: `10.0.0.0/8`.
private struct Network {
  private let address: NetworkAddress
  private let bits: Int

  /// Nil for what is none.
  init?(_ text: Substring) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let address = NetworkAddress(parts[0]), let bits = Int(parts[1]),
      0...(address.bytes.count * 8) ~= bits
    else { return nil }
    (self.address, self.bits) = (address, bits)
  }

  func contains(_ other: NetworkAddress) -> Bool {
    guard other.bytes.count == address.bytes.count else { return false }
    return (0..<bits).allSatisfy { address.bit($0) == other.bit($0) }
  }
}
