import ProfileSystem

/// How much of a service is kept.
package struct Ring: Equatable, Sendable {
  /// How many rounds; nil for all.
  package var rounds: Int?
  /// Of how many seconds back; nil for all.
  package var seconds: Double?
  /// How many bytes; nil for all.
  package var bytes: Int64?

  package init() {}

  package var isOpen: Bool { rounds == nil && seconds == nil && bytes == nil }

  /// Removes the oldest whole rounds of a service's folder that are too many.
  ///
  /// Only files of the names that collecting makes go, and never those of the newest round, nor of the one just taken: a
  /// clock that was set back makes it older than others.
  ///
  /// - `taken`: the time of the round just taken, as in its names.
  /// - `oldest`: the oldest time that is kept for `seconds`, as a name would have it; nil if unknown.
  func trim(_ folder: SystemPath, taken: String, oldest: String?) {
    let surplus = Self.surplus(RoundFile.all(in: folder), self, taken: taken, oldest: oldest)
    for file in surplus { FileSystem.remove(folder.appending(file.name)) }
  }

  /// The files that are too many.
  static func surplus(
    _ files: [RoundFile], _ ring: Ring, taken: String, oldest: String?
  ) -> [RoundFile] {
    let filesOfRound = Dictionary(grouping: files, by: \.time)
    let times = filesOfRound.keys.sorted()
    var (rounds, bytes) = (times.count, files.reduce(0) { $0 + $1.size })
    var surplus: [RoundFile] = []
    for time in times where time != times.last && time != taken {
      let isTooOld = oldest.map { time < $0 } ?? false
      guard
        isTooOld || ring.rounds.map({ rounds > $0 }) ?? false
          || ring.bytes.map({ bytes > $0 }) ?? false
      else { continue }
      let round = filesOfRound[time] ?? []
      surplus += round
      rounds -= 1
      bytes -= round.reduce(0) { $0 + $1.size }
    }
    return surplus
  }
}
