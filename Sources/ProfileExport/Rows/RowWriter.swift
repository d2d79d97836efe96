import JSONText
import ProfileAnalysis
package import ProfileModel

/// Where the rows of a table go.
package final class RowOutput {
  let table: RowTable
  var sink: ByteSink

  /// Borrows a sink; `giveBack` returns it.
  package init(_ table: RowTable, _ sink: inout ByteSink) {
    self.table = table
    self.sink = ByteSink { _ in }
    swap(&self.sink, &sink)
  }

  /// Gives the sink back.
  package func giveBack(_ sink: inout ByteSink) { swap(&self.sink, &sink) }
}

/// Writes profiles as rows of tables, one profile after the other.
///
/// Ids are derived from content, so that rows of several processes can be joined.
package struct RowWriter {
  private let format: RowFormat
  private let isWide: Bool
  private let outputs: [RowOutput]
  /// For each output what stands around its cells.
  private let lines: [RowLine]
  private var catalog = StackCatalog()
  /// Which stacks have a row already.
  private var written: [Bool] = []

  /// - `outputs`: the tables that are wanted, each once.
  /// - `isWide`: whether samples repeat the columns of their profile and stack.
  package init(_ outputs: [RowOutput], _ format: RowFormat, isWide: Bool) {
    (self.outputs, self.format, self.isWide) = (outputs, format, isWide)
    lines = outputs.map { output in
      RowLine(output.table.columns(isWide: isWide && output.table == .samples), format)
    }
    for (output, line) in zip(outputs, lines) { output.sink.write(bytes: line.heading[...]) }
  }

  /// Whether no output accepts rows any more.
  package var hasFailed: Bool { outputs.contains { $0.sink.hasFailed } }

  /// Writes the rows of a profile.
  package mutating func write(_ profile: Profile, _ origin: RowOrigin) {
    let rows = ProfileRows(profile, origin, format)
    let needsStacks = outputs.contains { $0.table != .profiles }
    let numbers = needsStacks ? catalog.enter(profile) : []
    for (output, line) in zip(outputs, lines) {
      switch output.table {
      case .profiles: rows.writeProfile(line, to: &output.sink)
      case .samples: writeSamples(rows, numbers, line, to: &output.sink)
      case .stacks: writeStacks(rows, numbers, line, to: &output.sink)
      case .functions: writeFunctions(rows, numbers, line, to: &output.sink)
      case .sites: writeSites(rows, numbers, line, to: &output.sink)
      }
    }
  }

  // MARK: Samples

  private func writeSamples(
    _ rows: ProfileRows, _ numbers: [Int?], _ line: RowLine, to sink: inout ByteSink
  ) {
    let profile = rows.profile
    let heads = profile.header.sampleTypes.map { type in
      let cells = [rows.identifier, format.cell(profile.strings.bytes(of: type.type))]
      return line.joined(cells, from: 0) + line.prefixes[2]
    }
    let tails = (0..<profile.labelSets.count).map { set in
      let cells = [rows.labels(of: LabelSetID(UInt32(set)))] + (isWide ? rows.sampleOrigin : [])
      return line.joined(cells, from: 4)
    }
    let quote: [UInt8] = format == .ndjson ? Array("\"".utf8) : []
    for row in 0..<profile.sampleTable.count {
      guard !sink.hasFailed, let number = numbers[Int(profile.sampleTable.stacks[row])] else {
        return
      }
      let identity = catalog.identities[number]
      for column in heads.indices {
        let value = profile.sampleTable.values[row * heads.count + column]
        guard value != 0 else { continue }
        sink.write(bytes: heads[column][...])
        sink.write(bytes: quote[...])
        sink.write(bytes: identity.text[...])
        sink.write(bytes: quote[...])
        sink.write(bytes: line.prefixes[3][...])
        sink.write(decimal: value)
        sink.write(bytes: tails[Int(profile.sampleTable.labelSets[row])][...])
        if isWide { sink.write(bytes: line.joined(cells(of: identity), from: 9)[...]) }
        sink.write(bytes: line.end[...])
      }
    }
  }

  private func cells(of identity: StackCatalog.Identity) -> [[UInt8]] {
    [
      format.cell(identity.fingerprint), format.cell(catalog.text(identity.site)),
      format.cell(catalog.text(identity.package)),
    ]
  }

  // MARK: Stacks

  private mutating func writeStacks(
    _ rows: ProfileRows, _ numbers: [Int?], _ line: RowLine, to sink: inout ByteSink
  ) {
    // The catalog has forgotten its stacks, and gives their numbers to others.
    if catalog.identities.count < written.count { written = [] }
    written += repeatElement(false, count: catalog.identities.count - written.count)
    for case let number? in numbers where !written[number] {
      written[number] = true
      line.write(stackCells(number), to: &sink)
    }
  }

  private func stackCells(_ number: Int) -> [[UInt8]] {
    let frames = catalog.frames(of: number).map { catalog.frames[Int($0)] }
    let identity = catalog.identities[number]
    func list(_ texts: [StringID]) -> [UInt8] {
      format.cell(
        .array(texts.map { .text(String(decoding: catalog.text($0), as: UTF8.self)) }))
    }
    return [format.cell(identity.text[...])] + cells(of: identity) + [
      list(frames.map(\.function)), list(frames.map(\.file)),
      format.cell(.array(frames.map { .integer($0.line) })),
    ]
  }

  // MARK: Sums

  private func writeFunctions(
    _ rows: ProfileRows, _ numbers: [Int?], _ line: RowLine, to sink: inout ByteSink
  ) {
    let sums = FunctionSums(rows.profile, numbers, catalog)
    for (function, flat, cum) in sums.rows {
      let name = String(decoding: catalog.text(function), as: UTF8.self)
      let cells = [format.cell(name), format.cell(PackageName.of(name) ?? name)]
      for column in flat.indices where flat[column] != 0 || cum[column] != 0 {
        line.write(
          rows.origin[column] + cells + [format.cell(flat[column]), format.cell(cum[column])],
          to: &sink)
      }
    }
  }

  private func writeSites(
    _ rows: ProfileRows, _ numbers: [Int?], _ line: RowLine, to sink: inout ByteSink
  ) {
    for site in SiteRows(rows.profile, numbers, catalog).rows {
      let names = [format.cell(catalog.text(site.site)), format.cell(catalog.text(site.package))]
      line.write(
        rows.origin[site.column] + names + [
          format.cell(site.fingerprint), format.cell(site.value), format.cell(Int64(site.stacks)),
        ], to: &sink)
    }
  }
}
