import ProfileStatistics

/// The series that a baseline is, if it is one.
struct BaselineHistory {
  private let reader: MetricReader
  /// From this many snapshots on it is looked at.
  private static let fewest = 12

  init(_ reader: MetricReader) { self.reader = reader }

  /// Whether the metric grows in it, so that its median says nothing of what is healthy.
  var isGrowing: Bool { reader.source.group.histories.contains(where: isGrowing) }

  private func isGrowing(_ snapshots: [Snapshot]) -> Bool {
    guard snapshots.count >= Self.fewest else { return false }
    var processes: [[TrendPoint]] = []
    var last: Int?
    for (number, snapshot) in snapshots.enumerated() {
      guard let amount = reader.measurer(for: snapshot)?.tally().whole else { return false }
      if last != snapshot.process { processes.append([]) }
      last = snapshot.process
      processes[processes.count - 1].append(TrendPoint(time: Double(number), value: amount.sure))
    }
    var criteria = Trend.Criteria()
    criteria.leastRise = reader.source.dimension == .bytes ? 1024 * 1024 : 20
    return Trend(processes, criteria).verdict.outcome == .fail
  }
}
