/// The prefix that a log writes before each line, recognized by its shape: times and numbers in it change.
///
///     2026-11-23T17:44:35.1Z stderr F goroutine 1 [running]:
///     [pod/router-7f9c/app] goroutine 1 [running]:
struct LinePrefix: Equatable {
  /// Each run of letters, digits and points as `w`, each run of blanks as one, anything else unchanged.
  private let shape: [UInt8]
  /// How many blanks end it; those behind belong to the text.
  private let endBlanks: Int
  private static let word = UInt8(ascii: "w")
  private static let blank = UInt8(ascii: " ")

  init(_ prefix: ArraySlice<UInt8>) {
    var shape: [UInt8] = []
    for kind in prefix.lazy.map(Self.kind) {
      let isRun = (kind == Self.word || kind == Self.blank) && shape.last == kind
      if !isRun { shape.append(kind) }
    }
    self.shape = shape
    endBlanks = prefix.reversed().prefix { $0 == 0x20 || $0 == 0x09 }.count
  }

  /// Whether it is white space and nothing else.
  var isBlank: Bool { shape == [Self.blank] }

  /// The rest of a line after the prefix; nil if the line does not have it.
  func rest(of line: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    var rest = line
    for (index, wanted) in shape.enumerated() {
      let isLast = index == shape.count - 1
      // Of an empty line the blank at the end may be cut off.
      if rest.isEmpty { return isLast && wanted == Self.blank ? rest : nil }
      let isRun = wanted == Self.word || wanted == Self.blank
      let limit = isLast && wanted == Self.blank ? endBlanks : isRun ? rest.count : 1
      let run = rest.prefix(limit).prefix { Self.kind($0) == wanted }
      guard !run.isEmpty else { return nil }
      rest = rest[run.endIndex...]
    }
    return rest
  }

  /// The class of a byte in a shape.
  private static func kind(_ byte: UInt8) -> UInt8 {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x80..., UInt8(ascii: "."): word
    case 0x20, 0x09: blank
    default: byte
    }
  }

  /// What people call a prefix.
  static func name(of prefix: ArraySlice<UInt8>) -> String {
    let text = String(decoding: prefix, as: UTF8.self)
    if text.allSatisfy({ $0 == " " || $0 == "\t" }) { return "indent" }
    if text.hasPrefix("[pod/") { return "kubectl prefix" }
    if text.hasSuffix(" F ") || text.hasSuffix(" P ") { return "CRI prefix" }
    if text.contains(" | ") || text.hasSuffix("| ") { return "compose prefix" }
    if text.hasSuffix("]: ") { return "syslog prefix" }
    return text.contains(where: \.isNumber) ? "timestamps" : "prefix of lines"
  }
}

extension ArraySlice<UInt8> {
  /// The bytes without blanks, tabs and carriage returns at their end.
  var trimmedAtEnd: ArraySlice<UInt8> {
    var end = endIndex
    while end > startIndex, self[end - 1] == 0x20 || self[end - 1] == 0x09 || self[end - 1] == 0x0D
    {
      end -= 1
    }
    return self[..<end]
  }
}
