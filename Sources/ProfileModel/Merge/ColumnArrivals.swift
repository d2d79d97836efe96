/// When the samples of a merged profile got their first value of each sample type.
///
/// In `go tool pprof`, a sample that has values of dropped types alone takes no place. So if a later profile drops a
/// type, samples belong where the first value that stays has come. Only samples that came without values of some type
/// need remembering; most profiles have none.
struct ColumnArrivals: Sendable {
  /// The sample types that something came with, a bit each; from the 64th on they share the last one.
  typealias Columns = UInt64

  /// A first value of some types, for a sample that was there before.
  private struct Late {
    let row: UInt32
    let columns: Columns
    /// How many samples there were.
    let count: UInt32
  }

  /// What each sample came with, and what it has had values of; empty if all came with all.
  private var first: [Columns] = []
  private var seen: [Columns] = []
  private var late: [Late] = []

  static let none: Columns = 0

  /// The bit of a sample type.
  static func bit(of column: Int) -> Columns { 1 << Columns(min(column, 63)) }

  /// Notes a new sample, the last of this many.
  mutating func addSample(with columns: Columns, of width: Int, count: Int) {
    if first.isEmpty {
      guard columns.nonzeroBitCount < min(width, Columns.bitWidth) else { return }
      first = Array(repeating: .max, count: count - 1)
      seen = first
    }
    first.append(columns)
    seen.append(columns)
  }

  /// Notes values for an older sample, when there are this many.
  mutating func addValues(at row: Int, of columns: Columns, count: Int) {
    guard !seen.isEmpty, seen[row] | columns != seen[row] else { return }
    late.append(Late(row: UInt32(row), columns: columns & ~seen[row], count: UInt32(count)))
    seen[row] |= columns
  }

  /// The samples that have had values of some types, in the order of the first one, and their arrivals then;
  /// nil if they are in that order.
  func keeping(_ kept: [Int]) -> (rows: [Int], arrivals: ColumnArrivals)? {
    guard !first.isEmpty else { return nil }
    var order = Order(kept: kept, count: first.count)
    var next = late.startIndex
    for row in 0...first.count {
      while next < late.count, late[next].count <= row {
        order.take(Int(late[next].row), late[next].columns)
        next += 1
      }
      if row < first.count { order.take(row, first[row]) }
    }
    return (order.rows, order.arrivals)
  }

  /// The order that samples have without some types, as it comes about.
  private struct Order {
    let kept: [Int]
    /// Where each sample went.
    private var indices: [Int?]
    private(set) var rows: [Int] = []
    private(set) var arrivals = ColumnArrivals()

    init(kept: [Int], count: Int) {
      self.kept = kept
      indices = Array(repeating: nil, count: count)
    }

    /// Goes on with a sample that comes, or gets its first values of some types.
    mutating func take(_ row: Int, _ columns: Columns) {
      var columnsKept = ColumnArrivals.none
      for (index, column) in kept.enumerated() where columns & ColumnArrivals.bit(of: column) != 0 {
        columnsKept |= ColumnArrivals.bit(of: index)
      }
      guard columnsKept != ColumnArrivals.none else { return }
      if let index = indices[row] {
        arrivals.addValues(at: index, of: columnsKept, count: rows.count)
      } else {
        indices[row] = rows.count
        rows.append(row)
        arrivals.addSample(with: columnsKept, of: kept.count, count: rows.count)
      }
    }
  }
}
