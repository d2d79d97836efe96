import ProfileAnalysis
package import ProfileModel

/// The content of a file in a folder, on one line.
package struct InfoLine: Sendable {
  /// The name of the file, its format, and what there is to say, in columns.
  let cells: [String]

  /// - `kind`: what the profile measures.
  package init(name: String, kind: String, _ read: ReadProfile) {
    let notes = read.notes
    let time = read.profile.header.timeNanos
    cells = [
      name, notes.format, kind, Self.value(of: read.profile, kind),
      time == 0 ? "" : Timestamp(nanoseconds: time).inUTC,
      notes.incomplete.map { "incomplete: \($0)" } ?? notes.nothingToReport ?? "",
    ]
  }

  package var format: String { cell(1) }
  /// What the profile measures.
  package var kind: String { cell(2) }
  /// The total; with the sample type if the kind does not imply it.
  package var value: String { cell(3) }
  /// When it was taken; empty if unknown.
  package var time: String { cell(4) }

  private func cell(_ column: Int) -> String { column < cells.count ? cells[column] : "" }

  /// A file that is no profile.
  ///
  /// - `message`: what it is instead: `is a web page`.
  package init(name: String, message: String) { cells = [name, "-", message] }

  /// The total of the default sample type, with its name unless it is the kind's.
  private static func value(of profile: Profile, _ kind: String) -> String {
    guard let choice = try? SampleTypeChoice(of: profile) else { return "" }
    let rows = stride(from: choice.column, to: profile.sampleTable.values.count, by: profile.width)
    let total = rows.reduce(Int64(0)) { $0.addingClamped(profile.sampleTable.values[$1]) }
    let name = profile.strings[choice.type.type]
    let text = ValueText(profile.strings[choice.type.unit]).text(total)
    return name == kind ? text : "\(text) \(name)"
  }
}

extension InfoLine {
  /// Writes lines whose columns stand below one another.
  static func write(_ lines: ArraySlice<InfoLine>, to sink: inout ByteSink) {
    let rows = lines.map { $0.cells.map(SafeText.line) }
    // The text about another kind of file may be long and has no column to its right.
    let widths = (0..<5).map { column in
      rows.filter { $0.count > column + 1 }.map { $0[column].count }.max() ?? 0
    }
    for row in rows {
      var line = ""
      for (column, cell) in row.enumerated() where column < widths.count || !cell.isEmpty {
        line += cell
        if column + 1 < row.count {
          line += String(repeating: " ", count: widths[column] - cell.count + 2)
        }
      }
      while line.last == " " { line.removeLast() }
      sink.write(line + "\n")
    }
  }
}
