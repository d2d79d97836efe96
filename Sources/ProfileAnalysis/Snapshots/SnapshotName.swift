/// What the name of a profile's file says: its moment, its process, and whether it is named as a profile.
///
/// Names are bytes, as the system has them.
package struct SnapshotName {
  private let folder: ArraySlice<UInt8>
  /// The last part of the path.
  private let name: ArraySlice<UInt8>

  package init(_ path: [UInt8]) {
    let start = path.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0
    (folder, name) = (path[..<start], path[start...])
  }

  /// The path without what tells the format: `a/goroutine.debug1.txt` gives `a/goroutine`.
  package var stem: [UInt8] { Array(folder + NameEnding.dropped(from: name)) }

  /// What all profiles of one moment and kind have in common: the stem with the usual word for its kind.
  ///
  /// `allocs` tells what `heap` does, and a dump of `goroutineleak` has them all, as one of `goroutine` has.
  package var moment: [UInt8] {
    Array(folder) + NameWord.replaced(in: NameEnding.dropped(from: name), \.usual)
  }

  /// Whether the usual word for its kind is another: `allocs`, `goroutineleak`.
  package var isUnusual: Bool { NameWord.all(in: name).contains { $0.usual != nil } }

  /// What all profiles of one process have in common: the folder, and the name without the kind of profile, the
  /// format, numbers and times.
  ///
  /// For example `a/pod-b` of `a/2026-11-26T10:00:00Z.pod-b.heap.pb.gz`, and `a/` of `a/007.heap.pb.gz`.
  package var process: [UInt8] {
    let name = TimeInName.removed(from: NameEnding.dropped(from: name))
    let words = NameWord.replaced(in: name) { $0.isKind ? [] : nil }
    let parts = words.split { ".-_".utf8.contains($0) }
      .map { $0.droppingLast(while: Self.isDigit) }
    return Array(folder) + parts.filter { !$0.isEmpty }.joined(separator: [UInt8(ascii: "-")])
  }

  /// Whether people and programs give such names to profiles.
  ///
  /// It ends as the formats of pprof do, or has a word such as `heap` and the ending of a text or a gzip, or none:
  /// `heap`, `12.goroutine`, `goroutine.debug2.txt`, but not `heap.json`, nor `heaps.txt`.
  package var isOfProfile: Bool {
    NameEnding.isOfPprof(name)
      || NameWord.all(in: name).contains(where: \.isKind) && NameEnding.isPlain(name)
  }

  /// Whether some small letters stand anywhere in the name, whatever is beside them: `block` in `BlockProfile`.
  package func contains(_ letters: StaticString) -> Bool {
    let count = letters.utf8CodeUnitCount
    return name.indices.dropLast(count - 1).contains {
      NameWord(name[$0..<$0 + count]).isEqual(to: letters)
    }
  }
}

extension SnapshotName {
  /// Whether one name comes before another, numbers in them as numbers: `s9` before `s10`.
  package static func precedes(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    var (first, second) = (left[...], right[...])
    while let one = first.first, let other = second.first {
      if isDigit(one), isDigit(other) {
        let (number, otherNumber) = (takeNumber(&first), takeNumber(&second))
        if number.count != otherNumber.count { return number.count < otherNumber.count }
        if number != otherNumber { return number.lexicographicallyPrecedes(otherNumber) }
      } else {
        if one != other { return one < other }
        (first, second) = (first.dropFirst(), second.dropFirst())
      }
    }
    if first.isEmpty != second.isEmpty { return first.isEmpty }
    return left.lexicographicallyPrecedes(right)
  }

  /// A name with all digits taken out.
  package static func withoutNumbers(_ name: [UInt8]) -> [UInt8] { name.filter { !isDigit($0) } }

  private static func isDigit(_ byte: UInt8) -> Bool { 0x30...0x39 ~= byte }

  /// The digits at the beginning, without leading zeros: numbers may have any length.
  private static func takeNumber(_ text: inout ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let digits = text.prefix(while: isDigit)
    text = text.dropFirst(digits.count)
    return digits.drop { $0 == 0x30 }
  }
}
