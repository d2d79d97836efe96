package import ProfileAnalysis

/// The line below a picture's title: what the profile says of itself, for example
/// `inuse_space · 96.58MB · 2026-11-23 20:46:34 UTC · focus=main`.
package struct FlameGraphSubtitle {
  package let text: String

  /// - `total`: what the picture shows in all.
  package init(_ subject: PreparedProfile, total: String) {
    let header = subject.profile.header
    var parts = [subject.typeName, total]
    if header.durationNanos > 0 {
      parts[1] += " in \(ValueText("nanoseconds").text(header.durationNanos))"
    }
    if header.timeNanos != 0 { parts.append(Self.time(header.timeNanos)) }
    text = (parts + subject.activeFilters).filter { !$0.isEmpty }.joined(separator: " · ")
  }

  /// The line of a picture of two, for example
  /// `goroutine · 178 → 64,281 goroutines · 2026-11-23 20:46:34 UTC → 2026-11-23 20:47:54 UTC`.
  ///
  /// - `type`: what is compared.
  /// - `profiles`: where the two come from; nil if that is not known.
  package init(
    comparing subject: PreparedProfile, type: String, of profiles: ComparedProfiles? = nil,
    total: String
  ) {
    var parts = [type, total]
    if let profiles {
      let sides = [profiles.before, profiles.after].map(Self.words)
      if sides.contains(where: { !$0.isEmpty }) {
        parts.append(sides.map { $0.isEmpty ? "unknown time" : $0 }.joined(separator: " → "))
      }
      if profiles.scale != 1 { parts.append("before \(FactorText.times(profiles.scale))") }
    }
    text = (parts + subject.activeFilters).filter { !$0.isEmpty }.joined(separator: " · ")
  }

  private static func words(_ source: ComparedSource) -> String {
    let duration = source.durationNanos
    return [
      source.timeNanos == 0 ? "" : time(source.timeNanos),
      duration > 0 ? "over \(ValueText("nanoseconds").text(duration))" : "",
    ].filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// To the second, in UTC.
  private static func time(_ nanoseconds: Int64) -> String {
    let text = Timestamp(nanoseconds: nanoseconds).rfc3339
    let parts = text.split(separator: "T")
    guard parts.count == 2 else { return text }
    return "\(parts[0]) \(parts[1].prefix(8)) UTC"
  }
}
