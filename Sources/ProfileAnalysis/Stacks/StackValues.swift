import ProfileModel

/// The values of all samples that have the same stack, added up.
struct StackValues {
  /// The stacks that samples have, by index.
  private(set) var used: [StackID] = []
  /// A row of sums a stack of the table, as wide as there are columns.
  private var sums: [Int64]
  /// How many columns there are.
  let width: Int

  /// Adds up some of a profile's values.
  ///
  /// - `columns`: which of the sample types.
  init(_ profile: borrowing Profile, columns: [Int]) {
    width = columns.count
    sums = Array(repeating: 0, count: profile.stacks.count * columns.count)
    var isUsed = [Bool](repeating: false, count: profile.stacks.count)
    for sample in 0..<profile.sampleTable.count {
      let stack = Int(profile.sampleTable.stacks[sample])
      isUsed[stack] = true
      for (index, column) in columns.enumerated() {
        let value = profile.sampleTable.values[sample * profile.width + column]
        let sum = stack * width + index
        sums[sum] = sums[sum].addingClamped(value)
      }
    }
    for stack in isUsed.indices where isUsed[stack] { used.append(StackID(UInt32(stack))) }
  }

  /// What runs have, at the first stack of each; their other stacks have the same names.
  init(_ runs: StackRuns, _ stacks: StackTable) {
    width = runs.width
    sums = Array(repeating: 0, count: stacks.count * width)
    var isUsed = [Bool](repeating: false, count: stacks.count)
    for run in 0..<runs.count {
      let stack = runs.firstStack(of: run)
      if !isUsed[Int(stack.index)] { used.append(stack) }
      isUsed[Int(stack.index)] = true
      for (column, value) in runs.row(of: run).enumerated() {
        let sum = Int(stack.index) * width + column
        sums[sum] = sums[sum].addingClamped(value)
      }
    }
  }

  /// A stack's sum in one of the columns.
  subscript(stack: StackID, column: Int) -> Int64 { sums[Int(stack.index) * width + column] }
}

/// Stacks that folded text or a flame graph cannot hold, since their value is not positive.
package struct LeftOutStacks: Sendable, Equatable {
  /// How many distinct stacks there were.
  package private(set) var count = 0
  /// What their values add up to, a number for each column; empty when there were none.
  package private(set) var sums: [Int64] = []
  private let decimals: [Int]

  package init() { decimals = [] }

  /// - Parameter decimals: how many decimals the values of each column have.
  package init(decimals: [Int]) { self.decimals = decimals }

  /// For example `left out 3 stacks without a positive value (-12 in all)`; nil when nothing is missed:
  /// in a heap profile, most stacks have nothing in use.
  package var text: String? { text(in: nil) }

  /// The same.
  ///
  /// - `values`: how values are written; nil for plain numbers, as folded stacks have them.
  package func text(in values: ValueText?) -> String? {
    guard sums.contains(where: { $0 != 0 }) else { return nil }
    let texts = sums.enumerated().map { column, sum in
      let decimals = column < decimals.count ? decimals[column] : 0
      return decimals == 0 && values != nil
        ? values?.text(sum) ?? "" : DecimalUnit.text(sum, decimals: decimals)
    }
    return
      "left out \(count.counted("stack")) without a positive value (\(texts.joined(separator: " ")) in total)"
  }

  /// Counts one more.
  package mutating func add(_ values: [Int64]) {
    count += 1
    if sums.isEmpty { sums = Array(repeating: 0, count: values.count) }
    for (column, value) in values.enumerated() { sums[column] = sums[column].addingClamped(value) }
  }
  /// Counts those of another tally, too.
  package mutating func add(_ other: LeftOutStacks) {
    guard other.count > 0 else { return }
    let before = count
    if count == 0 { self = other } else { add(other.sums) }
    count = before + other.count
  }
}
