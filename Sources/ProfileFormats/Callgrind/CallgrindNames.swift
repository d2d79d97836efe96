import ProfileModel

/// The names of one kind, which are spelled out once: `(12) main.c`, and `(12)` from then on.
struct CallgrindNames {
  private var known: [UInt64: StringID] = [:]

  var memory: Int { 40 &* known.count }

  /// The name that a text refers to; nil for a number without a name so far.
  mutating func name(_ text: ArraySlice<UInt8>, _ builder: inout ProfileBuilder) -> StringID? {
    var cursor = TextCursor(text.trimmed)
    guard cursor.skip("("), let id = cursor.decimal(), cursor.skip(")"),
      cursor.isAtEnd || cursor.rest.first == UInt8(ascii: " ")
    else { return builder.string(text.trimmed.span) }
    let rest = cursor.rest.trimmed
    guard !rest.isEmpty else { return known[id] }
    let name = builder.string(rest.span)
    known[id] = name
    return name
  }
}

/// An event of callgrind: its column, and how its unit is scaled.
struct CallgrindEvent {
  let column: SampleColumns.Column
  let factor: Int64

  /// A name may end in its unit: `Cycles_(10ns)`, `cpu(ms)`.
  init(_ name: String) {
    let units: [(name: String, unit: String, factor: Int64)] = [
      ("ns", "nanoseconds", 1), ("us", "nanoseconds", 1000), ("ms", "nanoseconds", 1_000_000),
      ("s", "nanoseconds", 1_000_000_000), ("10ns", "nanoseconds", 10), ("bytes", "bytes", 1),
      ("B", "bytes", 1),
    ]
    for (suffix, unit, factor) in units where name.hasSuffix("(\(suffix))") {
      var plain = name.dropLast(suffix.count + 2)
      if plain.last == "_" { plain.removeLast() }
      guard !plain.isEmpty else { continue }
      (column, self.factor) = (.init(String(plain), unit), factor)
      return
    }
    (column, factor) = (.init(name, "count"), 1)
  }
}

/// The position of a line of costs in the program: line, address or both, each relative to the line before.
struct CallgrindPositions {
  private var names: [[UInt8]] = [Array("line".utf8)]
  private var last: [UInt64] = [0]

  /// How many numbers stand before the costs.
  var count: Int { names.count }

  init() {}

  init(_ text: ArraySlice<UInt8>) {
    names = text.split { $0 == 0x20 || $0 == 0x09 }.map { Array($0) }
    if names.isEmpty { names = [Array("line".utf8)] }
    last = Array(repeating: 0, count: names.count)
  }

  /// The source line; 0 if positions have none.
  var line: Int64 {
    guard let index = names.lastIndex(of: Array("line".utf8)) else { return 0 }
    return Int64(exactly: last[index]) ?? 0
  }

  /// Parses the positions before the costs; false if they are invalid.
  mutating func parse(_ words: ArraySlice<ArraySlice<UInt8>>) -> Bool {
    guard words.count >= names.count else { return false }
    var positions = last
    for (index, word) in words.prefix(names.count).enumerated() {
      guard let position = Self.position(word, last[index]) else { return false }
      positions[index] = position
    }
    last = positions
    return true
  }

  /// `12`, `0x401000`, `+3`, `-3`, or `*` for the same.
  private static func position(_ word: ArraySlice<UInt8>, _ last: UInt64) -> UInt64? {
    if word.elementsEqual("*".utf8) { return last }
    var cursor = TextCursor(word)
    let (isForward, isBack) = (cursor.skip("+"), cursor.skip("-"))
    let isHexadecimal = cursor.rest.starts(with: "0x")
    guard let number = isHexadecimal ? cursor.hexadecimal() : cursor.decimal(), cursor.isAtEnd
    else { return nil }
    return isForward ? last &+ number : isBack ? last &- number : number
  }
}
