import ProfileModel

/// The name of a row in a comparison of runs.
package struct RunRowName: Equatable, Sendable {
  package let name: [UInt8]
  /// Of a stack.
  package let fingerprint: Fingerprint?
}

/// The numbers of runs by row: a run is kept as a row of numbers, and its profile is freed.
struct RunMatrix {
  /// A run: a number for each row that was known when it came, in the order in which rows came.
  struct Run {
    var values: [Int64] = []
    /// The basis of the counting noise, if it is not the values.
    var bases: [Int64] = []

    /// Adds another file of the same run.
    mutating func add(_ other: Run) {
      Self.add(other.values, to: &values)
      Self.add(other.bases, to: &bases)
    }

    mutating func put(_ value: Int64, basis: Int64?, at row: Int) {
      Self.put(value, at: row, in: &values)
      if let basis { Self.put(basis, at: row, in: &bases) }
    }

    private static func put(_ value: Int64, at row: Int, in column: inout [Int64]) {
      if column.count <= row {
        column.append(contentsOf: repeatElement(0, count: row + 1 - column.count))
      }
      column[row] = column[row].addingClamped(value)
    }

    private static func add(_ other: [Int64], to column: inout [Int64]) {
      for (row, value) in other.enumerated() where value != 0 { put(value, at: row, in: &column) }
    }
  }

  private var keys = StringInterner()
  private var names: [RunRowName?] = [nil]

  /// The number of a row, which is added at first sight.
  mutating func index(of row: Comparison.Row) -> Int {
    var key = row.name
    if row.fingerprint != nil || !row.stack.isEmpty {
      key += [0] + (row.fingerprint?.description ?? row.stack.joined(separator: "\n")).utf8
    }
    let index = Int(keys.intern(key.span).index)
    if index == names.count { names.append(nil) }
    if names[index] == nil {
      names[index] = RunRowName(name: row.name, fingerprint: row.fingerprint)
    }
    return index
  }

  /// The numbers of some runs, rows in the order of their names, so that no order of files matters.
  func numbers(of runs: [Run]) -> RunNumbers {
    let indices = names.indices.filter { index in
      runs.contains { index < $0.values.count && $0.values[index] != 0 }
    }.sorted { keys.table.precedes($0, $1) }
    func column(_ cells: KeyPath<Run, [Int64]>) -> [Double] {
      indices.flatMap { index in
        runs.map { run in
          let cells = run[keyPath: cells]
          return index < cells.count ? Double(cells[index]) : 0
        }
      }
    }
    let hasBases = runs.contains { !$0.bases.isEmpty }
    return RunNumbers(
      names: indices.compactMap { names[$0] }, width: runs.count, values: column(\.values),
      bases: hasBases ? column(\.bases) : [])
  }
}

extension StringTable {
  fileprivate func precedes(_ left: Int, _ right: Int) -> Bool {
    bytes(of: StringID(UInt32(left))).lexicographicallyPrecedes(bytes(of: StringID(UInt32(right))))
  }
}

/// The numbers of runs, row by row, the runs before first.
struct RunNumbers {
  let names: [RunRowName]
  let width: Int
  /// As they were measured.
  let values: [Double]
  /// The basis of the counting noise; empty if it is the values or nothing.
  let bases: [Double]

  /// The cells of a row.
  func range(_ row: Int) -> Range<Int> { row * width..<(row + 1) * width }

  /// The values of a row.
  func row(_ row: Int) -> ArraySlice<Double> { values[range(row)] }

  /// The mean count of samples of a row, each run divided by its factor; infinite where nothing tells.
  func meanCount(_ row: Int, _ measure: RunMeasure, factors: [Double]) -> Double {
    let (cells, sample): ([Double], Double)
    switch measure.basis {
    case .unknown: return .infinity
    case .values: (cells, sample) = (values, measure.sample)
    case .column(_, let one): (cells, sample) = (bases, one)
    }
    guard !cells.isEmpty else { return 0 }
    let sum = zip(cells[range(row)], factors).reduce(0) { $0 + $1.0 / $1.1 }
    return sum / sample / Double(width)
  }
}
