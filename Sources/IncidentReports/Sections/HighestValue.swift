import CheckReports
import LeakChecks

/// The highest values before the newest snapshot, which a restart hides.
struct HighestValue {
  private let incident: Incident

  init(_ incident: Incident) { self.incident = incident }

  /// The highest value of what the worst rule is about; empty if the newest is half of it or more.
  func text(_ worst: WorstVerdict) -> IncidentText {
    let series = incident.growth.level(of: worst)
    guard worst.verdict.rule.assertion.comparison.isUpperLimit, let newest = series.last,
      let highest = series.highest, newest.value <= series[highest].value / 2
    else { return "" }
    let number = VerdictNumber(worst.verdict.stackDimension, limit: .none)
    return
      "\(strong: number.text(series[highest].value)) at \(moment(highest, of: series)); \(number.text(newest.value)) in the newest"
  }

  /// The rules that hold in the newest snapshot and failed in an earlier one.
  var earlierFailures: [IncidentText] {
    incident.report.verdicts.flatMap { verdict -> [IncidentText] in
      guard verdict.outcome == .pass, !verdict.rule.assertion.measure.isOfSeries else { return [] }
      return verdict.groups.compactMap { earlierFailure($0, of: verdict) }
    }
  }

  private func earlierFailure(_ entry: GroupVerdict, of verdict: Verdict) -> IncidentText? {
    let (series, assertion) = (entry.series, verdict.rule.assertion)
    guard let last = series.lastIndex(where: { $0.fails(assertion) }), last + 1 < series.count
    else { return nil }
    let values = series.map(\.value)
    let worst = assertion.comparison.isUpperLimit ? values.max() : values.min()
    let rule = incident.names.title(entry, of: verdict, isBuiltIn: incident.report.isBuiltIn)
    let value = VerdictNumber(verdict).text(worst ?? 0)
    return
      "\(name: rule) holds now, and failed until \(moment(last, of: series)): \(strong: value) at its worst. A restart may hide what is wrong."
  }

  private func moment(_ index: Int, of series: [SeriesPoint]) -> IncidentText {
    IncidentText(moment: series[index].time, snapshot: index + 1, of: series.count)
  }
}
