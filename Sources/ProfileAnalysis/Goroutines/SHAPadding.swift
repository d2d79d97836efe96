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
