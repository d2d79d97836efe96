/// The secure hash algorithm 1 of RFC 3174, for identifying stacks; it guards nothing.
package struct SHA1 {
  private var state = Words(
    a: 0x6745_2301, b: 0xEFCD_AB89, c: 0x98BA_DCFE, d: 0x1032_5476, e: 0xC3D2_E1F0)

  private init(_ message: consuming [UInt8]) {
    let padded = SHAPadding.padded(message)
    for start in stride(from: 0, to: padded.count, by: 64) {
      mix(Self.schedule(padded.span, at: start))
    }
  }

  /// The 20 bytes of a message's digest.
  package static func digest(of message: [UInt8]) -> [UInt8] {
    let state = SHA1(message).state
    return [state.a, state.b, state.c, state.d, state.e].flatMap { word in
      (0..<4).map { UInt8(truncatingIfNeeded: word >> (24 - 8 * $0)) }
    }
  }

  /// The first 8 of those bytes, the first of them the highest.
  static func beginning(ofDigestOf message: consuming [UInt8]) -> UInt64 {
    let state = SHA1(message).state
    return UInt64(state.a) << 32 | UInt64(state.b)
  }

  /// Four loops without a branch or a call inside: closures for what differs would copy the 320 bytes of the schedule, which
  /// took half the time of a million stacks.
  private mutating func mix(_ words: InlineArray<80, UInt32>) {
    var now = state
    for round in 0..<20 { now.turn(now.b & now.c | ~now.b & now.d, 0x5A82_7999, words[round]) }
    for round in 20..<40 { now.turn(now.b ^ now.c ^ now.d, 0x6ED9_EBA1, words[round]) }
    for round in 40..<60 {
      now.turn(now.b & now.c | now.d & (now.b | now.c), 0x8F1B_BCDC, words[round])
    }
    for round in 60..<80 { now.turn(now.b ^ now.c ^ now.d, 0xCA62_C1D6, words[round]) }
    state.add(now)
  }

  @inline(__always)
  private static func schedule(
    _ bytes: borrowing Span<UInt8>, at start: Int
  ) -> InlineArray<80, UInt32> {
    var words = InlineArray<80, UInt32>(repeating: 0)
    var position = start
    for word in 0..<16 {
      let (high, low) = (UInt32(bytes[position]) << 8, UInt32(bytes[position + 1]))
      words[word] =
        (high | low) << 16 | UInt32(bytes[position + 2]) << 8 | UInt32(bytes[position + 3])
      position += 4
    }
    for word in 16..<80 {
      words[word] = Words.rotated(
        words[word - 3] ^ words[word - 8] ^ words[word - 14] ^ words[word - 16], 1)
    }
    return words
  }

  /// The five words of the hash state.
  private struct Words {
    var a, b, c, d, e: UInt32

    @inline(__always)
    mutating func turn(_ choice: UInt32, _ constant: UInt32, _ word: UInt32) {
      let next = Self.rotated(a, 5) &+ choice &+ e &+ word &+ constant
      (a, b, c, d, e) = (next, a, Self.rotated(b, 30), c, d)
    }

    mutating func add(_ other: Words) {
      (a, b, c, d, e) = (a &+ other.a, b &+ other.b, c &+ other.c, d &+ other.d, e &+ other.e)
    }

    @inline(__always)
    static func rotated(_ word: UInt32, _ distance: UInt32) -> UInt32 {
      word << distance | word >> (32 - distance)
    }
  }
}

/// How messages are filled up to whole blocks of 64 bytes, the same for SHA-1 (RFC 3174) and SHA-256 (FIPS 180-4).
package enum SHAPadding {
  /// The message, a one bit, zeros up to a multiple of 64 bytes, and its length in bits at the end.
  package static func padded(_ message: consuming [UInt8]) -> [UInt8] {
    let bits = UInt64(message.count) * 8
    var padded = message
    padded.append(0x80)
    padded.append(contentsOf: repeatElement(0, count: (120 - padded.count % 64) % 64))
    for shift in stride(from: 56, through: 0, by: -8) {
      padded.append(UInt8(truncatingIfNeeded: bits >> UInt64(shift)))
    }
    return padded
  }
}
