import ProfileStatistics

/// The points of a series with their times in the unit of a rule's limit, a list for each process.
struct SeriesTimes {
  private(set) var processes: [[TrendPoint]] = []
  /// The index in the series of each of these points.
  private(set) var indices: [[Int]] = []
  /// Why the rule cannot be checked on them; nil if it can.
  private(set) var problem: OpenReason?

  init(_ series: SeriesCheck.Series, _ rule: Rule, isEta: Bool) {
    let rate = isEta ? .hour : rule.assertion.limit.rate
    let times = series.points.map(\.time)
    let hasTimes = !times.contains(0)
    if let rate {
      guard hasTimes else {
        problem = .missing(
          "times are not known, so there is no rate; a limit per snapshot needs no times")
        return
      }
      let span = Double(times.max() ?? 0) - Double(times.min() ?? 0)
      guard span >= rate.nanoseconds / 10 else {
        problem = .data("the snapshots span less than a tenth of \(rate.text)")
        return
      }
    }
    fill(series, rate)
  }

  private mutating func fill(_ series: SeriesCheck.Series, _ rate: Quantity.Rate?) {
    let first = series.points.first?.time ?? 0
    var known: [[Int]: Int] = [:]
    var counts: [Int: Int] = [:]
    for (index, point) in series.points.enumerated() {
      let stratum = series.strata.isEmpty ? 0 : series.strata[index]
      let key = [stratum, point.process]
      let process = known[key] ?? processes.count
      if process == processes.count {
        known[key] = process
        processes.append([])
        indices.append([])
      }
      let number = counts[stratum, default: 0]
      counts[stratum] = number + 1
      let time =
        rate.map { (Double(point.time) - Double(first)) / $0.nanoseconds } ?? Double(number)
      // Two snapshots of one time have no slope between them.
      if processes[process].last?.time == time { continue }
      processes[process].append(TrendPoint(time: time, value: point.value))
      indices[process].append(index)
    }
  }
}
