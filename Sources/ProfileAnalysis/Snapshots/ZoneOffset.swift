/// How far names of files are ahead of UTC: clocks of time zones differ from it by quarters of an hour.
enum ZoneOffset {
  private static let minute: Int64 = 60_000_000_000
  private static let quarter = 15 * minute
  /// A file is named after the minute in which it was asked for, or a little later.
  private static let tolerance = -2 * minute...minute
  /// No clock is farther from UTC.
  private static let farthest = 14 * 60 * minute

  /// The offset of the zone in which a name is ahead of the time of its file by some nanoseconds; nil if there is none.
  static func nanoseconds(ahead: Int64) -> Int64? {
    guard ahead.magnitude <= (farthest + quarter).magnitude else { return nil }
    let whole = Int64((Double(ahead) / Double(quarter)).rounded()) * quarter
    return tolerance.contains(ahead - whole) && whole.magnitude <= farthest.magnitude ? whole : nil
  }
}
