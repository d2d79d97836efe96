import ProfileAnalysis
import ProfileModel

/// The content of one profile, for people.
struct InfoText {
  let entry: InfoReport.Entry
  private var summary: ProfileSummary { entry.summary }

  /// A column is as wide as its cells, but for those that are longer than this.
  private static let widestColumn = 50

  func write(to sink: inout ByteSink) {
    if let crash = summary.remarks.crash {
      sink.write(SafeText.line(crash), as: .heading)
      sink.write("\n")
    }
    if summary.remarks.hasNoFrames { sink.write("\(ReportHeader.noFrames)\n") }
    for (name, value) in fields where !value.isEmpty {
      let padding = String(repeating: " ", count: max(1, 15 - name.count))
      sink.write("\(name):", as: .heading)
      sink.write("\(padding)\(SafeText.line(value))\n")
    }
    write("Sample types", sampleTypes, to: &sink)
    write("Mappings", mappings, to: &sink)
    write("Labels", labels, to: &sink)
    write("Comments", summary.comments.map { [$0] }, to: &sink)
  }

  /// What has one line; what is empty is left out.
  private var fields: [(String, String)] {
    [
      ("File", entry.name),
      ("Format", format),
      ("Unwrapped", entry.notes.unwrapped.joined(separator: ", ")),
      ("Read", readRecords),
      ("System", system),
      ("Note", notes.joined(separator: "; ")),
      ("Incomplete", entry.notes.incomplete ?? ""),
      ("Producer", summary.producer ?? ""),
      ("Time", summary.timeNanos == 0 ? "" : Timestamp(nanoseconds: summary.timeNanos).rfc3339),
      ("Duration", summary.durationNanos == 0 ? "" : Timestamp.seconds(summary.durationNanos)),
      ("Period", period),
      ("Samples", "\(summary.samples)"),
      ("Stacks", "\(summary.stacks)"),
      ("Functions", "\(summary.functions)"),
      ("Locations", "\(summary.locations)"),
      ("Names", summary.missingNames.message ?? ""),
      ("Drop frames", summary.dropFrames),
      ("Keep frames", summary.keepFrames),
      ("Documentation", summary.docURL),
    ]
  }

  private var format: String {
    entry.notes.guess.map { "\(entry.notes.format) (guessed: \($0))" } ?? entry.notes.format
  }

  private var notes: [String] {
    [entry.notes.nothingToReport].compactMap { $0 } + entry.notes.remarks
  }

  /// How much was understood, where that is not plain from the number of samples.
  private var readRecords: String {
    let (read, seen) = (entry.notes.recordsRead, entry.notes.recordsSeen)
    if entry.notes.traits.contains(.isDump) { return "parsed \(read) of \(seen) goroutines" }
    return read == seen && read == summary.samples ? "" : "\(read) of \(seen) records"
  }

  /// The goroutines that are counted apart.
  private var system: String {
    let count = entry.notes.systemGoroutines
    return count == 0 ? "" : "\(count) of these belong to the runtime and are left out"
  }

  private var period: String {
    let period = summary.period
    guard period.isKnown else { return "" }
    return "\(period.value) \(period.unit)\(period.type.isEmpty ? "" : " of \(period.type)")"
  }

  private var sampleTypes: [[String]] {
    let width = summary.sampleTypes.map { "\($0.total)".count }.max() ?? 0
    return summary.sampleTypes.map { type in
      let total = "\(type.total)"
      let padded = String(repeating: " ", count: width - total.count) + total
      let scaled = ValueText(type.unit).text(type.total)
      let isPlain = scaled == total || scaled == total + type.unit
      return [type.type, padded, type.unit, isPlain ? "" : scaled, type.isDefault ? "default" : ""]
    }
  }

  private var mappings: [[String]] {
    summary.mappings.map { mapping in
      let range = "\(mapping.start.hexadecimalAddress)-\(mapping.limit.hexadecimalAddress)"
      let name = mapping.filename.isEmpty ? "(no name)" : mapping.filename
      return [range, name, mapping.buildID.isEmpty ? "" : "build id \(mapping.buildID)"]
    }
  }

  private var labels: [[String]] {
    summary.labelKeys.map { key in
      var values: [String] = []
      if key.texts > 0 { values.append(key.texts.counted("text")) }
      if key.numbers > 0 {
        let units = key.units.isEmpty ? "" : " in \(key.units.joined(separator: ", "))"
        values.append(key.numbers.counted("number") + units)
      }
      return [key.key.isEmpty ? "(no name)" : key.key, values.joined(separator: ", ")]
    }
  }

  /// A heading and a table under it, or nothing if the table is empty.
  private func write(_ heading: String, _ rows: [[String]], to sink: inout ByteSink) {
    guard let first = rows.first else { return }
    sink.write("\(heading):", as: .heading)
    sink.write("\n")
    let rows = rows.map { $0.map(SafeText.line) }
    let widths = first.indices.map { column in
      rows.map { $0[column].count }.filter { $0 <= Self.widestColumn }.max() ?? 0
    }
    for row in rows {
      var line = ""
      for (cell, width) in zip(row, widths) where !cell.isEmpty || width > 0 {
        line += "  " + cell + String(repeating: " ", count: max(0, width - cell.count))
      }
      while line.last == " " { line.removeLast() }
      sink.write(line + "\n")
    }
  }
}
