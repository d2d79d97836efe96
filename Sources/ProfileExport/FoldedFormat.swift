package import ProfileAnalysis
package import ProfileModel

extension OutputFormat {
  /// Folded stacks of the sample type that reports show first.
  package static let folded = OutputFormat(
    name: "folded", summary: "one stack per line, of the default sample type",
    endings: [".folded", ".collapsed", ".txt"], isText: true, keeps: [.nanoseconds, .emptyStacks],
    values: .positive,
    writer: { profile, _, sink in
      let column = try SampleTypeChoice(of: profile).column
      return FoldedWriter.write(
        profile, StackNaming(LocationNames(profile)), columns: [column], to: &sink)
    })
}

/// Writes folded stacks: root first, inlined calls expanded, in the order of their bytes.
///
/// Output that is read and written again does not change. Equal lines become one; a stack without a
/// positive value has no line.
package struct FoldedWriter {
  private let columns: Int
  /// How many decimals the values of each column have.
  private let decimals: [Int]
  private var spelling: StackSpelling
  private var row: [Int64]
  /// The values of stacks without a name: these come first, but their line is written in order.
  private var nameless: [Int64]

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
    var writer = FoldedWriter(profile.stacks, naming.names, runs.decimals)
    let rest = writer.writeNameless(of: runs, to: &sink)
    writer.write(runs, from: rest, to: &sink)
    return leftOut
  }

  /// How many lines a piece has, and how long it is at most.
  private static let (mostLines, longestPiece) = (128, 1 << 20)

  /// Writes the runs until those without a name have their line; the next run is returned.
  private mutating func writeNameless(of runs: StackRuns, to sink: inout ByteSink) -> Int {
    var run = 0
    while run < runs.count, !sink.hasFailed {
      move(to: run, of: runs)
      guard spelling.line.isEmpty || hasNameless else { return run }
      writeLine(&sink)
      run += 1
    }
    writeNameless(&sink)
    return run
  }

  /// Writes the other runs, each of which has a name: in pieces, unless lines may be so long that pieces take much memory.
  private func write(_ runs: StackRuns, from first: Int, to sink: inout ByteSink) {
    let lines = min(Self.mostLines, Self.longestPiece / spelling.longestLine)
    guard lines > 0 else { return write(runs, first..<runs.count, to: &sink) }
    let count = (runs.count - first + lines - 1) / lines
    Parallel.write(pieces: count, to: &sink) { piece, sink in
      let start = first + piece * lines
      write(runs, start..<min(start + lines, runs.count), to: &sink)
    }
  }

  private func write(_ runs: StackRuns, _ range: Range<Int>, to sink: inout ByteSink) {
    var writer = self
    for run in range where !sink.hasFailed {
      if (run - range.lowerBound) % 32 == 0 {
        writer.spelling.fetch(runs.stacks(from: run, runs: 32))
      }
      writer.move(to: run, of: runs, isFirst: run == range.lowerBound)
      writer.write(writer.spelling.line[...], writer.row, to: &sink)
    }
  }

  private init(_ stacks: StackTable, _ names: LocationNames, _ decimals: [Int]) {
    columns = decimals.count
    self.decimals = decimals
    spelling = StackSpelling(stacks, names)
    row = Array(repeating: 0, count: columns)
    nameless = row
  }

  /// Goes on to the line of stacks that have the same names.
  ///
  /// - `isFirst`: whether it has to be made from nothing.
  private mutating func move(to run: Int, of runs: StackRuns, isFirst: Bool = false) {
    let first = run * columns
    for column in row.indices { row[column] = runs.values[first + column] }
    spelling.move(to: runs.firstStack(of: run), shared: isFirst ? 0 : Int(runs.shared[run]))
  }

  private mutating func writeLine(_ sink: inout ByteSink) {
    if spelling.line.isEmpty { return add(row, to: &nameless) }
    if hasNameless, !spelling.line.lexicographicallyPrecedes(FoldedName.noStack) {
      if spelling.line == FoldedName.noStack {
        add(nameless, to: &row)
        nameless = Array(repeating: 0, count: columns)
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
    nameless = Array(repeating: 0, count: columns)
  }

  private func write(_ line: ArraySlice<UInt8>, _ row: [Int64], to sink: inout ByteSink) {
    sink.write(bytes: line)
    for (value, decimals) in zip(row, decimals) {
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
