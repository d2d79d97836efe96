import PprofWire

/// The bytes of a block: numbers as varints of LEB128, signed ones in zigzag, texts by their lengths.
struct PackedBytes {
  private(set) var bytes: [UInt8] = []

  /// Adds a number that is not negative.
  @inline(__always)
  mutating func append(_ number: UInt64) { bytes.append(varint: number) }

  /// Adds an index or a count.
  @inline(__always)
  mutating func append(_ number: Int) { append(UInt64(number)) }

  /// Adds a number of either sign: 0, -1, 1, -2 become 0, 1, 2, 3.
  @inline(__always)
  mutating func append(signed number: Int64) {
    append(UInt64(bitPattern: number << 1 ^ number >> 63))
  }

  /// Adds a column of numbers.
  mutating func append(column: some Sequence<Int>) {
    for number in column { append(number) }
  }

  /// Adds a text without its length.
  mutating func append(text: some Sequence<UInt8>) { bytes += text }

  /// Adds texts: the lengths of all of them, then their bytes.
  mutating func append(texts: [[UInt8]]) {
    append(column: texts.lazy.map(\.count))
    for text in texts { append(text: text) }
  }

  /// Adds a column that ascends, as the difference of each number to the one before.
  mutating func append(differences column: some Sequence<UInt32>) {
    var last: UInt32 = 0
    for next in column {
      append(Int(next) - Int(last))
      last = next
    }
  }

  /// Adds a column of values, divided by what all of them are a multiple of.
  mutating func append(values: some Sequence<Int64>, _ divisor: UInt64) {
    for value in values {
      let quotient = Int64(clamping: value.magnitude / divisor)
      append(signed: value < 0 ? 0 - quotient : quotient)
    }
  }
}

/// The largest number that all values are a multiple of.
struct CommonDivisor {
  /// 0 if all values are 0.
  private var number: UInt64 = 0

  /// The number to divide by.
  var divisor: UInt64 { max(1, number) }

  mutating func add(_ values: some Sequence<Int64>) {
    for value in values {
      guard number != 1 else { return }
      var rest = value.magnitude
      while rest != 0 { (number, rest) = (rest, number % rest) }
    }
  }
}
