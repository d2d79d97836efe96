public import ProfileModel

/// Writes folded stacks: root first, inlined calls expanded, in the order of their bytes.
///
/// What is read back and written again stays as it is. Equal lines become one; a stack of which no
/// value is positive has no line.
public struct FoldedWriter {
  private let columns: Int
  private let names: LocationNames
  private var path: NamePath
  /// The line that is being put together, and where each of its frames ends.
  private var line: [UInt8] = []
  private var frameEnds: [Int] = []
  private var row: [Int64]
  /// What stacks without a name have: they come first, but their line stands in its own place.
  private var nameless: [Int64]
  private var leftOut = LeftOutStacks()

  /// Writes one line for each stack with a count for each of the given columns.
  ///
  /// - Parameter columns: which of the profile's sample types to write, one or two.
  /// - Returns: what was left out because it is not positive.
  public static func write(
    _ profile: borrowing Profile, names: LocationNames, columns: [Int], to sink: inout ByteSink
  ) -> LeftOutStacks {
    let safe = names.renamed(FoldedName.safe)
    let values = StackValues(profile, columns: columns)
    let order = StackOrder.sorted(
      values.used, of: profile.stacks, names: safe, by: .forLines(safe))
    var writer = FoldedWriter(profile.stacks, safe, columns.count)
    var first = 0
    for end in order.runEnds where !sink.hasFailed {
      writer.write(order.stacks[first..<end], values, to: &sink)
      first = end
    }
    writer.writeNameless(&sink)
    return writer.leftOut
  }

  private init(_ stacks: StackTable, _ names: LocationNames, _ columns: Int) {
    self.names = names
    self.columns = columns
    path = NamePath(stacks, names: names)
    row = Array(repeating: 0, count: columns)
    nameless = row
  }

  /// Writes the line of stacks that have the same names.
  private mutating func write(
    _ run: ArraySlice<StackID>, _ values: StackValues, to sink: inout ByteSink
  ) {
    for column in row.indices { row[column] = 0 }
    for stack in run { add(values.row(of: stack), to: &row) }
    guard row.contains(where: { $0 > 0 }) else { return leftOut.add(row) }
    if let stack = run.first { spell(stack) }
    writeLine(&sink)
  }

  private func add(_ values: ArraySlice<Int64>, to row: inout [Int64]) {
    for (column, value) in zip(row.indices, values) {
      row[column] = row[column].addingClamped(value)
    }
  }

  /// Puts the names of a stack together, as far as they differ from those of the one before.
  private mutating func spell(_ stack: StackID) {
    let shared = path.move(to: stack)
    frameEnds.removeLast(frameEnds.count - shared)
    line.removeLast(line.count - (frameEnds.last ?? 0))
    for place in path.rows[shared...] {
      if !frameEnds.isEmpty { line.append(UInt8(ascii: ";")) }
      line.append(contentsOf: names.texts.bytes(of: StringID(names.names[Int(place)])))
      frameEnds.append(line.count)
    }
  }

  private mutating func writeLine(_ sink: inout ByteSink) {
    if line.isEmpty { return add(row[...], to: &nameless) }
    if hasNameless, !line.lexicographicallyPrecedes(FoldedName.noStack) {
      if line == FoldedName.noStack {
        add(nameless[...], to: &row)
        nameless = Array(repeating: 0, count: columns)
      }
      writeNameless(&sink)
    }
    write(line[...], row, to: &sink)
  }

  private var hasNameless: Bool { nameless.contains { $0 > 0 } }

  private mutating func writeNameless(_ sink: inout ByteSink) {
    guard hasNameless else { return }
    write(FoldedName.noStack[...], nameless, to: &sink)
    nameless = Array(repeating: 0, count: columns)
  }

  private func write(_ line: ArraySlice<UInt8>, _ row: [Int64], to sink: inout ByteSink) {
    sink.write(bytes: line)
    for value in row {
      sink.write(byte: UInt8(ascii: " "))
      sink.write(decimal: max(value, 0))
    }
    sink.write(byte: UInt8(ascii: "\n"))
  }
}
