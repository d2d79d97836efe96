import ProfileAnalysis
import ProfileModel

extension ByteSink {
  /// Appends a share in percent, which stands out if it is large.
  mutating func write(share value: Int64, of total: Int64) {
    write(PercentText.text(value, of: total), as: TextStyle(share: value, of: total))
  }

  /// Appends a number with blanks before it, up to a width.
  mutating func write(decimal number: Int64, width: Int) {
    var digits = 0
    var rest = number.magnitude
    repeat {
      digits += 1
      rest /= 10
    } while rest != 0
    writeBlanks(width - digits - (number < 0 ? 1 : 0))
    write(decimal: number)
  }

  /// Appends a number that may be larger than any signed one.
  mutating func write(unsigned number: UInt64, width: Int = 0) {
    if let number = Int64(exactly: number) {
      write(decimal: number, width: width)
    } else {
      write(String(number))
    }
  }

  /// Appends a text with blanks before it, up to a width in characters of Unicode.
  mutating func write(_ text: String, width: Int) {
    writeBlanks(width - text.unicodeScalars.count)
    write(text)
  }

  /// Appends blanks; none for a negative count.
  mutating func writeBlanks(_ count: Int) {
    for _ in 0..<max(0, count) { write(byte: UInt8(ascii: " ")) }
  }
}

extension Sequence<UInt8> {
  /// Without the blanks and line breaks at both ends.
  func trimmingBlanks() -> [UInt8] {
    let isBlank = { (byte: UInt8) in byte == 0x20 || (0x09...0x0D).contains(byte) }
    let rest = Array(drop(while: isBlank))
    return Array(rest[..<(rest.lastIndex { !isBlank($0) }.map { $0 + 1 } ?? 0)])
  }
}
