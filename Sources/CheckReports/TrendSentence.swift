package import LeakChecks
import ProfileStatistics

/// Describes a series in words that someone on call can follow.
package struct TrendSentence {
  private let finding: TrendFinding
  private let verdict: Verdict
  private let entry: GroupVerdict
  private let limit: Quantity

  package init(_ finding: TrendFinding, _ entry: GroupVerdict, of verdict: Verdict) {
    self.finding = finding
    self.entry = entry
    self.verdict = verdict
    limit = verdict.rule.assertion.limit
  }

  private var comparison: ComparisonOperator { verdict.rule.assertion.comparison }
  /// The metric's limit of a time until it is reached; nil for a slope.
  private var etaLimit: Quantity? {
    if case .eta(_, let limit) = verdict.rule.assertion.measure { limit } else { nil }
  }
  private var unit: Quantity.Unit? { (etaLimit ?? limit).unit }

  /// What was found and what it is compared with.
  package var measured: String {
    if etaLimit != nil { return eta }
    switch entry.outcome {
    case .fail: return "\(slope) \(comparison.opposite.rawValue) \(limit)"
    case .undecided:
      let sum = finding.sumOfSlopes.map { ": \(text(ofSlope: $0))" } ?? ""
      return "\(slope), limit \(limit)" + (entry.reason.map { " · \($0)\(sum)" } ?? "")
    case .pass where finding.lowerBound <= limit.value:
      return "\(slope) \(comparison.rawValue) \(limit)"
    case .pass: return "\(slope), limit \(limit), but \(weakness)"
    }
  }

  /// The slope with its bound: `+7.7/h (95 % lower bound 7.3)`.
  package var slope: String {
    let bound = FixedText.slope(finding.lowerBound / (unit?.scale ?? 1))
    let confidence = FixedText.of(verdict.rule.series.confidence * 100, digits: 0)
    return "\(text(ofSlope: finding.slope)) (\(confidence) % lower bound \(bound))"
  }

  /// `+7.7 MB/h`.
  private func text(ofSlope slope: Double) -> String {
    let name = unit.map { " \($0.rawValue)" } ?? ""
    let text = FixedText.slope(slope / (unit?.scale ?? 1))
    return "\(slope > 0 ? "+" : "")\(text)\(name)\(per)"
  }

  private var per: String { finding.rate.map { "/\($0.rawValue)" } ?? " a snapshot" }

  private var eta: String {
    let (limit, wanted) = (etaLimit ?? limit, verdict.rule.assertion.limit)
    guard let eta = finding.eta else {
      let doubt = entry.reason.map { " · \($0)" } ?? ""
      return entry.outcome == .pass
        ? "no growth towards \(limit)" : "\(slope), limit \(wanted)\(doubt)"
    }
    if eta.likely == 0 { return "\(limit) is reached" }
    let sign = entry.outcome == .fail ? comparison.opposite : comparison
    let times =
      "reaches \(limit) in \(TimeText.span(eta.likely)), \(TimeText.span(eta.latest)) at the latest"
    let doubt = entry.outcome == .undecided ? entry.reason.map { " · \($0)" } ?? "" : ""
    return "\(times), \(sign.rawValue) \(wanted)\(doubt)"
  }

  /// Why a slope over the limit is no failure.
  private var weakness: String {
    switch finding.verdict.reason {
    case .levelChange: return "it is a level change\(at)"
    case .stopped: return "it stopped\(at)"
    case .tooSmall: return "the increase is too small to matter"
    default:
      return finding.trend.isLargeEnough(finding.trend.bound)
        ? "chance may explain it" : "the increase is too small to matter"
    }
  }

  private var at: String {
    finding.shape.map { " at \($0.place)" } ?? ""
  }

  // MARK: Details

  /// Short phrases: since when, how many snapshots, how probable by chance.
  package var details: [String] {
    var details: [String] = []
    if entry.outcome != .pass, let since { details.append("since \(Self.text(since))") }
    if finding.isOfNewest { details.append("newest process only") }
    if let days = finding.days { details.append("the quiet hours of \(days.days) days compared") }
    let processes = finding.processes > 1 ? ", \(finding.processes) processes" : ""
    details.append("n = \(finding.count) after warm-up\(processes)")
    details.append("p \(FixedText.probability(finding.probability))")
    if !finding.isProcessKnown, entry.outcome != .fail || finding.processes == 1 {
      details.append("process unknown: a restart would not show")
    }
    return details
  }

  /// Where the rise began; of a trend that is one of the whole series, behind the level with which the series begins.
  private var since: TrendFinding.Since? {
    guard var since = finding.since, let start = entry.startOfWholeTrend else {
      return finding.since
    }
    (since.snapshot, since.time) = (start.index + 1, start.point.time)
    return since
  }

  /// `snapshot 20, 2026-11-26T10:00Z, build aead6917`.
  package static func text(_ since: TrendFinding.Since) -> String {
    var parts = ["snapshot \(since.snapshot)"]
    if since.time != 0 { parts.append(TimeText.moment(since.time)) }
    if !since.buildID.isEmpty { parts.append("build \(since.buildID.prefix(8))") }
    return parts.joined(separator: ", ")
  }

  // MARK: Explanation

  /// The meaning of the numbers, a sentence each.
  var explanation: [String] { shape + newestAlone }

  /// All processes together outvote what only the newest does.
  private var newestAlone: [String] {
    guard finding.isOfNewest else { return [] }
    return [
      "this is the verdict on the newest process only: earlier processes do not behave like this and would hide it"
    ]
  }

  private var shape: [String] {
    let shape = finding.shape.map(Self.text) ?? "there"
    switch finding.verdict.reason {
    case .levelChange:
      return ["level change at \(shape); no growth before or after it"]
    case .stopped: return ["it grew until \(shape) and has not grown since"]
    case .late:
      return ["steady before \(finding.since.map(Self.text) ?? "its end"), growing since"]
    case .growth where finding.mayBeSeason:
      return [
        "\(rise ?? "it grew over \(whole)"); less than 3 days of one process cannot tell a leak from a daily wave"
      ]
    case .growth where finding.days != nil:
      return ["the quiet hours rise from day to day, which a daily wave cannot explain"]
    case .growth:
      return [
        "\(rise ?? "it grows over \(whole)"); neither a single step nor a cap that has been reached explains it"
      ]
    case .mayHaveStopped:
      return [
        "it grew, but a step or a cap explains it nearly as well: save more snapshots to decide"
      ]
    case .weak:
      return [
        "it may be growing, but chance alone looks like this in \(percent) of 100 series: save more snapshots to decide"
      ]
    case .tooSmall: return ["it grows by less than min_delta over the series"]
    case .noGrowth, .tooFew: return []
    }
  }

  /// Where the rise began, in a series that begins with a level.
  private var rise: String? {
    guard let start = entry.startOfWholeTrend else { return nil }
    let value = VerdictNumber(verdict.stackDimension, limit: .none).text(start.point.value)
    let time = start.point.time == 0 ? "" : ", \(TimeText.moment(start.point.time))"
    return "the rise began after snapshot \(start.index + 1)\(time), when it was \(value)"
  }

  private var whole: String {
    finding.isOfNewest ? "the newest process, but not before" : "the whole series"
  }

  private var percent: String { FixedText.of(finding.probability * 100, digits: 1) }
}
