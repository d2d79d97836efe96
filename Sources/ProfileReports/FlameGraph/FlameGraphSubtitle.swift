public import ProfileAnalysis

/// The line below a picture's title: what the profile says of itself, for example
/// `inuse_space · 96.58MB · 2026-11-23 20:46:34 UTC · focus=main`.
public struct FlameGraphSubtitle {
  public let text: String

  /// - Parameter total: what the picture shows in all.
  public init(_ subject: PreparedProfile, total: String) {
    let header = subject.profile.header
    var parts = [subject.typeName, total]
    if header.durationNanos > 0 {
      parts[1] += " in \(ValueText("nanoseconds").text(header.durationNanos))"
    }
    if header.timeNanos != 0 { parts.append(Self.time(header.timeNanos)) }
    text = (parts + subject.activeFilters).filter { !$0.isEmpty }.joined(separator: " · ")
  }

  /// To the second, in UTC.
  private static func time(_ nanoseconds: Int64) -> String {
    let text = Timestamp(nanoseconds: nanoseconds).rfc3339
    let parts = text.split(separator: "T")
    guard parts.count == 2 else { return text }
    return "\(parts[0]) \(parts[1].prefix(8)) UTC"
  }
}
