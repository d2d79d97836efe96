/// The secure hash algorithm 1 of RFC 3174, for identifying stacks; it guards nothing.
struct SHA1 {
  private var state: [UInt32] = [0x6745_2301, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476, 0xC3D2_E1F0]

  /// The 20 bytes of a message's digest.
  static func digest(of message: [UInt8]) -> [UInt8] {
    var hash = SHA1()
    let padded = padded(message)
    for start in stride(from: 0, to: padded.count, by: 64) {
      hash.mix(padded[start..<start + 64])
    }
    return hash.state.flatMap { word in
      (0..<4).map { UInt8(truncatingIfNeeded: word >> (24 - 8 * $0)) }
    }
  }

  /// The message, a one bit, zeros up to a multiple of 64 bytes, and its length in bits at the end.
  private static func padded(_ message: [UInt8]) -> [UInt8] {
    var padded = message + [0x80]
    padded += [UInt8](repeating: 0, count: (120 - padded.count % 64) % 64)
    let bits = UInt64(message.count) * 8
    return padded + (0..<8).map { UInt8(truncatingIfNeeded: bits >> (56 - 8 * $0)) }
  }

  private mutating func mix(_ block: ArraySlice<UInt8>) {
    let words = Self.schedule(block)
    var (a, b, c, d, e) = (state[0], state[1], state[2], state[3], state[4])
    for round in 0..<80 {
      let (choice, constant) = Self.round(round, b, c, d)
      let next = Self.rotate(a, 5) &+ choice &+ e &+ words[round] &+ constant
      (a, b, c, d, e) = (next, a, Self.rotate(b, 30), c, d)
    }
    for (place, word) in [a, b, c, d, e].enumerated() { state[place] &+= word }
  }

  private static func schedule(_ block: ArraySlice<UInt8>) -> [UInt32] {
    var words = [UInt32]()
    words.reserveCapacity(80)
    var word: UInt32 = 0
    for (offset, byte) in block.enumerated() {
      word = word << 8 | UInt32(byte)
      if offset % 4 == 3 { words.append(word) }
    }
    for place in 16..<80 {
      words.append(
        rotate(words[place - 3] ^ words[place - 8] ^ words[place - 14] ^ words[place - 16], 1))
    }
    return words
  }

  private static func round(
    _ number: Int, _ b: UInt32, _ c: UInt32, _ d: UInt32
  ) -> (choice: UInt32, constant: UInt32) {
    switch number {
    case ..<20: (b & c | ~b & d, 0x5A82_7999)
    case ..<40: (b ^ c ^ d, 0x6ED9_EBA1)
    case ..<60: (b & c | b & d | c & d, 0x8F1B_BCDC)
    default: (b ^ c ^ d, 0xCA62_C1D6)
    }
  }

  private static func rotate(_ word: UInt32, _ places: UInt32) -> UInt32 {
    word << places | word >> (32 - places)
  }
}
