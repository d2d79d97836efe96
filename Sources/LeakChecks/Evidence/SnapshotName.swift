/// What files say by their names: which are of one moment, and which comes after which.
enum SnapshotName {
  /// The parts of file names that tell a format and not a moment.
  private static let formatParts: Set<String> = [
    "gz", "pb", "proto", "pprof", "prof", "profile", "txt", "text", "log", "out", "dump", "folded",
    "debug", "debug0", "debug1", "debug2",
  ]

  /// A path without what tells the format: `a/goroutine.debug1.txt` gives `a/goroutine`.
  static func stem(of path: String) -> String {
    var parts = fileName(of: path).split(separator: ".", omittingEmptySubsequences: false)
    while parts.count > 1, let last = parts.last, formatParts.contains(last.lowercased()) {
      parts.removeLast()
    }
    return folder(of: path) + parts.joined(separator: ".")
  }

  /// The stem of a profile of goroutines: a dump of goroutineleak has them all, as one of goroutine has.
  static func goroutineStem(of path: String) -> String {
    let stem = stem(of: path)
    return stem.hasSuffix("goroutineleak") ? String(stem.dropLast("leak".count)) : stem
  }

  /// The last part of a path.
  static func fileName(of path: String) -> String {
    String(path.split(separator: "/", omittingEmptySubsequences: false).last ?? "")
  }

  private static func folder(of path: String) -> String {
    String(path.dropLast(fileName(of: path).count))
  }

  /// Whether one name comes before another, numbers in them as numbers: `s9` before `s10`.
  static func precedes(_ left: String, _ right: String) -> Bool {
    var (left, right) = (Array(left.utf8)[...], Array(right.utf8)[...])
    let whole = (left, right)
    while let one = left.first, let other = right.first {
      if isDigit(one), isDigit(other) {
        let (number, otherNumber) = (takeNumber(&left), takeNumber(&right))
        if number.count != otherNumber.count { return number.count < otherNumber.count }
        if number != otherNumber { return number.lexicographicallyPrecedes(otherNumber) }
      } else {
        if one != other { return one < other }
        left.removeFirst()
        right.removeFirst()
      }
    }
    if left.isEmpty != right.isEmpty { return left.isEmpty }
    return whole.0.lexicographicallyPrecedes(whole.1)
  }

  /// A name with all digits taken out.
  static func withoutNumbers(_ name: String) -> String {
    String(decoding: name.utf8.filter { !isDigit($0) }, as: UTF8.self)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { 0x30...0x39 ~= byte }

  /// The digits at the beginning, without leading zeros: numbers may have any length.
  private static func takeNumber(_ text: inout ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let digits = text.prefix(while: isDigit)
    text = text.dropFirst(digits.count)
    return digits.drop { $0 == 0x30 }
  }
}
