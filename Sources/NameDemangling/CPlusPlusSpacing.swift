/// Mends how libiberty prints lists of template arguments and parameters.
///
/// An empty pack is nothing, but libiberty writes the comma in front of it, and forgets a blank between two `>`.
/// It numbers temporaries where `go tool pprof` does not.
enum CPlusPlusSpacing {
  /// The text as `go tool pprof` has it.
  ///
  /// - `hasShift`: whether an expression shifts to the right, so that `>>` may be no end of two lists.
  static func tidied(_ text: [UInt8], hasShift: Bool) -> [UInt8] {
    var tidied: [UInt8] = []
    tidied.reserveCapacity(text.count)
    var rest = text[...]
    while let byte = rest.popFirst() {
      if byte == comma, rest.first == blank, !isOperator(tidied.dropLast()),
        tidied.last.map(isOpening) ?? false || rest.starts(with: " , ".utf8)
      {
        rest.removeFirst()
        continue
      }
      if byte == closing, !hasShift, tidied.last == closing, !isOperator(tidied.dropLast()) {
        tidied.append(blank)
      }
      tidied.append(byte)
    }
    return withoutNumber(tidied)
  }

  private static let comma = UInt8(ascii: ",")
  private static let blank = UInt8(ascii: " ")
  private static let closing = UInt8(ascii: ">")

  private static func isOpening(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "<") || byte == UInt8(ascii: "(")
  }

  /// Whether a text ends in `operator`, so that what follows is the name of one.
  private static func isOperator(_ text: ArraySlice<UInt8>) -> Bool {
    text.suffix(8).elementsEqual("operator".utf8)
  }

  /// `reference temporary for x` of `reference temporary #0 for x`.
  private static func withoutNumber(_ text: [UInt8]) -> [UInt8] {
    let start = "reference temporary "
    guard text.starts(with: (start + "#").utf8) else { return text }
    let number = text.dropFirst(start.utf8.count + 1).prefix { 0x30...0x39 ~= $0 }
    return Array(start.utf8) + text[number.endIndex...].dropFirst()
  }
}
