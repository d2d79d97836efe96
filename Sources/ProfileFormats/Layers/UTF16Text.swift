import ProfileModel

/// Gives a text in UTF-16, as PowerShell's `>` writes it, in UTF-8.
///
/// Half of a pair of surrogates becomes U+FFFD.
final class UTF16Text: @unchecked Sendable {
  /// Which byte of a unit comes first.
  enum ByteOrder {
    case littleEndian, bigEndian

    /// The order that a text's first two bytes tell.
    init?(mark: [UInt8]) {
      if mark.starts(with: [0xFF, 0xFE]) {
        self = .littleEndian
      } else if mark.starts(with: [0xFE, 0xFF]) {
        self = .bigEndian
      } else {
        return nil
      }
    }
  }

  private var source: ByteSource
  private let order: ByteOrder
  /// The rest of the last block: half a unit, or the first half of a pair.
  private var rest: [UInt8] = []

  init(_ source: consuming ByteSource, _ order: ByteOrder) {
    self.source = source
    self.order = order
  }

  /// The next block of text; empty at the end.
  func next() throws -> [UInt8] {
    while true {
      let block = try source.next()
      let isLast = block.isEmpty
      var units = units(of: rest + block)
      rest = Array((rest + block).suffix((rest.count + block.count) % 2))
      if !isLast, let last = units.last, UTF16.isLeadSurrogate(last) {
        units.removeLast()
        rest = bytes(of: last) + rest
      }
      if isLast { rest = [] }
      let text = Array(String(decoding: units, as: UTF16.self).utf8)
      if !text.isEmpty || isLast { return text }
    }
  }

  private func units(of bytes: [UInt8]) -> [UInt16] {
    let (low, high) = order == .littleEndian ? (0, 1) : (1, 0)
    return stride(from: 0, to: bytes.count - 1, by: 2).map { index in
      UInt16(bytes[index + low]) | UInt16(bytes[index + high]) << 8
    }
  }

  private func bytes(of unit: UInt16) -> [UInt8] {
    let bytes = [UInt8(truncatingIfNeeded: unit), UInt8(truncatingIfNeeded: unit >> 8)]
    return order == .littleEndian ? bytes : bytes.reversed()
  }
}
