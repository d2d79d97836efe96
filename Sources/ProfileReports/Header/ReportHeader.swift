package import ProfileAnalysis
import ProfileModel

/// The lines above a report, as bytes, since names in a profile need not be UTF-8.
package enum ReportHeader {
  /// The profile's metadata: binary, comments, type, time, duration.
  ///
  /// - `unit`: the unit that the report has settled on.
  package static func profileLines(of view: ProfileView, in unit: String? = nil) -> [[UInt8]] {
    let (profile, strings) = (view.profile, view.profile.strings)
    var lines: [[UInt8]] = []
    if SourceRemarks(of: profile).hasNoFrames { lines.append(Array(noFrames.utf8)) }
    if let main = profile.mappings.first {
      if !strings.isEmpty(main.filename) {
        lines.append(Array("File: ".utf8) + FilePath.base(strings.bytes(of: main.filename)))
      }
      if !strings.isEmpty(main.buildID) {
        lines.append(Array("Build ID: ".utf8) + strings.bytes(of: main.buildID))
      }
    }
    // Comments that begin with # are for tools.
    for comment in profile.header.comments.map({ strings.bytes(of: $0) })
    where comment.first != UInt8(ascii: "#") {
      lines.append(Array(comment))
    }
    if !view.typeName.isEmpty { lines.append(Array("Type: \(view.typeName)".utf8)) }
    if !strings.isEmpty(profile.header.docURL) {
      lines.append(Array("Doc: ".utf8) + strings.bytes(of: profile.header.docURL))
    }
    if profile.header.timeNanos != 0 {
      let time = Timestamp(nanoseconds: profile.header.timeNanos).inUTC
      lines.append(Array("Time: \(time)".utf8))
    }
    if profile.header.durationNanos != 0 { lines.append(durationLine(of: view, in: unit)) }
    return lines
  }

  /// The first line of a report on a text that lost its frames.
  static let noFrames = "No record of the text has a frame: its stacks are missing."

  /// Writes what a profile says of itself.
  static func writeProfileLines(
    of view: ProfileView, in unit: String?, to sink: inout ByteSink
  ) {
    sink.styled(.faint) { $0.write(lines: profileLines(of: view, in: unit)) }
  }

  /// For example `Duration: 5s, Total samples = 4.53s (90.65%)`; a space replaces a missing share.
  private static func durationLine(of view: ProfileView, in unit: String?) -> [UInt8] {
    let duration = view.profile.header.durationNanos
    let total = ValueText(view.valueUnit, in: "nanoseconds").converted(view.total)
    let isTime = total.unit == "ns" && total.value != 0
    let nanoseconds = Int64(exactly: total.value.rounded(.towardZero)) ?? .max
    let share = isTime ? "(\(PercentText.text(nanoseconds, of: duration)))" : ""
    let length = ValueText("nanoseconds").text(duration)
    let sum = view.valueText(in: unit).text(view.total)
    return Array("Duration: \(length), Total samples = \(sum) \(share)".utf8)
  }

  /// The filters in force; long ones are cut.
  package static func filterLines(of view: ProfileView) -> [[UInt8]] {
    lines(ofFilters: view.activeFilters)
  }

  /// The same of filters by their names.
  static func lines(ofFilters filters: [String]) -> [[UInt8]] {
    guard !filters.isEmpty else { return [] }
    let filters = filters.map { filter in
      let text = Array(filter.utf8)
      return Array("   ".utf8) + text.prefix(80) + Array((text.count > 80 ? "…" : "").utf8)
    }
    return [Array("Active filters:".utf8)] + filters
  }
}

extension Timestamp {
  /// As pprof prints it, for example `2026-11-23 20:46:34 UTC`.
  ///
  /// It is always in UTC, so that a report does not depend on where it is made.
  package var inUTC: String {
    let text = rfc3339
    return "\(text.prefix(10)) \(text.dropFirst(11).prefix(8)) UTC"
  }

  /// As `pprof -raw` prints it, for example `2026-11-23 20:46:34.377651138 +0000 UTC`.
  var precise: String {
    let text = rfc3339
    return "\(text.prefix(10)) \(text.dropFirst(11).dropLast()) +0000 UTC"
  }

  /// A length of time as Go prints it: `1h2m3.5s`, `4.99s`, `1.5ms`, `20µs`, `7ns`, `0s`.
  static func goDuration(_ nanoseconds: Int64) -> String {
    let (length, sign) = (nanoseconds.magnitude, nanoseconds < 0 ? "-" : "")
    switch length {
    case 0: return "0s"
    case ..<1_000: return "\(sign)\(length)ns"
    case ..<1_000_000: return "\(sign)\(decimal(length, per: 1_000))µs"
    case ..<1_000_000_000: return "\(sign)\(decimal(length, per: 1_000_000))ms"
    default: break
    }
    let minutes = length / 60_000_000_000
    let seconds = "\(decimal(length % 60_000_000_000, per: 1_000_000_000))s"
    if minutes == 0 { return sign + seconds }
    return minutes < 60
      ? "\(sign)\(minutes)m\(seconds)" : "\(sign)\(minutes / 60)h\(minutes % 60)m\(seconds)"
  }

  /// A quotient by a power of ten, without needless zeros.
  private static func decimal(_ number: UInt64, per unit: UInt64) -> String {
    var fraction = String(String(unit + number % unit).dropFirst())
    while fraction.last == "0" { fraction.removeLast() }
    return "\(number / unit)\(fraction.isEmpty ? "" : ".")\(fraction)"
  }
}
