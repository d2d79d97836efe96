package import ProfileAnalysis
package import ProfileModel

/// Writes folded stacks: root first, inlined calls expanded, in the order of their bytes.
///
/// What is read back and written again stays as it is. Equal lines become one; a stack of which no
/// value is positive has no line.
package struct FoldedWriter: Sendable {
  private let runs: StackRuns
  private var spelling: StackSpelling
  private var row: [Int64]
  /// What stacks without a name have: they come first, but their line stands in its own place.
  private var nameless: [Int64]

  /// How many lines a thread makes at a time, and all of them together: 400 kB and 6 MB, of lines of 1.6 kB.
  private static let partSize = 256
  private static let roundSize = 16 * partSize

  /// Writes one line for each stack with a count for each of the given columns.
  ///
  /// - `columns`: which of the profile's sample types to write, one or two.
  /// - Returns: what was left out because it is not positive.
  package static func write(
    _ profile: borrowing Profile, _ naming: StackNaming, columns: [Int], to sink: inout ByteSink
  ) -> LeftOutStacks {
    let naming = naming.forLines(FoldedName.safe)
    var runs = StackRuns(profile, columns: columns, naming)
    let leftOut = runs.dropNotPositive()
    var writer = FoldedWriter(profile.stacks, naming.names, runs)
    if writer.hasIndependentLines {
      writer.writeInParts(to: &sink)
    } else {
      writer.write(0..<runs.count, to: &sink)
    }
    return leftOut
  }

  private init(_ stacks: StackTable, _ names: LocationNames, _ runs: StackRuns) {
    self.runs = runs
    spelling = StackSpelling(stacks, names)
    row = Array(repeating: 0, count: runs.width)
    nameless = row
  }

  /// Whether there are lines for several threads, and no stack without a name, which comes first and waits for its line.
  private var hasIndependentLines: Bool {
    guard runs.count > Self.partSize else { return false }
    var spelling = spelling
    spelling.move(to: runs.firstStack(of: 0), shared: 0)
    return !spelling.line.isEmpty
  }

  /// Writes all lines in their order; the next are made, each part by a thread, while the last are handed on.
  private func writeInParts(to sink: inout ByteSink) {
    struct HasFailed: Error {}
    // The error only ends the loop: the sink keeps its own.
    try? Parallel.ahead { use in
      for first in stride(from: 0, to: runs.count, by: Self.roundSize) {
        let starts = Array(
          stride(from: first, to: min(first + Self.roundSize, runs.count), by: Self.partSize))
        try use(Parallel.each(starts.count) { text(from: starts[$0]) })
      }
    } use: { texts in
      for text in texts { sink.write(bytes: text[...]) }
      if sink.hasFailed { throw HasFailed() }
    }
  }

  /// The lines of a part.
  private func text(from first: Int) -> [UInt8] {
    var writer = self
    return ByteSink.bytes {
      writer.write(first..<min(first + Self.partSize, runs.count), to: &$0)
    }
  }

  /// Writes the lines of some runs that follow each other.
  private mutating func write(_ part: Range<Int>, to sink: inout ByteSink) {
    for run in part where !sink.hasFailed {
      if (run - part.lowerBound) % 32 == 0 { spelling.fetch(runs.stacks(from: run, runs: 32)) }
      for column in row.indices { row[column] = runs.values[run * runs.width + column] }
      let isFirst = run == part.lowerBound
      spelling.move(to: runs.firstStack(of: run), shared: isFirst ? 0 : Int(runs.shared[run]))
      writeLine(&sink)
    }
    writeNameless(&sink)
  }

  private mutating func writeLine(_ sink: inout ByteSink) {
    if spelling.line.isEmpty { return add(row, to: &nameless) }
    if hasNameless, !spelling.line.lexicographicallyPrecedes(FoldedName.noStack) {
      if spelling.line == FoldedName.noStack {
        add(nameless, to: &row)
        nameless = Array(repeating: 0, count: runs.width)
      }
      writeNameless(&sink)
    }
    write(spelling.line[...], row, to: &sink)
  }

  private func add(_ values: [Int64], to row: inout [Int64]) {
    for (column, value) in zip(row.indices, values) {
      row[column] = row[column].addingClamped(value)
    }
  }

  private var hasNameless: Bool { nameless.contains { $0 > 0 } }

  private mutating func writeNameless(_ sink: inout ByteSink) {
    guard hasNameless else { return }
    write(FoldedName.noStack[...], nameless, to: &sink)
    nameless = Array(repeating: 0, count: runs.width)
  }

  private func write(_ line: ArraySlice<UInt8>, _ row: [Int64], to sink: inout ByteSink) {
    sink.write(bytes: line)
    for (value, decimals) in zip(row, runs.decimals) {
      sink.write(byte: UInt8(ascii: " "))
      if decimals == 0 {
        sink.write(decimal: max(value, 0))
      } else {
        sink.write(DecimalUnit.text(max(value, 0), decimals: decimals))
      }
    }
    sink.write(byte: UInt8(ascii: "\n"))
  }
}
