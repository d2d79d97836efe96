import ProfileAnalysis

/// Texts for times and spans.
package enum TimeText {
  /// A span of nanoseconds: `90 s`, `15 min`, `3.5 h`, `4.2 days`.
  package static func span(_ nanoseconds: Double) -> String {
    let seconds = nanoseconds / 1e9
    if seconds < 120 { return "\(short(seconds)) s" }
    if seconds < 7200 { return "\(short(seconds / 60)) min" }
    return seconds < 172_800 ? "\(short(seconds / 3600)) h" : "\(short(seconds / 86_400)) days"
  }

  private static func short(_ value: Double) -> String {
    guard value < 9e15 else { return "very many" }
    let tenths = Int64((value * 10).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
  }

  /// A moment in nanoseconds since 1970: `2026-11-26T10:00Z`, with seconds if they are not 0.
  package static func moment(_ nanoseconds: Int64) -> String {
    let wholeSeconds = nanoseconds / 1_000_000_000 * 1_000_000_000
    let text = Timestamp(nanoseconds: wholeSeconds).rfc3339
    return text.hasSuffix(":00Z") ? "\(text.dropLast(4))Z" : text
  }
}
