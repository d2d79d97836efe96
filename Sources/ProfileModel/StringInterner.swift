/// A string table that gives equal texts the same place.
public struct StringInterner: Sendable {
  /// The texts so far, in the order of first sight; the empty one first.
  public private(set) var table = StringTable()
  private var index = HashIndex()

  public init() {}

  /// Goes on from a table of texts.
  package init(_ table: StringTable) {
    self.table = table
    for row in 1..<UInt32(table.count) {
      index.enter(row, WordHasher.hash(table.bytes(of: StringID(row)).span))
    }
  }

  /// The place of a text, which is added at first sight.
  ///
  /// - Precondition: all texts together have fewer than 2³² bytes; readers keep a budget.
  public mutating func intern(_ text: borrowing Span<UInt8>) -> StringID {
    guard !text.isEmpty else { return .empty }
    var probe = index.probe(WordHasher.hash(text))
    while let row = index.next(&probe) {
      if table.holds(text, at: row) { return StringID(row) }
    }
    let row = UInt32(table.count)
    index.insert(row, at: probe)
    table.append(text)
    return StringID(row)
  }

  /// The place of a text that stands in another table.
  public mutating func intern(_ text: ArraySlice<UInt8>) -> StringID { intern(text.span) }

  /// The place of a text, which is added at first sight.
  public mutating func intern(_ text: String) -> StringID {
    intern(text.utf8.span)
  }
}

extension StringTable {
  /// Whether a row is this text.
  func holds(_ text: borrowing Span<UInt8>, at row: UInt32) -> Bool {
    let range = range(of: StringID(row))
    guard range.count == text.count else { return false }
    let mine = unsafe bytes.span.bytes
    let theirs = unsafe text.bytes
    var index = 0
    while index + 8 <= text.count {
      // In range by the condition of the loop; a comparison a byte would take five times as long.
      let left = unsafe mine.unsafeLoadUnaligned(
        fromByteOffset: range.lowerBound + index, as: UInt64.self)
      let right = unsafe theirs.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
      guard left == right else { return false }
      index += 8
    }
    while index < text.count {
      guard bytes[range.lowerBound + index] == text[index] else { return false }
      index += 1
    }
    return true
  }
}
