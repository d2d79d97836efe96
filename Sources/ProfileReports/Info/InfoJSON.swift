import JSONText
import ProfileAnalysis
import ProfileModel

/// The content of one profile, for programs: every member is present, `null` or empty if unknown.
struct InfoJSON {
  let entry: InfoReport.Entry
  private var summary: ProfileSummary { entry.summary }

  var members: [String: JSONValue] {
    let notes = entry.notes
    return [
      "file": .text(entry.name),
      "path": entry.facts.map(Self.path) ?? .null,
      "format": .text(notes.format),
      "guess": notes.guess.map { .text($0) } ?? .null,
      "unwrapped": .texts(notes.unwrapped),
      "crash": summary.remarks.crash.map { .text($0) } ?? .null,
      "producer": summary.producer.map { .text($0) } ?? .null,
      "records_read": .count(notes.recordsRead),
      "records_seen": .count(notes.recordsSeen),
      "unread_lines": .count(notes.unreadLines),
      "system_goroutines": .count(notes.systemGoroutines),
      "note": notes.nothingToReport.map { .text($0) } ?? .null,
      "incomplete": notes.incomplete.map { .text($0) } ?? .null,
      "remarks": .texts(notes.remarks),
      "warnings": .texts(notes.warnings + notes.leftOut),
      "time": summary.timeNanos == 0
        ? .null : .text(Timestamp(nanoseconds: summary.timeNanos).rfc3339),
      "time_nanoseconds": .integer(summary.timeNanos),
      "duration_nanoseconds": .integer(summary.durationNanos),
      "period": period,
      "sample_types": .array(summary.sampleTypes.map(sampleType)),
      "samples": .count(summary.samples),
      "stacks": .count(summary.stacks),
      "functions": .count(summary.functions),
      "locations": .count(summary.locations),
      "unnamed_locations": .count(summary.missingNames.unnamed),
      "missing_names": summary.missingNames.message.map { .text($0) } ?? .null,
      "mappings": .array(summary.mappings.map(mapping)),
      "labels": .array(summary.labelKeys.map(labelKey)),
      "comments": .texts(summary.comments),
      "documentation": .text(summary.docURL),
      "drop_frames": .text(summary.dropFrames),
      "keep_frames": .text(summary.keepFrames),
    ]
  }

  private static func path(_ facts: PathFacts) -> JSONValue {
    func text(_ value: String?) -> JSONValue { value.map { .text($0) } ?? .null }
    let pairs = facts.attributes.map { ($0.name, JSONValue.text($0.value)) }
    return [
      "service": text(facts.service), "version": text(facts.version),
      "instance": text(facts.instance), "kind": text(facts.kind),
      "time": text(facts.time.map { Timestamp(nanoseconds: $0).rfc3339 }),
      "attributes": .object(Dictionary(pairs) { first, _ in first }),
    ]
  }

  private var period: JSONValue {
    [
      "type": .text(summary.period.type), "unit": .text(summary.period.unit),
      "value": .integer(summary.period.value),
    ]
  }

  private func sampleType(_ type: ProfileSummary.SampleType) -> JSONValue {
    [
      "type": .text(type.type), "unit": .text(type.unit), "total": .integer(type.total),
      "default": .boolean(type.isDefault),
    ]
  }

  /// Addresses are texts, since many programs keep only 53 bits of a number.
  private func mapping(_ mapping: ProfileSummary.Mapping) -> JSONValue {
    [
      "file": .text(mapping.filename), "build_id": .text(mapping.buildID),
      "start": .text(mapping.start.hexadecimalAddress),
      "limit": .text(mapping.limit.hexadecimalAddress),
      "offset": .text(mapping.fileOffset.hexadecimalAddress),
    ]
  }

  private func labelKey(_ key: ProfileSummary.LabelKey) -> JSONValue {
    [
      "key": .text(key.key), "texts": .count(key.texts), "numbers": .count(key.numbers),
      "units": .texts(key.units),
    ]
  }
}

extension JSONValue {
  fileprivate static func count(_ count: Int) -> JSONValue { .integer(Int64(count)) }
  fileprivate static func texts(_ texts: [String]) -> JSONValue { .array(texts.map { .text($0) }) }
}
