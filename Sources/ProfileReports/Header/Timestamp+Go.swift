import ProfileAnalysis

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
