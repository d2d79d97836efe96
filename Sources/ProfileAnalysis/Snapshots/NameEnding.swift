/// The endings of a file's name, which tell its format.
enum NameEnding {
  /// The parts behind a point that tell a format and not a moment.
  private static let formats: Set<String> = [
    "gz", "pb", "proto", "pprof", "prof", "profile", "txt", "text", "log", "out", "dump", "folded",
    "debug",
  ]

  /// The name without what tells its format.
  static func dropped(from name: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var name = name
    while let shorter = droppingOne(from: name) { name = shorter }
    return name
  }

  private static func droppingOne(from name: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    if let point = name.lastIndex(of: point), formats.contains(ending(behind: point, of: name)) {
      return name[..<point]
    }
    return droppingDebug(from: name)
  }

  /// The name without `.debug2`, `-debug2`, `_debug2`, or `?debug=2` as wget saves it; nil if it does not end so.
  private static func droppingDebug(from name: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    let word = name.droppingLast { 0x30...0x39 ~= $0 }
    let end = word.last.map { "=-_".utf8.contains($0) } == true ? word.dropLast() : word
    let start = end.dropLast(5)
    guard word.count < name.count, NameWord.small(end.dropFirst(start.count)) == "debug",
      let separator = start.last, ".-_?".utf8.contains(separator)
    else { return nil }
    return start.dropLast()
  }

  /// Whether the name ends as pprof's own formats do.
  static func isOfPprof(_ name: ArraySlice<UInt8>) -> Bool {
    let text = NameWord.small(name)
    return [".pb", ".pb.gz", ".pprof", ".prof"].contains(where: text.hasSuffix)
  }

  /// Whether the name ends as a text, a log or a gzip of something, or in nothing that tells what it is.
  ///
  /// What stands behind its last point may also be a kind of profile, a number or a time.
  static func isPlain(_ name: ArraySlice<UInt8>) -> Bool {
    if droppingDebug(from: name) != nil { return true }
    let name = TimeInName.removed(from: name)[...]
    guard let point = name.lastIndex(of: point) else { return true }
    let ending = ending(behind: point, of: name)
    return ["txt", "gz", "out", "log"].contains(ending)
      || NameWord.all(in: name[(point + 1)...]).allSatisfy(NameWord.kinds.contains)
  }

  private static let point = UInt8(ascii: ".")

  private static func ending(behind point: Int, of name: ArraySlice<UInt8>) -> String {
    NameWord.small(name[(point + 1)...])
  }
}

extension ArraySlice<UInt8> {
  /// The bytes without those at their end of which something holds.
  func droppingLast(while isDropped: (UInt8) -> Bool) -> ArraySlice<UInt8> {
    self[..<(lastIndex { !isDropped($0) }.map { $0 + 1 } ?? startIndex)]
  }
}
