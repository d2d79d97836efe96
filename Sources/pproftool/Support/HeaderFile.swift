import ProfileAnalysis
import ProfileModel
import ProfileSystem

/// Response headers saved beside a profile: `goroutine.txt.headers`.
enum HeaderFile {
  private static let ending = Array(".headers".utf8)
  private static let limit = 64 << 10
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// Whether a file has the headers of a file beside it.
  static func isOne(_ path: SystemPath) -> Bool {
    guard path.bytes.suffix(ending.count).elementsEqual(ending) else { return false }
    return (try? FileStatus.of(SystemPath(Array(path.bytes.dropLast(ending.count))))) != nil
  }

  /// The `Date:` in the headers beside a file, in nanoseconds since 1970, at most those of the year 2262; nil if there
  /// is none.
  static func date(beside path: SystemPath) -> Int64? {
    guard path != "-",
      let file = try? FileDescriptor.readingRegular(SystemPath(path.bytes + ending))
    else { return nil }
    defer { try? file.close() }
    let bytes = (try? file.read(at: 0, upTo: limit)) ?? []
    let lines = bytes.split { $0 == 0x0A || $0 == 0x0D }
    return lines.lazy.map { String(decoding: $0, as: UTF8.self) }.filter {
      $0.lowercased().hasPrefix("date:")
    }.compactMap { seconds(String($0.dropFirst(5))) }.first.map {
      $0.multipliedClamped(by: 1_000_000_000)
    }
  }

  /// Parses `Mon, 23 Nov 2026 17:45:51 GMT` into seconds since 1970.
  static func seconds(_ text: String) -> Int64? {
    let fields = text.split { $0 == " " || $0 == "," }
    guard fields.count >= 5, let day = Int(fields[1]), let year = Int(fields[3]),
      (1970...9999).contains(year), let month = months.firstIndex(of: String(fields[2])),
      let date = CalendarDate(year: year, month: month + 1, day: day)
    else { return nil }
    let time = fields[4].split(separator: ":").map { Int($0) ?? -1 }
    guard time.count == 3 else { return nil }
    return date.seconds(hour: time[0], minute: time[1], second: time[2])
  }
}
