/// The secure hash algorithm 1 of RFC 3174, for identifying stacks; it guards nothing.
package struct SHA1 {
  private var state: [UInt32] = [0x6745_2301, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476, 0xC3D2_E1F0]

  /// The 20 bytes of a message's digest.
  package static func digest(of message: [UInt8]) -> [UInt8] {
    var hash = SHA1()
    let padded = SHAPadding.padded(message)
    for start in stride(from: 0, to: padded.count, by: 64) {
      hash.mix(padded[start..<start + 64])
    }
    return hash.state.flatMap { word in
      (0..<4).map { UInt8(truncatingIfNeeded: word >> (24 - 8 * $0)) }
    }
  }

  private mutating func mix(_ block: ArraySlice<UInt8>) {
    let words = Self.schedule(block)
    var (a, b, c, d, e) = (state[0], state[1], state[2], state[3], state[4])
    // Four loops without a branch inside: a dump of many stacks spends its time here.
    func rounds(
      _ range: Range<Int>, _ constant: UInt32, _ choice: (UInt32, UInt32, UInt32) -> UInt32
    ) {
      for round in range {
        let next = Self.rotate(a, 5) &+ choice(b, c, d) &+ e &+ words[round] &+ constant
        (a, b, c, d, e) = (next, a, Self.rotate(b, 30), c, d)
      }
    }
    rounds(0..<20, 0x5A82_7999) { $0 & $1 | ~$0 & $2 }
    rounds(20..<40, 0x6ED9_EBA1) { $0 ^ $1 ^ $2 }
    rounds(40..<60, 0x8F1B_BCDC) { $0 & $1 | $0 & $2 | $1 & $2 }
    rounds(60..<80, 0xCA62_C1D6) { $0 ^ $1 ^ $2 }
    for (place, word) in [a, b, c, d, e].enumerated() { state[place] &+= word }
  }

  private static func schedule(_ block: ArraySlice<UInt8>) -> InlineArray<80, UInt32> {
    var words = InlineArray<80, UInt32>(repeating: 0)
    var place = block.startIndex
    for word in 0..<16 {
      let (high, low) = (UInt32(block[place]) << 8, UInt32(block[place + 1]))
      words[word] = (high | low) << 16 | UInt32(block[place + 2]) << 8 | UInt32(block[place + 3])
      place += 4
    }
    for word in 16..<80 {
      words[word] = rotate(
        words[word - 3] ^ words[word - 8] ^ words[word - 14] ^ words[word - 16], 1)
    }
    return words
  }

  private static func rotate(_ word: UInt32, _ places: UInt32) -> UInt32 {
    word << places | word >> (32 - places)
  }
}
