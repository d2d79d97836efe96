/// How messages are filled up to whole blocks of 64 bytes, the same for SHA-1 (RFC 3174) and SHA-256 (FIPS 180-4).
package enum SHAPadding {
  /// The message, a one bit, zeros up to a multiple of 64 bytes, and its length in bits at the end.
  package static func padded(_ message: [UInt8]) -> [UInt8] {
    var padded = message + [0x80]
    padded += [UInt8](repeating: 0, count: (120 - padded.count % 64) % 64)
    let bits = UInt64(message.count) * 8
    return padded + (0..<8).map { UInt8(truncatingIfNeeded: bits >> (56 - 8 * $0)) }
  }
}
