import CFetch

/// The number of a host: 4 bytes, or 16 of IPv6.
struct NetworkAddress: Equatable {
  let bytes: [UInt8]

  /// Nil for a name.
  init?(_ text: Substring) {
    var bytes = [UInt8](repeating: 0, count: 16)
    let count = cfetch_parse_address(String(text), &bytes)
    guard count > 0 else { return nil }
    self.bytes = Array(bytes.prefix(Int(count)))
  }

  /// A bit, counted from the front.
  func bit(_ index: Int) -> Bool { bytes[index / 8] >> (7 - index % 8) & 1 == 1 }

  /// Whether it is of this machine.
  var isLoopback: Bool {
    bytes.count == 4 ? bytes[0] == 127 : bytes == [UInt8](repeating: 0, count: 15) + [1]
  }
}
