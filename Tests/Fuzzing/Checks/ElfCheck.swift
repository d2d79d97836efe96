@testable import ProfileSymbols

extension FuzzCheck {
  /// An untrusted ELF file: reading is bounded, names come from its own bytes, and a name does not depend on the
  /// other addresses in the request.
  static let elf = FuzzCheck(name: "elf", fixtures: [".elf"]) { bytes in
    guard let file = try? ElfFile(ByteRanges(bytes)) else { return }
    try require(file.segments.count <= 1 << 16, "\(file.segments.count) segments")
    try require(file.buildIDs.count <= 64, "\(file.buildIDs.count) builds")
    for id in file.buildIDs { try require(id.utf8.count <= 4 << 10, "a build of \(id)") }
    let addresses: [UInt64] = [0, 1, 0x2000, 0x200F, 0x2015, 0x2080, 1 << 32, .max]
    guard let names = try? ElfSymbols(file).names(of: addresses) else { return }
    try require(names.count == addresses.count, "\(names.count) names")
    for (address, name) in zip(addresses, names) {
      let alone = try? ElfSymbols(file).names(of: [address])
      try require(alone == [name], "\(address) depends on others")
      guard let name else { continue }
      try require(!name.isEmpty && !name.contains(0), "a name that is none")
      try require(name.count <= min(bytes.count, 64 << 10), "a name of \(name.count) bytes")
    }
  }
}
