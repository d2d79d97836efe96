import ProfileExport
import ProfileFormats
import ProfileModel

extension FuzzCheck {
  /// A profile written in any format can be read back: its tables are consistent, and its sums are the same.
  static let writers = FuzzCheck(
    name: "writers",
    fixtures: [
      "every-field.pb", "negative-values.pb", "labels.pb", "without-lines.pb", "inlined.txt",
      "units-of-events.out", "everything.json", "own-names.speedscope.json",
    ]
  ) { bytes in
    guard let read = try? ProfileReader.read(ByteSource(bytes), limits: fuzzLimits) else { return }
    for format in OutputFormat.all { try comesBack(read.profile, format) }
  }

  private static func comesBack(_ profile: Profile, _ format: OutputFormat) throws {
    var isRefused = false
    let written = try output { sink in
      do { _ = try format.write(profile, to: &sink) } catch { isRefused = true }
    }
    // A profile that no format can store is refused before anything is written.
    guard !isRefused else { return }
    guard let input = InputFormat(name: readers[format.name] ?? format.name) else { return }
    let again: Profile
    do {
      again = try ProfileReader.read(ByteSource(written), from: input).profile
    } catch {
      try require(format.holdsNothing(of: profile), "\(format.name) is not read back: \(error)")
      return
    }
    try requireValid(again, after: "becoming \(format.name)")
    // Readers clamp sums.
    let isSmall = profile.sampleTable.values.allSatisfy { $0.magnitude < 1 << 40 }
    guard isSmall, keepingAll.contains(format.name) else { return }
    let (before, after) = (sums(of: profile), sums(of: again))
    try require(before == after, "\(format.name) has \(after) in place of \(before)")
  }

  /// The reader of a format that is written under another name; `d3` is only written.
  private static let readers = ["protobuf": "pprof", "otlp-json": "otlp"]

  /// The formats that keep all values.
  private static let keepingAll: Set<String> = [
    "pprof", "protobuf", "json", "ndjson", "otlp", "otlp-json",
  ]

  /// The nonzero sums of each type and unit, with wrapping overflow.
  private static func sums(of profile: Profile) -> [[String]: Int64] {
    var sums: [[String]: Int64] = [:]
    for (index, value) in profile.sampleTable.values.enumerated() {
      let type = profile.header.sampleTypes[index % profile.width]
      sums[[profile.strings[type.type], profile.strings[type.unit]], default: 0] &+= value
    }
    return sums.filter { $0.value != 0 }
  }
}
