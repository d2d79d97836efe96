import ProfileModel

/// The directory at the end of a zip archive.
enum ZipArchive {
  /// How much of the end is looked at: the directory of ten thousand files.
  private static let tailSize = 1 << 20
  private static let word = WordLayout(size: 2, isBigEndian: false)
  private static let long = WordLayout(size: 4, isBigEndian: false)
  private static let huge = WordLayout(size: 8, isBigEndian: false)

  /// How many files are in an archive, folders not counted unless its directory is too long to look at; nil when it is
  /// cut.
  static func countFiles(_ source: inout ByteSource) -> Int? {
    guard let tail = tail(of: &source), let end = endRecord(of: tail) else { return nil }
    return filesListed(in: tail, before: end) ?? entryCount(of: tail, at: end)
  }

  private static func tail(of source: inout ByteSource) -> ArraySlice<UInt8>? {
    var tail: [UInt8] = []
    while let block = try? source.next() {
      guard !block.isEmpty else { return tail[...] }
      tail += block
      if tail.count > 2 * tailSize { tail.removeFirst(tail.count - tailSize) }
    }
    return nil
  }

  /// Where the last record begins, which only a comment may follow.
  private static func endRecord(of tail: ArraySlice<UInt8>) -> Int? {
    let least = 22
    var index = tail.endIndex - least
    while index >= max(tail.startIndex, tail.endIndex - least - 0xFFFF) {
      if tail[index] == 0x50, long.word(tail, at: index) == 0x0605_4B50 { return index }
      index -= 1
    }
    return nil
  }

  /// How many entries the last record tells, or the larger one before it that takes over from 65,535 on.
  private static func entryCount(of tail: ArraySlice<UInt8>, at end: Int) -> Int? {
    guard let count = word.word(tail, at: end + 10), count == 0xFFFF else {
      return word.word(tail, at: end + 10).map { Int($0) }
    }
    return large(of: tail, before: end).flatMap { huge.word(tail, at: $0 + 32) }.flatMap {
      Int(exactly: $0)
    }
  }

  /// The position of the record of large archives, which usually precedes the last one.
  private static func large(of tail: ArraySlice<UInt8>, before end: Int) -> Int? {
    let index = end - 20 - 56
    return long.word(tail, at: index) == 0x0606_4B50 ? index : nil
  }

  /// How many of the directory's entries are no folders; nil when it does not lie whole before the last record.
  private static func filesListed(in tail: ArraySlice<UInt8>, before end: Int) -> Int? {
    guard let size = long.word(tail, at: end + 12).flatMap({ Int(exactly: $0) }) else { return nil }
    let stop = large(of: tail, before: end) ?? end
    var index = stop - size
    var count = 0
    guard index >= tail.startIndex else { return nil }
    while index < stop {
      guard long.word(tail, at: index) == 0x0201_4B50, let name = word.word(tail, at: index + 28),
        let extra = word.word(tail, at: index + 30), let comment = word.word(tail, at: index + 32)
      else { return nil }
      let last = index + 45 + Int(name)
      if last < stop, tail[last] != UInt8(ascii: "/") { count += 1 }
      index += 46 + Int(name) + Int(extra) + Int(comment)
    }
    return index == stop ? count : nil
  }
}
