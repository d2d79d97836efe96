/// What stands between `.`, `-` and `_` in a name, without spaces around it; an IPv4 address is one part.
enum FileNameParts {
  static func all(in name: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    var parts: [ArraySlice<UInt8>] = []
    var rest = name.split { ".-_".utf8.contains($0) }[...]
    while let first = rest.first {
      let address = address(at: rest, in: name)
      parts.append(trimmed(address ?? first))
      rest = rest.dropFirst(address == nil ? 1 : 4)
    }
    return parts.filter { !$0.isEmpty }
  }

  /// A part without the number at its end; an address as it is, for it counts nothing.
  static func withoutNumber(_ part: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    part.contains(UInt8(ascii: "."))
      ? part : trimmed(part.droppingLast(while: SnapshotName.isDigit))
  }

  /// The address of four numbers up to 255 that some parts of a name begin with; the last may have a port:
  /// `10.0.0.11:6060`.
  private static func address(
    at parts: ArraySlice<ArraySlice<UInt8>>, in name: ArraySlice<UInt8>
  ) -> ArraySlice<UInt8>? {
    let numbers = parts.prefix(4)
    guard numbers.count == 4, let first = numbers.first, let last = numbers.last,
      numbers.dropLast().allSatisfy({ isByte($0) && name[$0.endIndex] == UInt8(ascii: ".") }),
      isByte(last.prefix { $0 != UInt8(ascii: ":") })
    else { return nil }
    return name[first.startIndex..<last.endIndex]
  }

  private static func isByte(_ part: ArraySlice<UInt8>) -> Bool {
    1...3 ~= part.count && part.allSatisfy(SnapshotName.isDigit)
      && part.reduce(0) { $0 * 10 + Int($1) - 0x30 } <= 255
  }

  private static func trimmed(_ part: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    part.drop { $0 == UInt8(ascii: " ") }.droppingLast { $0 == UInt8(ascii: " ") }
  }
}
