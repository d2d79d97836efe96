/// Bytes as deflate alone (RFC 1951), without a header or a checksum, as scripts of browsers inflate them.
package enum RawDeflate {
  /// zlib's own choice: its highest level takes four times as long and gains 2 %.
  private static let level: Int32 = 6

  /// The bytes, deflated.
  package static func deflated(_ bytes: [UInt8]) -> [UInt8] {
    var deflater = Deflater(level: level)
    return deflater.deflate(bytes)
  }
}
