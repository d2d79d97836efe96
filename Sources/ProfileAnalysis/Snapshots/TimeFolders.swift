/// The folders of a path whose names tell a time: `2026-11-26T2200Z/web-0.heap.pb.gz`, `2026-11-26/22:00/heap.pb.gz`.
///
/// They tell when a file was saved and not where, so that the time belongs to the file's name. What else a folder's
/// name has stays: `before-2026-11-26T2200Z` is the place `before`. A number such as `2200` may be anything.
struct TimeFolders {
  /// The folders without times, with the last slash.
  private(set) var place: ArraySlice<UInt8>
  /// The times, with a point behind them; empty if there are none.
  private(set) var times: [UInt8] = []

  /// - `folder`: with its last slash.
  init(in folder: ArraySlice<UInt8>) {
    place = folder
    let parts = folder.split(separator: Self.slash, omittingEmptySubsequences: false)
    // Most paths have none, and each is looked at several times.
    guard parts.contains(where: { Self.time(of: $0) != nil }) else { return }
    var others: [ArraySlice<UInt8>] = []
    var isBehindDay = false
    for part in parts {
      let time = Self.time(of: part)
      if let time {
        if !times.isEmpty { times.append(UInt8(ascii: isBehindDay && time.isOfDay ? "T" : ".")) }
        times += time.text
      }
      isBehindDay = time?.isDay == true
      if time == nil || time?.rest.isEmpty == false { others.append(time?.rest ?? part) }
    }
    times.append(UInt8(ascii: "."))
    place = Array(others.joined(separator: [Self.slash]))[...]
  }

  private static let slash = UInt8(ascii: "/")

  /// What the name of a folder tells of time.
  private struct Time {
    let text: ArraySlice<UInt8>
    /// What stands before it and behind it.
    var rest: ArraySlice<UInt8> = []
    /// Whether it is a day without a time.
    var isDay = false
    /// Whether it is a time of day without the day.
    var isOfDay = false
  }

  /// Nil if it tells none.
  private static func time(of folder: ArraySlice<UInt8>) -> Time? {
    guard folder.contains(where: SnapshotName.isDigit) else { return nil }
    if let (time, rest) = TimeInName.parted(folder) {
      let words = FileNameParts.all(in: rest).joined(separator: [UInt8(ascii: "-")])
      return Time(text: time, rest: Array(words)[...])
    }
    if let day = PathDay(at: folder), day.end == folder.endIndex {
      return Time(text: folder, isDay: true)
    }
    let numbers = folder.split { !SnapshotName.isDigit($0) }
    guard numbers.count > 1, numbers.allSatisfy({ $0.count == 2 }),
      PathTime.timeOfDay(whole: folder) != nil
    else { return nil }
    return Time(text: Array(numbers.joined())[...], isOfDay: true)
  }
}
