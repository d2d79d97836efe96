import LeakChecks
import ProfileReports

/// Says a verdict in words, part by part.
struct VerdictWords {
  let verdict: Verdict
  private let number: VerdictNumber
  private let worst: GroupVerdict?

  init(_ verdict: Verdict) {
    self.verdict = verdict
    number = VerdictNumber(verdict)
    worst = verdict.groups.first
  }

  /// `PASS`, `FAIL`, `UNDECIDED`, or `WARN` for a rule that only warns.
  var status: String {
    if verdict.isWarning { return "WARN" }
    switch verdict.outcome {
    case .pass: return "PASS"
    case .fail: return "FAIL"
    case .undecided: return "UNDECIDED"
    }
  }

  /// All of it on one line: `FAIL listen: 64102 > 200 · 99.72% of 64281 · site … · fp … · @routing`.
  var line: String { "\(status) \(statement)" }

  /// The line without the status.
  var statement: String { "\(title): \(sentence)" }

  /// The rule, and the group that decided.
  private var title: String {
    guard let worst, !worst.name.isEmpty else { return verdict.rule.id }
    return "\(verdict.rule.id) [\(worst.name)]"
  }

  /// What follows the rule's name.
  var sentence: String { ([finding] + details).joined(separator: " · ") }

  /// The same for reports that do not show the status beside it.
  var fullSentence: String {
    verdict.outcome == .undecided && !verdict.isWarning ? "undecided: \(sentence)" : sentence
  }

  /// The value and the limit: `64102 > 200`.
  var finding: String {
    let isOpen = verdict.isWarning && verdict.outcome == .undecided
    return (isOpen ? "undecided: " : "") + measured
  }

  private var measured: String {
    guard let worst else { return verdict.reason ?? "nothing was measured" }
    if let trend = worst.trend { return finding(of: trend) }
    switch verdict.outcome {
    case .pass: return "\(number.text(worst)) \(comparison.rawValue) \(limit)"
    case .fail: return "\(number.text(worst)) \(comparison.opposite.rawValue) \(limit)"
    case .undecided:
      let reason = worst.reason.map { " · \($0)" } ?? ""
      return "\(number.text(worst)), limit \(comparison.rawValue) \(limit)\(reason)"
    }
  }

  private func finding(of trend: Trend) -> String {
    let unit = verdict.rule.assertion.limit.unit
    let scale = unit?.scale ?? 1
    let name = unit.map { " \($0.rawValue)" } ?? ""
    let slope = FixedText.slope(trend.slope / scale)
    let bound = FixedText.slope(trend.lowerBound / scale)
    let confidence = FixedText.of(verdict.rule.series.confidence * 100, digits: 0)
    let text =
      "\(trend.slope > 0 ? "+" : "")\(slope)\(name) a snapshot"
      + " (\(confidence) % lower bound \(bound))"
    switch verdict.outcome {
    case .fail: return "\(text) \(comparison.opposite.rawValue) \(limit)"
    case .pass where trend.lowerBound <= verdict.rule.assertion.limit.value:
      return "\(text) \(comparison.rawValue) \(limit)"
    case .pass: return "\(text), limit \(limit), but \(weakness(of: trend))"
    case .undecided:
      return "\(text), limit \(limit)\(worst?.reason.map { " · \($0)" } ?? "")"
    }
  }

  /// Why a slope over the limit is no failure.
  private func weakness(of trend: Trend) -> String {
    let rise = trend.lowerBound * Double(trend.count - 1)
    guard trend.isLargeEnough else {
      let plain = VerdictNumber(verdict.dimension, limit: verdict.rule.assertion.limit)
      return "a rise of \(plain.text(rise)) is less than \(plain.text(trend.leastRise))"
    }
    return "chance may explain it"
  }

  private var comparison: ComparisonOperator { verdict.rule.assertion.comparison }
  private var limit: String {
    let limit = verdict.rule.assertion.limit
    return VerdictNumber(verdict.dimension, limit: limit).text(limit.value)
  }

  // MARK: Details

  /// What else there is to say, a few words each.
  var details: [String] {
    (trendWords + groupWords + stackWords + verdict.notes
      + [verdict.rule.owner, verdict.rule.runbook]
      .compactMap { verdict.outcome == .pass ? nil : $0 })
  }

  private var trendWords: [String] {
    guard let trend = worst?.trend else { return [] }
    return [
      "n = \(trend.count) after warm-up", "p \(FixedText.probability(trend.probability))",
    ]
  }

  private var groupWords: [String] {
    guard let per = verdict.rule.per, verdict.groups.count > 1 else { return [] }
    let same = verdict.groups.count { $0.outcome == verdict.outcome }
    return ["\(same) of \(verdict.groups.count) by \(per) \(verdict.outcome.verb)"]
  }

  /// The heaviest stack, for what has not passed.
  private var stackWords: [String] {
    guard verdict.outcome != .pass, let stack = verdict.stacks.first else { return [] }
    var words: [String] = []
    if let total = verdict.total, total > 0 {
      let text = VerdictNumber(verdict.stackDimension, limit: Quantity.none).text(total)
      words.append("\(FixedText.of(stack.value / total * 100, digits: 2))% of \(text)")
    }
    words += [stack.waiting].compactMap { $0 }
    words.append("site \(stack.shownSite)")
    words += [stack.place].compactMap { $0 }
    return words + [stack.fingerprint.map { "fp \($0)" }].compactMap { $0 }
  }
}

extension Outcome {
  /// What groups with this outcome do.
  fileprivate var verb: String {
    switch self {
    case .pass: "pass"
    case .fail: "fail"
    case .undecided: "are undecided"
    }
  }
}

extension Quantity {
  /// No limit, so that values are shown in a unit that suits them.
  static let none = Quantity(digits: "0", unit: nil)
}

extension StackEvidence {
  /// The site, or words for a goroutine that has just started.
  var shownSite: String { site.isEmpty ? "(no stack)" : site }

  /// The state and the age, as far as they are known: `chan receive, 13 minutes`.
  var waiting: String? {
    let age = minutes.map { "at least \($0) \($0 == 1 ? "minute" : "minutes")" }
    let parts = [state, age].compactMap { $0 }
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }

  /// Where the site is: `stream.go:19` with its path; nil where the format does not tell.
  var place: String? {
    guard !file.isEmpty else { return nil }
    return line > 0 ? "\(file):\(line)" : file
  }
}
