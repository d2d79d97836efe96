/// The ids of locations as samples have them, encoded once for all frames.
///
/// Byte by byte, the ids of frames were half of what encoding takes.
struct EncodedIDs {
  /// The bytes of each id, the first in the lowest bits, and how many they are; 0 for an id of more than four.
  private var words: [UInt32] = []
  private var sizes: [UInt8] = []
  private let ids: [UInt64]

  init(_ ids: [UInt64]) {
    self.ids = ids
    words.reserveCapacity(ids.count)
    sizes.reserveCapacity(ids.count)
    for id in ids {
      let size = VarintBuffer.size(of: id)
      words.append(Self.word(id, size))
      sizes.append(size > 4 ? 0 : UInt8(size))
    }
  }

  /// The first four bytes of an encoded number; all but its last have the upper bit set.
  private static func word(_ id: UInt64, _ size: Int) -> UInt32 {
    var word: UInt32 = 0
    for index in 0..<min(size, 4) {
      let byte = UInt32(id >> UInt64(7 * index) & 0x7f) | (index + 1 < size ? 0x80 : 0)
      word |= byte << UInt32(8 * index)
    }
    return word
  }

  /// Appends the ids of some locations, for which there is room.
  func append(_ locations: [UInt32], to buffer: inout VarintBuffer) {
    let (words, sizes) = (words.span, sizes.span)
    for location in locations {
      let location = Int(location)
      let size = sizes[location]
      if size > 0 {
        buffer.append(encoded: words[location], size)
      } else {
        buffer.append(ids[location])
      }
    }
  }
}
