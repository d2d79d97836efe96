import ProfileSystem

/// Response headers saved beside a profile: `goroutine.txt.headers`.
enum HeaderFile {
  private static let limit = 64 << 10
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// The `Date:` in the headers beside a file, in nanoseconds since 1970; nil if there is none.
  static func date(beside path: SystemPath) -> Int64? {
    guard path != "-",
      let file = try? InputFile(SystemPath(path.bytes + Array(".headers".utf8)), isCounted: false)
    else { return nil }
    defer { file.close() }
    var source = file.source()
    var bytes: [UInt8] = []
    while bytes.count < limit, let block = try? source.next(), !block.isEmpty { bytes += block }
    let lines = bytes.split { $0 == 0x0A || $0 == 0x0D }
    return lines.lazy.map { String(decoding: $0, as: UTF8.self) }.filter {
      $0.lowercased().hasPrefix("date:")
    }.compactMap { seconds(String($0.dropFirst(5))) }.first.map { $0 * 1_000_000_000 }
  }

  /// Parses `Mon, 23 Nov 2026 17:45:51 GMT` into seconds since 1970.
  static func seconds(_ text: String) -> Int64? {
    let fields = text.split { $0 == " " || $0 == "," }
    guard fields.count >= 5, let day = Int64(fields[1]), (1...31).contains(day),
      let month = months.firstIndex(of: String(fields[2])), let year = Int64(fields[3]),
      (1970...9999).contains(year)
    else { return nil }
    let time = fields[4].split(separator: ":").compactMap { Int64($0) }
    guard time.count == 3, time.allSatisfy({ (0...60).contains($0) }) else { return nil }
    return days(year, Int64(month) + 1, day) * 86_400 + time[0] * 3600 + time[1] * 60 + time[2]
  }

  /// Days since 1970, after Howard Hinnant's `days_from_civil`: years begin in March.
  private static func days(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
    let year = month <= 2 ? year - 1 : year
    let dayOfYear = (153 * (month <= 2 ? month + 9 : month - 3) + 2) / 5 + day - 1
    return year * 365 + year / 4 - year / 100 + year / 400 + dayOfYear - 719_468
  }
}
