package import ProfileAnalysis
import ProfileModel

/// The default title: the program and what was measured, as in `event-router · memory in use`.
package struct FlameGraphTitle {
  package let text: String
  /// The title of a flame graph of two profiles.
  package let comparison: String

  private static let measures: [String: String] = [
    "inuse_space": "memory in use", "inuse_objects": "objects in use",
    "alloc_space": "memory allocated", "alloc_objects": "objects allocated", "cpu": "CPU time",
    "goroutine": "goroutines", "goroutineleak": "leaked goroutines",
    "threadcreate": "threads created", "contentions": "contentions", "delay": "time waited",
    "wall": "wall time", "space": "memory", "objects": "objects",
  ]

  /// - `name`: what a person calls the profile, or the two.
  /// - `type`: the name of the sample type.
  package init(_ view: ProfileView, name: String, type: String) {
    let measure = Self.measure(of: type)
    let file = name.split(separator: "/").last.map(String.init) ?? name
    let program = Self.program(of: view.profile)
    text = [program.isEmpty ? file : program, measure].filter { !$0.isEmpty }
      .joined(separator: " · ")
    comparison = [program, measure, name].filter { !$0.isEmpty }.joined(separator: " · ")
  }

  /// What a sample type measures, in plain English.
  package static func measure(of type: String) -> String { measures[type] ?? type }

  /// The last part of the path of the program that was running; empty if unknown.
  private static func program(of profile: Profile) -> String {
    guard let main = profile.mappings.first else { return "" }
    let path = profile.strings.bytes(of: main.filename)
    guard let first = path.first, first != UInt8(ascii: "["), path.contains(where: { $0 != first })
    else { return "" }
    return SafeText.shown(FilePath.base(path))
  }
}

/// The line below the title, with the profile's metadata, for example `heap.pb.gz · inuse_space · 96.58MB ·
/// 2026-11-23 20:46:34 UTC · focus=main`.
package struct FlameGraphSubtitle {
  package let text: String

  /// - `source`: where the profile comes from.
  /// - `total`: the value of the whole flame graph.
  /// - `times`: when it was taken, or the two moments of a difference.
  /// - `shape`: how the flame graph differs from the usual one, if it does.
  package init(
    _ view: ProfileView, source: String, total: String, times: [Int64], shape: String = ""
  ) {
    let duration = view.profile.header.durationNanos
    let length = duration > 0 && times.count == 1 ? " in \(DurationText.text(duration))" : ""
    let moments = times.contains { $0 != 0 } ? Self.times(times) : ""
    let parts = [source, view.typeName, total + length, moments] + view.activeFilters
    text = (parts + view.labelFrames + [shape]).filter { !$0.isEmpty }.joined(separator: " · ")
  }

  private static func times(_ times: [Int64]) -> String {
    times.map { $0 == 0 ? "unknown time" : Timestamp(nanoseconds: $0).inUTC }
      .joined(separator: " → ")
  }

  /// The line for two profiles, for example `goroutine · 178 → 64,281 goroutines · 2026-11-23 20:46:34 UTC →
  /// 2026-11-23 20:47:54 UTC`.
  ///
  /// - `type`: what is compared.
  /// - `profiles`: where the two come from; nil if unknown.
  package init(
    comparing view: ProfileView, type: String, of profiles: ComparedProfiles? = nil,
    total: String, shape: String = ""
  ) {
    var parts = [type, total]
    if let profiles {
      let sides = [profiles.before, profiles.after].map(Self.text)
      if sides.contains(where: { !$0.isEmpty }) {
        parts.append(sides.map { $0.isEmpty ? "unknown time" : $0 }.joined(separator: " → "))
      }
      if profiles.scale != 1 { parts.append("before \(FactorText.times(profiles.scale))") }
    }
    parts += view.activeFilters + view.labelFrames + [shape]
    text = parts.filter { !$0.isEmpty }.joined(separator: " · ")
  }

  private static func text(_ source: ComparedSource) -> String {
    let duration = source.durationNanos
    return [
      source.timeNanos == 0 ? "" : Timestamp(nanoseconds: source.timeNanos).inUTC,
      duration > 0 ? "over \(DurationText.text(duration))" : "",
    ].filter { !$0.isEmpty }.joined(separator: " ")
  }
}

extension ProfileView {
  /// The labels that frames were made of, as `tagroot=state` each.
  fileprivate var labelFrames: [String] {
    labelRoots.map { "tagroot=\($0)" } + labelLeaves.map { "tagleaf=\($0)" }
  }
}

/// Writes how long something took as people say it: `28m 30s`, `1h 5m`, `750ms`.
enum DurationText {
  static func text(_ nanoseconds: Int64) -> String {
    let seconds = nanoseconds.addingClamped(500_000_000) / 1_000_000_000
    guard seconds >= 60 else { return ValueText("nanoseconds").text(nanoseconds) }
    let units: [(name: String, size: Int64)] = [("d", 86400), ("h", 3600), ("m", 60), ("s", 1)]
    var rest = seconds
    var parts: [String] = []
    for unit in units {
      if rest / unit.size > 0 { parts.append("\(rest / unit.size)\(unit.name)") }
      rest %= unit.size
    }
    // Two say enough.
    return parts.prefix(2).joined(separator: " ")
  }
}
