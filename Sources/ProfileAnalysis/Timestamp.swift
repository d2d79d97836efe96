/// A moment in nanoseconds since 1970, UTC, spelled out.
package struct Timestamp {
  let nanoseconds: Int64

  package init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

  /// The time of day in whole seconds, for example `20:46:34`.
  package var clock: String { String(rfc3339.dropFirst(11).prefix(8)) }

  /// In whole seconds, as names of files have it: `20261126T114512Z`.
  package var compact: String { rfc3339.prefix(19).filter { $0 != "-" && $0 != ":" } + "Z" }

  /// As RFC 3339 has it, for example `2026-11-23T20:46:34.377651138Z`, without needless zeros.
  package var rfc3339: String { text(Self.fraction) }

  /// The same with six digits of a second, which every SQL engine reads: `2026-11-23T20:46:34.377651Z`.
  package var microseconds: String { text { ".\(Self.digits($0 / 1000, 6))" } }

  private func text(_ fractionText: (_ nanoseconds: Int64) -> String) -> String {
    let (seconds, fraction) = nanoseconds.flooredDivision(by: 1_000_000_000)
    let (days, second) = seconds.flooredDivision(by: 86400)
    let day = CalendarDate(daysSince1970: days)
    let time = [second / 3600, second / 60 % 60, second % 60].map { Self.digits($0, 2) }
    return "\(day)T\(time.joined(separator: ":"))\(fractionText(fraction))Z"
  }

  /// A length of time in seconds, for example `30.1s`, without needless zeros.
  package static func seconds(_ nanoseconds: Int64) -> String {
    let (seconds, rest) = nanoseconds.magnitude.quotientAndRemainder(dividingBy: 1_000_000_000)
    return "\(nanoseconds < 0 ? "-" : "")\(seconds)\(fraction(Int64(rest)))s"
  }

  private static func fraction(_ nanoseconds: Int64) -> String {
    var digits = digits(nanoseconds, 9)[...]
    while digits.last == "0" { digits.removeLast() }
    return digits.isEmpty ? "" : ".\(digits)"
  }

  /// A number with zeros before it, to a length.
  static func digits(_ number: Int64, _ count: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, count - digits.count)) + digits
  }
}
