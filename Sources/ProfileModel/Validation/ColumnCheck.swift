/// Checks a column of a profile, and names it if something is wrong.
struct ColumnCheck {
  private let column: InvalidProfile.Column

  init(_ column: InvalidProfile.Column) { self.column = column }

  /// Checks the length.
  func length(_ length: Int, _ expected: Int) throws(InvalidProfile) {
    guard length == expected else { throw fault(nil, .length(length, expected: expected)) }
  }

  /// Checks that a row refers to one of this many.
  func row(_ value: UInt32, at row: Int?, of count: Int) throws(InvalidProfile) {
    guard value < count else { throw fault(row, .noSuchRow(value, of: count)) }
  }

  /// Checks that all rows refer to one of this many.
  func rows(_ values: some Sequence<UInt32>, of count: Int) throws(InvalidProfile) {
    for (index, value) in values.enumerated() { try row(value, at: index, of: count) }
  }

  /// Checks that ends of parts rise up to the end of what they divide.
  func parts(_ ends: [UInt32], of count: Int) throws(InvalidProfile) {
    var last: UInt32 = 0
    for (row, end) in ends.enumerated() {
      guard end >= last else { throw fault(row, .falling(end, after: last)) }
      last = end
    }
    guard last == count else { throw fault(nil, .lastEnd(last, expected: count)) }
  }

  /// Checks that the first part is there and empty.
  func first(_ ends: [UInt32]) throws(InvalidProfile) {
    guard ends.first == 0 else { throw fault(0, .firstNotEmpty) }
  }

  /// Checks that ids are unique and not 0.
  func ids(_ ids: [UInt64]) throws(InvalidProfile) {
    if let row = ids.firstIndex(of: 0) { throw fault(row, .zeroID) }
    try distinct(ids)
  }

  /// Checks that nothing is there twice.
  func distinct<Value: Hashable>(_ values: [Value]) throws(InvalidProfile) {
    var rows: [Value: Int] = [:]
    for (row, value) in values.enumerated() {
      if let first = rows.updateValue(row, forKey: value) {
        throw fault(row, .repeated(row: first))
      }
    }
  }

  private func fault(_ row: Int?, _ reason: InvalidProfile.Reason) -> InvalidProfile {
    InvalidProfile(column: column, row: row, reason: reason)
  }
}
