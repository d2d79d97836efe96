package import ProfileModel

/// Asks a running service for names, as `go tool pprof` does: hexadecimal addresses with `+` between them are sent to its
/// `/symbol`, and lines with an address and a name come back.
package struct RemoteSymbols {
  /// The addresses without a name, in their order.
  private let addresses: [UInt64]

  /// - Returns: nil if nothing lacks a name.
  package init?(_ profile: borrowing Profile) {
    var seen: Set<UInt64> = []
    let table = profile.locations.addresses
    addresses = UnnamedLocations(profile).map { table[$0] }.filter { seen.insert($0).inserted }
    if addresses.isEmpty { return nil }
  }

  /// How many addresses are asked for.
  package var count: Int { addresses.count }

  /// The question sent to the service.
  package var question: [UInt8] {
    Array(addresses.map(\.hexadecimalAddress).joined(separator: "+").utf8)
  }

  /// Gives the locations the names that came; only addresses that were asked for get one.
  ///
  /// - Returns: how many addresses have a name now.
  package func name(_ profile: inout Profile, _ answer: [UInt8]) -> Int {
    let asked = Set(addresses)
    var found = FoundFrames()
    var count = 0
    for line in answer.split(separator: UInt8(ascii: "\n")) {
      guard let (address, name) = Self.parse(line), asked.contains(address) else { continue }
      let text = found.text(name)
      guard text != .empty, found.ranges[address] == nil else { continue }
      found.add([SymbolFrame(name: text)], at: address)
      count += 1
    }
    guard count > 0 else { return 0 }
    var names = LocationNaming(profile)
    for row in UnnamedLocations(profile) {
      names.name(row, found[profile.locations.addresses[row]], found.texts)
    }
    names.finish(&profile)
    return count
  }

  /// A line such as `0x4011a0 main.work`.
  private static func parse(_ line: ArraySlice<UInt8>) -> (UInt64, ArraySlice<UInt8>)? {
    let isBlank = { (byte: UInt8) in byte == 0x20 || byte == 0x09 || byte == 0x0D }
    let text = line.drop(while: isBlank)
    guard text.starts(with: "0x".utf8) else { return nil }
    let digits = text.dropFirst(2).prefix { !isBlank($0) }
    guard let address = UInt64(String(decoding: digits, as: UTF8.self), radix: 16) else {
      return nil
    }
    var name = text[digits.endIndex...].drop(while: isBlank)
    while let last = name.last, isBlank(last) { name.removeLast() }
    return name.isEmpty ? nil : (address, name)
  }
}
