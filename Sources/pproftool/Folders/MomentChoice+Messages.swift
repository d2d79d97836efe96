import ProfileAnalysis
import ProfileReports
import ProfileSystem

extension MomentChoice {
  /// Messages about files that are used in place of others.
  ///
  /// - `isSum`: whether the used profiles are added up.
  func messages(_ files: [MomentFile], isSum: Bool = true) -> [String] {
    [isSum ? newestMessage(files) : nil, dumpsMessage(files), formatsMessage(files)]
      .compactMap { $0 }
  }

  /// The message about the newest moments, and about several processes; nil if nothing is left out.
  private func newestMessage(_ files: [MomentFile]) -> String? {
    let taken = processes.compactMap { $0.taken.last }.map {
      SystemPath(files[$0.files[0]].path).text
    }
    guard let process = processes.first, let moment = process.taken.last else { return nil }
    let guess =
      processes.contains(where: \.crossesMidnight)
      ? ", if these are times of day that cross midnight" : ""
    guard processes.count == 1 else {
      let names = taken.prefix(3).joined(separator: ", ") + (taken.count > 3 ? ", …" : "")
      let all = processes.reduce(0) { $0 + $1.count }
      let byName = processes.allSatisfy(\.isTimed) ? "" : " by name"
      let newest =
        all > taken.count
        ? "; only the newest of each\(byName), of \(all) in total\(guess); \(Self.hint)"
        : ""
      return "\(taken.count) processes, distinguished by name, are added up: \(names)\(newest)"
    }
    guard process.count > process.taken.count else { return nil }
    guard process.isTimed else {
      return "\(taken[0]), the newest of \(process.count) by name\(guess); \(Self.hint)"
    }
    return
      "\(taken[0]) of \(Self.text(of: moment, in: process)), the newest of \(process.count); \(Self.hint)"
  }

  /// The message about what programs printed as they ended; nil if nothing is left out.
  private func dumpsMessage(_ files: [MomentFile]) -> String? {
    let names = processes.flatMap(\.dumps).map { SystemPath(files[$0.files[0]].path).text }
    guard let first = names.first else { return nil }
    let what = names.count == 1 ? "\(first) is" : "\(names.count) files, such as \(first), are"
    return
      "\(what) not read: a program printed it as it ended, at an unknown time; name it to read it"
  }

  private static let hint = "name files to add them up"
  private static let day: Int64 = 86_400_000_000_000

  /// The time of day; with the date if the moments are of more than one day.
  private static func text(of moment: Moment, in process: Process) -> String {
    let time = Timestamp(nanoseconds: moment.timeNanos)
    let (span, isTooLong) = moment.timeNanos.subtractingReportingOverflow(process.oldestNanos)
    return isTooLong || span >= day ? time.inUTC : time.clock
  }

  /// The message about files skipped for another format of the same moment; nil if there are none.
  private func formatsMessage(_ files: [MomentFile]) -> String? {
    let several = processes.flatMap(\.taken).filter { $0.files.count > 1 }
    guard let first = several.first else { return nil }
    let names = first.files.map { SystemPath(files[$0].path) }
    guard several.count == 1 else {
      let skipped = several.reduce(0) { $0 + $1.files.count - 1 }
      return
        "\(several.count) files, such as \(names[0].text), are read instead of \(skipped) more that show the same moments by name or time"
    }
    let skipped = names.dropFirst().map { SystemPath($0.fileName).text }.joined(separator: ", ")
    let shows = names.count == 2 ? "shows" : "show"
    return
      "\(names[0].text) is read instead of \(skipped), which \(shows) the same moment by name or time"
  }
}
