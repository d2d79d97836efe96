import JSONText
import ProfileAnalysis
package import ProfileModel

// MARK: - For programs

/// Values are in the profile's own unit and in full precision.
extension ComparisonReport {
  /// Writes one object; `README.md` describes it.
  package func writeJSON(to sink: inout ByteSink) {
    let profiles = comparison.profiles
    let document: JSONValue = [
      "schema": "pproftool/diff", "version": 1,
      "verdict": .text(ComparisonVerdict(comparison).sentence),
      "type": .text(subject.typeName), "unit": .text(subject.valueUnit),
      "by": .text(comparison.grouping.name), "scale": .number(profiles.scale),
      "before": object(profiles.before), "after": object(profiles.after),
      "total": object(comparison.total), "main": comparison.main.map(object) ?? .null,
      "changed": .integer(Int64(comparison.originalCount + comparison.droppedCount)),
      "unchanged": .integer(Int64(comparison.unchangedCount)),
      "new": .integer(Int64(comparison.newCount)), "gone": .integer(Int64(comparison.goneCount)),
      "dropped": .integer(Int64(comparison.droppedCount)),
      "warnings": .array(notes.map { .text($0) }),
      "rows": .array(comparison.rows.map(object)),
    ]
    document.write(to: &sink)
    sink.write("\n")
  }

  /// Writes an object a row, each on its line.
  package func writeNDJSON(to sink: inout ByteSink) {
    for row in comparison.rows {
      object(row).write(to: &sink, onOneLine: true)
      sink.write("\n")
    }
  }

  /// Writes comma-separated values, a line a row.
  package func writeCSV(to sink: inout ByteSink) {
    let values = ["before", "after", "delta", "factor"]
    CSVText.write(
      ["name", "change"] + values.map { "flat_\($0)" } + values.map { "cum_\($0)" }
        + ["unit", "fingerprint"], to: &sink)
    for row in comparison.rows {
      CSVText.write(
        [String(decoding: row.name, as: UTF8.self), row.change.rawValue] + fields(row.flat)
          + (row.cum.map(fields) ?? ["", "", "", ""])
          + [subject.valueUnit, row.fingerprint?.description ?? ""], to: &sink)
    }
  }

  private func fields(_ pair: ValuePair) -> [String] {
    let pair = scaled(pair)
    return [
      "\(pair.before)", "\(pair.after)", "\(pair.delta)", pair.factor.map { "\($0)" } ?? "",
    ]
  }

  private func object(_ source: ComparedSource) -> JSONValue {
    [
      "name": .text(source.name), "time_nanoseconds": .integer(source.timeNanos),
      "duration_nanoseconds": .integer(source.durationNanos),
    ]
  }

  private func object(_ pair: ValuePair) -> JSONValue {
    let pair = scaled(pair)
    return [
      "before": .integer(pair.before), "after": .integer(pair.after),
      "delta": .integer(pair.delta), "factor": pair.factor.map { .number($0) } ?? .null,
    ]
  }

  private func object(_ row: Comparison.Row) -> JSONValue {
    [
      "name": .text(String(decoding: row.name, as: UTF8.self)),
      "change": .text(row.change.rawValue),
      "flat": object(row.flat), "cum": row.cum.map(object) ?? .null,
      "fingerprint": row.fingerprint.map { .text($0.description) } ?? .null,
      "stack": .array(row.stack.map { .text($0) }),
    ]
  }

  private func scaled(_ pair: ValuePair) -> ValuePair {
    ValuePair(before: subject.scaled(pair.before), after: subject.scaled(pair.after))
  }
}
