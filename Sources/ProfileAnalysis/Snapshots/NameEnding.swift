/// The endings of file names that show a format.
enum NameEnding {
  /// The parts after a point that show a format and not a moment.
  private static let formats: [StaticString] = [
    "gz", "pb", "proto", "pprof", "prof", "profile", "txt", "text", "log", "out", "dump", "folded",
    "debug",
  ]
  /// What people compress files with: one that is not read is missing all the same.
  private static let compressions: [StaticString] = ["br", "bz2", "lz4", "lzma", "xz", "zst"]
  private static let point = UInt8(ascii: ".")

  /// Whether it ends as logs do that a system rotates: `app.log.2`.
  static func isOfRotatedLog(_ name: ArraySlice<UInt8>) -> Bool {
    guard let number = ending(of: name), !number.bytes.isEmpty,
      number.bytes.allSatisfy({ 0x30...0x39 ~= $0 })
    else { return false }
    return ending(of: name.dropLast(number.bytes.count + 1))?.isEqual(to: "log") == true
  }

  /// The name without the parts that show its format.
  static func dropped(from name: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var name = name
    while let shorter = droppingOne(from: name) { name = shorter }
    return name
  }

  private static func droppingOne(from name: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    if let ending = ending(of: name), ending.isOne(of: formats) {
      return name.dropLast(ending.bytes.count + 1)
    }
    return droppingDebug(from: name)
  }

  /// The name without `.debug2`, `-debug2`, `_debug2`, or `?debug=2` as wget saves it; nil if it does not end so.
  private static func droppingDebug(from name: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    let word = name.droppingLast { 0x30...0x39 ~= $0 }
    guard word.count < name.count else { return nil }
    let end = word.last.map { "=-_".utf8.contains($0) } == true ? word.dropLast() : word
    guard NameWord(end.suffix(5)).isEqual(to: "debug"), let separator = end.dropLast(5).last,
      ".-_?".utf8.contains(separator)
    else { return nil }
    return end.dropLast(6)
  }

  /// Whether the name ends as pprof's own formats do.
  static func isOfPprof(_ name: ArraySlice<UInt8>) -> Bool {
    guard let last = ending(of: name) else { return false }
    if last.isOne(of: ["pb", "pprof", "prof"]) { return true }
    let rest = name.dropLast(last.bytes.count + 1)
    return last.isEqual(to: "gz") && ending(of: rest)?.isEqual(to: "pb") == true
  }

  /// Whether the name ends like a text, a log or a gzip file, or shows no format.
  ///
  /// The part after the last point may also be a kind of profile, a number or a time.
  static func isPlain(_ name: ArraySlice<UInt8>) -> Bool {
    if let last = ending(of: name), last.isOne(of: compressions) {
      return isPlain(name.dropLast(last.bytes.count + 1))
    }
    if droppingDebug(from: name) != nil { return true }
    guard let ending = ending(of: TimeInName.removed(from: name)) else { return true }
    return ending.isOne(of: ["txt", "gz", "out", "log"])
      || NameWord.all(in: ending.bytes).allSatisfy(\.isKind)
  }

  /// The part after the last point; nil if there is none.
  private static func ending(of name: ArraySlice<UInt8>) -> NameWord? {
    name.lastIndex(of: point).map { NameWord(name[($0 + 1)...]) }
  }
}

extension ArraySlice<UInt8> {
  /// The bytes without the matching ones at the end.
  func droppingLast(while isDropped: (UInt8) -> Bool) -> ArraySlice<UInt8> {
    self[..<(lastIndex { !isDropped($0) }.map { $0 + 1 } ?? startIndex)]
  }
}
