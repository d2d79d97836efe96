/// A table of label sets that gives equal sets the same id.
package struct LabelSetInterner: Sendable {
  /// The sets so far, in the order of first sight; the empty one first.
  package private(set) var table = LabelSetTable()
  private var index = HashIndex()

  package init() {}

  /// The id of a list of labels, which is added at first sight.
  package mutating func intern(_ labels: borrowing [Label]) -> LabelSetID {
    guard !labels.isEmpty else { return .empty }
    var probe = index.probe(WordHasher.hash(labels))
    while let row = index.next(&probe) {
      if table.holds(labels, at: row) { return LabelSetID(row) }
    }
    let row = UInt32(table.count)
    index.insert(row, at: probe)
    table.append(labels)
    return LabelSetID(row)
  }
}

extension LabelSetTable {
  /// Whether a row is this set.
  fileprivate func holds(_ set: borrowing [Label], at row: UInt32) -> Bool {
    let range = range(of: LabelSetID(row))
    guard range.count == set.count else { return false }
    for (offset, index) in range.enumerated() where labels[index] != set[offset] { return false }
    return true
  }

  /// Adds a set without looking whether it is there already.
  fileprivate mutating func append(_ set: [Label]) {
    labels.append(contentsOf: set)
    ends.append(UInt32(labels.count))
  }
}

extension WordHasher {
  /// The hash of a list of labels.
  fileprivate static func hash(_ labels: [Label]) -> UInt32 {
    var hasher = WordHasher()
    for label in labels {
      switch label.value {
      case .text(let text):
        hasher.combine(UInt64(label.key.index) << 32 | UInt64(text.index))
      case .number(let number, let unit):
        hasher.combine(UInt64(label.key.index) << 32 | UInt64(unit.index))
        hasher.combine(UInt64(bitPattern: number))
      }
    }
    return hasher.finalize()
  }
}
