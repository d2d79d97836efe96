import ProfileModel

/// Reads the notes of an ELF file, among which the build is named.
struct ElfNotes {
  /// No build is named by more.
  private static let longestID = 1 << 10
  private static let longest: UInt64 = 1 << 20

  private let layout: ElfLayout
  private let alignment: Int

  /// - `alignment`: what the file says; all but 8 is 4, as others read it.
  init(_ layout: ElfLayout, alignment: UInt64) {
    self.layout = layout
    self.alignment = alignment == 8 ? 8 : 4
  }

  /// How much to read of this many bytes of notes.
  static func length(_ size: UInt64) -> Int { Int(min(size, longest)) }

  /// The build ids in the notes.
  func buildIDs(_ bytes: [UInt8]) -> [String] {
    var ids: [String] = []
    var position = 0
    while position + 12 <= bytes.count {
      let row = bytes[position...]
      let nameSize = layout.number(row, at: 0, count: 4)
      let textSize = layout.number(row, at: 4, count: 4)
      let type = layout.number(row, at: 8, count: 4)
      let rest = UInt64(bytes.count - position - 12)
      let text = padded(nameSize)
      guard text <= rest, textSize <= rest - text else { break }
      let name = bytes[position + 12..<position + 12 + Int(nameSize)].prefix { $0 != 0 }
      let start = position + 12 + Int(text)
      if let id = id(name, type, bytes[start..<start + Int(textSize)]) { ids.append(id) }
      position = start + Int(min(padded(textSize), rest - text))
    }
    return ids
  }

  private func padded(_ size: UInt64) -> UInt64 {
    (size + UInt64(alignment) - 1) / UInt64(alignment) * UInt64(alignment)
  }

  private func id(
    _ name: ArraySlice<UInt8>, _ type: UInt64, _ text: ArraySlice<UInt8>
  ) -> String? {
    guard 1...Self.longestID ~= text.count else { return nil }
    if type == 3, name.elementsEqual("GNU".utf8) {
      return text.hexadecimal
    }
    guard type == 4, name.elementsEqual("Go".utf8) else { return nil }
    return String(decoding: text.prefix { $0 != 0 }, as: UTF8.self)
  }
}
