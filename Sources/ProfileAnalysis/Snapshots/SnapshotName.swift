/// The facts in a profile's file name: its moment, its process, and whether it looks like a profile's name.
///
/// Names are bytes, as the system has them.
package struct SnapshotName {
  private let folder: ArraySlice<UInt8>
  private let folders: TimeFolders
  /// The last part of the path.
  private let name: ArraySlice<UInt8>

  package init(_ path: [UInt8]) {
    let start = path.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0
    (folder, name) = (path[..<start], path[start...])
    folders = TimeFolders(in: folder)
  }

  /// The name behind the times that folders are named after, without what tells the format.
  private var timedName: ArraySlice<UInt8> { timed(NameEnding.dropped(from: name)) }

  private func timed(_ name: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    folders.times.isEmpty ? name : folders.times + name
  }

  /// The path without what tells the format: `a/goroutine.debug1.txt` gives `a/goroutine`.
  package var stem: [UInt8] { Array(folder + NameEnding.dropped(from: name)) }

  /// The key that all profiles of one moment and kind share: the stem with the usual word for its kind.
  ///
  /// `allocs` has the content of `heap`, and `goroutineleak` dumps all goroutines, as `goroutine` does.
  package var moment: [UInt8] {
    place + NameWord.replaced(in: timedName, \.usual)
  }

  /// Whether the usual word for its kind is another: `allocs`, `goroutineleak`.
  package var isUnusual: Bool { NameWord.all(in: name).contains { $0.usual != nil } }

  /// The part of the name that all profiles of one process share: without the kind of profile, the format, numbers,
  /// times and words for a dump.
  ///
  /// For example `pod-b` of `a/2026-11-26T10:00:00Z.pod-b.heap.pb.gz`, and nothing of `a/007.heap.pb.gz`.
  package var processPart: [UInt8] {
    let parts = parts(without: \.isDump).map(FileNameParts.withoutNumber)
    return Array(parts.joined(separator: Self.hyphen))
  }

  /// What orders the snapshots of a process by their names: the name with its numbers and times, without what tells
  /// the kind and the format, or that it is a dump.
  package var order: [UInt8] {
    let words = split(timedName) { word in
      word.isKindOrPlural || word.isDump && !word.isEnd
    }
    return place + words.joined(separator: Self.hyphen)
  }

  /// Whether it says that a program printed its goroutines when it ended: `sigquit.txt`, `app.panic.log`.
  var isOfDump: Bool {
    NameWord.all(in: NameEnding.dropped(from: name)).contains(where: \.isEnd)
  }

  /// Whether it is a log that a system has rotated, `app.log.2`: the higher its number, the older it is.
  package var isOfRotatedLog: Bool { NameEnding.isOfRotatedLog(name) }

  /// The folder, with its last slash.
  package var folderPart: [UInt8] { Array(folder) }

  /// The folder without what tells a time.
  package var place: [UInt8] { Array(folders.place) }

  /// Whether a folder above it is a number that may be a time: `2200` of `2200/heap.pb.gz`, `1764151200`.
  package var isBelowNumberOfTime: Bool {
    folders.place.split(separator: UInt8(ascii: "/")).contains { part in
      TimeInName.nanoseconds(in: part) != nil || PathTime.timeOfDay(whole: part) != nil
    }
  }

  /// The stem without the words for a kind, which files of one moment share.
  package var stemWithoutKind: [UInt8] {
    place + NameWord.replaced(in: timedName) { $0.isKind ? [] : nil }
  }

  /// The name without format, kind, times and parts of digits alone, and with the digits at the end of a part or
  /// without: `pod1` of `pod1-heap.007.pb.gz`.
  package func namePart(keepingDigits: Bool) -> [UInt8] {
    let parts = parts { _ in false }
    let kept = keepingDigits ? parts : parts.map(FileNameParts.withoutNumber)
    return Array(kept.joined(separator: Self.hyphen))
  }

  /// The name without format, kind and times: `web-0` of `web-0.20261126T100000Z.heap.pb.gz`.
  package var numberedPart: [UInt8] {
    Array(
      words(of: NameEnding.dropped(from: name), without: \.isKindOrPlural).joined(
        separator: Self.hyphen))
  }

  /// The same behind the times that folders are named after.
  var timedPart: [UInt8] {
    Array(words(of: timedName, without: \.isKindOrPlural).joined(separator: Self.hyphen))
  }

  /// What may be the number of a replica in a name.
  struct Replica {
    /// The words before it, and the number.
    let word, number: [UInt8]
    /// All else, with the numbers that tell moments.
    let rest: [UInt8]
    /// Whether nothing or a hyphen stands before the number, as in the names of pods: `pod-a.1` is the first of `pod-a`.
    let isOfName: Bool

    /// Whether a name begins with the words, and not with longer ones.
    func isWhole(in part: [UInt8]) -> Bool {
      part == word || part.starts(with: word + hyphen)
    }
  }

  /// The numbers of up to three digits behind a word: `1` of `catalog-1_heap_190637.pb.gz` and of `catalog1.1906.heap`.
  var replicas: [Replica] {
    let words = timedPart.split(separator: Self.hyphen[0])
    return words.indices.compactMap { index in
      let word = words[index].droppingLast(while: Self.isDigit)
      let number = words[index][word.endIndex...]
      let isBehindWord = !word.isEmpty || index > 0 && !words[index - 1].allSatisfy(Self.isDigit)
      guard 1...3 ~= number.count, isBehindWord else { return nil }
      let before = words[..<index].filter { !$0.allSatisfy(Self.isDigit) }
      let named = before + (word.isEmpty ? [] : [word])
      if let last = named.last, NameWord(last).isOfSeries { return nil }
      let hyphenated = (named.last ?? []) + Self.hyphen + number
      return Replica(
        word: Array(named.joined(separator: Self.hyphen)), number: Array(number),
        rest: Array((words[..<index] + words[(index + 1)...]).joined(separator: Self.hyphen)),
        isOfName: !word.isEmpty || name.firstRange(of: hyphenated) != nil)
    }
  }

  private static let hyphen = [UInt8(ascii: "-")]

  /// What stands between `.`, `-` and `_` in the name and tells neither format, kind, time nor number.
  private func parts(without isDropped: (NameWord) -> Bool) -> [ArraySlice<UInt8>] {
    let own = timed(NameEnding.dropped(from: Self.withoutCopy(name)))
    return words(of: own) { $0.isKindOrPlural || isDropped($0) }.filter { !Self.isOfCopy($0) }
  }

  /// What stands between `.`, `-` and `_` in the name and is neither format, time nor a word to leave out.
  private func words(
    of name: ArraySlice<UInt8>, without isDropped: (NameWord) -> Bool
  ) -> [ArraySlice<UInt8>] {
    split(TimeInName.removed(from: name)[...], without: isDropped)
  }

  /// The parts of a name that are no word to leave out, nor `debug2`.
  private func split(
    _ name: ArraySlice<UInt8>, without isDropped: (NameWord) -> Bool
  ) -> [ArraySlice<UInt8>] {
    let words = NameWord.replaced(in: name) { isDropped($0) ? [] : nil }
    return FileNameParts.all(in: words[...]).filter { !Self.isDebug($0) }
  }

  /// Whether it is `debug1` or `debug2`.
  private static func isDebug(_ part: ArraySlice<UInt8>) -> Bool {
    let word = part.droppingLast(while: isDigit)
    return word.count < part.count && NameWord(word).isEqual(to: "debug")
  }

  /// Whether it is what browsers and wget number their copies with: `goroutine (1)`, `goroutine?debug=1.1`.
  private static func isOfCopy(_ part: ArraySlice<UInt8>) -> Bool {
    part.starts(with: "?debug=".utf8) || part.allSatisfy { isDigit($0) || "() ".utf8.contains($0) }
  }

  /// The name without the number by which browsers tell copies apart: `heap (1).pb.gz`.
  private static func withoutCopy(_ name: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard let start = name.firstRange(of: " (".utf8) else { return name }
    let number = name[start.upperBound...].prefix(while: isDigit)
    let rest = name[number.endIndex...]
    guard !number.isEmpty, rest.first == UInt8(ascii: ")") else { return name }
    return name[..<start.lowerBound] + rest.dropFirst()
  }

  /// The word for the kind of profile in its name, in small letters; nil if unknown.
  package var kindWord: String? {
    let words = NameWord.all(in: name).filter(\.isKind).map { word in
      String(decoding: word.bytes.map(NameWord.small), as: UTF8.self)
    }
    return words.first { $0 != "profile" } ?? (words.isEmpty ? nil : "cpu")
  }

  /// The time in the name, in nanoseconds since 1970, UTC: a date with a time of day, or a unix time of 10 or 13
  /// digits; nil if there is none.
  package var time: Int64? { TimeInName.nanoseconds(in: timed(name)) }

  /// The time in the name, as if it were UTC, unless it says how far it is from UTC.
  package var localTime: Int64? { TimeInName.localNanoseconds(in: timed(name)) }

  /// The numbers in its path, without zeros before them, and what stands between them.
  package var numbers: (texts: [[UInt8]], numbers: [[UInt8]]) {
    let (texts, numbers) = writtenNumbers
    return (texts, numbers.map { Array($0.drop { $0 == 0x30 }) })
  }

  /// The numbers in its path as they are written, and what stands between them.
  var writtenNumbers: (texts: [[UInt8]], numbers: [[UInt8]]) {
    var (texts, numbers): ([[UInt8]], [[UInt8]]) = ([[]], [])
    for byte in stemWithoutKind {
      if !Self.isDigit(byte) {
        if numbers.count == texts.count { texts.append([]) }
        texts[texts.count - 1].append(byte)
      } else if numbers.count < texts.count {
        numbers.append([byte])
      } else {
        numbers[numbers.count - 1].append(byte)
      }
    }
    return (texts, numbers)
  }

  /// Whether people and programs give such names to profiles.
  ///
  /// It ends as the formats of pprof do, or has a word such as `heap` and the ending of a text or a gzip, or none:
  /// `heap`, `12.goroutine`, `goroutine.debug2.txt`, but not `heap.json`, nor `heaps.txt`.
  package var isOfProfile: Bool {
    NameEnding.isOfPprof(name)
      || NameWord.all(in: name).contains(where: \.isKind) && NameEnding.isPlain(name)
  }

  /// Whether the name contains some lower-case letters, whatever surrounds them: `block` in `BlockProfile`.
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
        let (number, otherNumber) = (consumeNumber(&first), consumeNumber(&second))
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

  /// Whether names differ in one number at most, and in nothing else but words for a kind and a format.
  package static func differInOneNumber(_ names: some Sequence<SnapshotName>) -> Bool {
    differingNumbers(names.lazy.map(\.numbers)) != nil
  }

  /// The indices of the numbers in which some names differ; nil if these are more than `most`, or if the names differ in
  /// anything else.
  static func differingNumbers(
    _ names: some Sequence<(texts: [[UInt8]], numbers: [[UInt8]])>, most: Int = 1
  ) -> [Int]? {
    var first: (texts: [[UInt8]], numbers: [[UInt8]])?
    var differing: Set<Int> = []
    for own in names {
      guard let known = first else {
        first = own
        continue
      }
      guard own.texts == known.texts, own.numbers.count == known.numbers.count else { return nil }
      differing.formUnion(own.numbers.indices.filter { own.numbers[$0] != known.numbers[$0] })
      if differing.count > most { return nil }
    }
    return Array(differing)
  }

  /// A name with all digits taken out.
  package static func withoutNumbers(_ name: [UInt8]) -> [UInt8] { name.filter { !isDigit($0) } }

  static func isDigit(_ byte: UInt8) -> Bool { 0x30...0x39 ~= byte }

  /// The digits at the beginning, without leading zeros: numbers may have any length.
  private static func consumeNumber(_ text: inout ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let digits = text.prefix(while: isDigit)
    text = text.dropFirst(digits.count)
    return digits.drop { $0 == 0x30 }
  }
}
