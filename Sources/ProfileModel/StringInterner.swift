/// A string table that gives equal texts the same id.
package struct StringInterner: Sendable {
  /// The texts so far, in the order of first sight; the empty one first.
  package private(set) var table = StringTable()
  private var index = HashIndex()
  /// Those of a batch.
  private var hashes: [UInt32] = []

  package init() {}

  /// Goes on from a table of texts.
  package init(_ table: StringTable) {
    self.table = table
    for row in 1..<UInt32(table.count) {
      index.enter(row, WordHasher.hash(table.bytes(of: StringID(row)).span))
    }
  }

  /// The id of a text, which is added at first sight.
  ///
  /// - Precondition: all texts together have fewer than 2³² bytes; readers keep a budget.
  package mutating func intern(_ text: borrowing Span<UInt8>) -> StringID {
    intern(text, WordHasher.hash(text))
  }

  @inline(__always)
  private mutating func intern(_ text: borrowing Span<UInt8>, _ hash: UInt32) -> StringID {
    guard !text.isEmpty else { return .empty }
    var probe = index.probe(hash)
    while let row = index.next(&probe) {
      if table.holds(text, at: row) { return StringID(row) }
    }
    let row = UInt32(table.count)
    index.insert(row, at: probe)
    table.append(text)
    return StringID(row)
  }

  /// The id of a text that probably equals a known one.
  package mutating func intern(_ text: borrowing Span<UInt8>, likely known: StringID) -> StringID {
    table.holds(text, at: known.index) ? known : intern(text)
  }

  /// The ids of the texts between separators, from a position in a line to its end.
  ///
  /// The line is read once for the texts' ends and their hashes, and what has to be waited for is waited for
  /// together.
  ///
  /// - `ends`: where each of the texts ends in the line is added to these.
  /// - `rows`: the texts' ids are appended to these.
  package mutating func intern(
    _ line: borrowing Span<UInt8>, from start: Int, separator: UInt8, ends: inout [Int],
    rows: inout [UInt32]
  ) {
    var start = start
    // A line may hold millions of texts, but few of them are looked for at once.
    let batchSize = 64
    while start <= line.count {
      let first = ends.count
      hashes.removeAll(keepingCapacity: true)
      var next = start
      while next <= line.count, hashes.count < batchSize {
        let (hash, end) = WordHasher.hash(line, from: next, upTo: separator)
        hashes.append(hash)
        ends.append(end)
        next = end + 1
      }
      index.makeRoom(hashes.count)
      index.fetch(hashes)
      for (offset, hash) in hashes.enumerated() {
        let end = ends[first + offset]
        rows.append(intern(line.extracting(start..<end), hash).index)
        start = end + 1
      }
    }
  }

  /// The id of a text from another table.
  package mutating func intern(_ text: ArraySlice<UInt8>) -> StringID { intern(text.span) }

  /// The id of a text, which is added at first sight.
  package mutating func intern(_ text: String) -> StringID {
    intern(text.utf8.span)
  }
}

extension StringTable {
  /// Whether a row is this text.
  @inline(__always)
  func holds(_ text: borrowing Span<UInt8>, at row: UInt32) -> Bool {
    let range = range(of: StringID(row))
    guard range.count == text.count else { return false }
    guard text.count >= 8 else {
      for index in text.indices where bytes[range.lowerBound + index] != text[index] {
        return false
      }
      return true
    }
    let mine = unsafe bytes.span.bytes
    let theirs = unsafe text.bytes
    var index = 0
    while true {
      // In range since eight bytes fit into the text; a comparison a byte would take five times as long.
      let left = unsafe mine.unsafeLoadUnaligned(
        fromByteOffset: range.lowerBound + index, as: UInt64.self)
      let right = unsafe theirs.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
      guard left == right else { return false }
      if index == text.count - 8 { return true }
      // The last eight bytes may be compared in part for the second time.
      index = min(index + 8, text.count - 8)
    }
  }
}
