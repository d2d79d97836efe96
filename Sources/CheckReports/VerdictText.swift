package import LeakChecks
import ProfileAnalysis
import ProfileModel
import ProfileReports

/// The text of a verdict, part by part.
package struct VerdictText {
  let verdict: Verdict
  private let number: VerdictNumber
  /// The entry described; the worst unless another is given.
  private let entry: GroupVerdict?

  package init(_ verdict: Verdict, _ entry: GroupVerdict? = nil) {
    self.verdict = verdict
    number = VerdictNumber(verdict)
    self.entry = entry ?? verdict.groups.first
  }

  /// The outcome of the entry; of the rule if there is none.
  package var outcome: Outcome { entry?.outcome ?? verdict.outcome }

  /// Whether it is no more than a warning.
  package var isWarning: Bool { verdict.rule.severity == .warn && outcome != .pass }

  /// `PASS`, `FAIL`, `UNDECIDED`, or `WARN` for a rule that only warns.
  package var status: String {
    if isWarning { return "WARN" }
    switch outcome {
    case .pass: return "PASS"
    case .fail: return "FAIL"
    case .undecided: return "UNDECIDED"
    }
  }

  /// All of it on one line: `FAIL listen: 64102 > 200 · 99.72% of 64281 · site … · fp … · @routing`.
  package var line: String { "\(status) \(statement)" }

  /// The line without the status.
  var statement: String { "\(title): \(sentence)" }

  /// The rule, and the instance and group of the entry.
  var title: String {
    guard let entry, !entry.title.isEmpty else { return verdict.rule.id }
    return "\(verdict.rule.id) [\(entry.title)]"
  }

  /// The stacks behind the entry, a line each, for what has not passed.
  var stackLines: [String] { outcome == .pass ? [] : VerdictStackLines(verdict, entry).lines }

  /// The heaviest stack behind the entry.
  var stack: VerdictStack? { entry?.stacks.first }

  /// What follows the rule's name.
  var sentence: String { ([finding] + details).joined(separator: " · ") }

  /// The same for reports that do not show the status.
  var fullSentence: String {
    outcome == .undecided && !isWarning ? "undecided: \(sentence)" : sentence
  }

  /// The value and the limit: `64102 > 200`.
  package var finding: String {
    let isOpen = isWarning && outcome == .undecided
    return (isOpen ? "undecided: " : "") + measured
  }

  private var measured: String {
    guard let entry else { return verdict.reason ?? "nothing was measured" }
    if let trend = entry.trend { return TrendSentence(trend, entry, of: verdict).measured }
    guard entry.isMeasured else { return entry.reason ?? "nothing was measured" }
    switch outcome {
    case .pass: return "\(number.text(entry)) \(comparison.rawValue) \(limit)"
    case .fail: return "\(number.text(entry)) \(comparison.opposite.rawValue) \(limit)"
    case .undecided:
      let reason = entry.reason.map { " · \($0)" } ?? ""
      return "\(number.text(entry)), limit \(comparison.rawValue) \(limit)\(reason)"
    }
  }

  private var comparison: ComparisonOperator { verdict.rule.assertion.comparison }
  package var limit: String {
    let limit = verdict.rule.assertion.limit
    return VerdictNumber(verdict.dimension, limit: limit).text(limit.value)
  }

  // MARK: Details

  /// Further details, a short phrase each.
  var details: [String] {
    trendDetails + groupDetails + stackDetails + fileDetails + verdict.notes + unmatched
      + [verdict.rule.owner, verdict.rule.runbook].compactMap { outcome == .pass ? nil : $0 }
  }

  private var trendDetails: [String] {
    guard let entry, let trend = entry.trend else { return [] }
    return TrendSentence(trend, entry, of: verdict).details
  }

  private var groupDetails: [String] {
    guard verdict.groups.count > 1, entry == verdict.groups.first else { return [] }
    let same = verdict.groups.count { $0.outcome == outcome }
    let per = verdict.rule.grouping.map { "groups (per: \($0)) " } ?? "instances "
    return ["\(same) of \(verdict.groups.count) \(per)\(outcome.verb)"]
  }

  private var fileDetails: [String] { entry?.file.map { ["in \($0)"] } ?? [] }

  private var unmatched: [String] {
    verdict.unmatched.map { term in
      let similar = verdict.likeUnmatched[term].map { "; similar: \($0)" } ?? ""
      return "nothing here matches \(term)\(similar)"
    }
  }

  /// The heaviest stack, for what has not passed.
  private var stackDetails: [String] {
    guard outcome != .pass, let entry, let stack = entry.stacks.first else { return [] }
    var details: [String] = []
    if let total = entry.total, total > 0 {
      let text = VerdictNumber(verdict.stackDimension, limit: Quantity.none).text(total)
      let share = "\(FixedText.of(stack.value / total * 100, digits: 2))% of \(text)"
      details.append(entry.stacks.count > 1 ? "largest stack \(share)" : share)
    }
    details += [stack.waiting].compactMap { $0 }
    details.append("site \(stack.shownSite)")
    details += [stack.source, stack.creator].compactMap { $0 }
    return details + [stack.fingerprint.map { "fp \($0)" }].compactMap { $0 }
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
  package static let none = Quantity(digits: "0", unit: nil)
}

extension VerdictStack {
  /// The site, or a text for a goroutine that has just started.
  package var shownSite: String { site.isEmpty ? DimensionKeys.noFrame : site }

  /// The state and the age, if known: `chan receive, 13 minutes`.
  package var waiting: String? {
    let age = minutes.map { "at least \($0.counted("minute"))" }
    let parts = [state, age].compactMap { $0 }
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }

  /// Who created its goroutines, and where: `created by main.serve at main.go:31`; nil where nothing tells.
  package var creator: String? {
    let at = creatorSources.isEmpty ? "" : " at " + creatorSources.joined(separator: " or ")
    return createdBy.map { "created by \($0)\(at)" }
  }

  /// Where the site is: `stream.go:19` with its path; nil where the format does not record it.
  package var source: String? {
    file.isEmpty ? nil : SourceText.text(file: file, line: line)
  }
}

extension Verdict {
  /// The lines of the text report without stacks: `FAIL listen: 64102 > 200 · …`, one for each shown entry.
  package var lines: [String] {
    guard !groups.isEmpty else { return [SafeText.line(VerdictText(self).line)] }
    let shown = ShownEntries(self)
    return (shown.entries.map { VerdictText(self, $0).line } + [shown.rest].compactMap { $0 })
      .map { SafeText.line($0) }
  }
}

/// The stacks behind a verdict, a line each, in columns; none if the verdict itself says all of the only
/// one.
struct VerdictStackLines {
  let lines: [String]

  init(_ verdict: Verdict, _ entry: GroupVerdict? = nil) {
    let entry = entry ?? verdict.groups.first
    let stacks = entry?.stacks ?? []
    guard stacks.count > 1 else {
      lines = []
      return
    }
    let number = VerdictNumber(verdict.stackDimension, limit: .none)
    let rows = stacks.map { stack in
      [
        number.text(stack.value), Self.share(stack, entry?.total), Self.change(stack, number),
        stack.fingerprint ?? "",
        [stack.shownSite, stack.source, stack.waiting].compactMap { $0 }
          .joined(separator: "  "),
      ]
    }
    let widths = (0..<4).map { column in rows.map(\.[column].count).max() ?? 0 }
    lines = rows.map { row in
      let cells = (0..<4).compactMap { column in
        widths[column] == 0
          ? nil : String(repeating: " ", count: widths[column] - row[column].count) + row[column]
      }
      return (cells + [row[4]]).joined(separator: "  ")
    }
  }

  private static func share(_ stack: VerdictStack, _ total: Double?) -> String {
    guard let total, total > 0 else { return "" }
    return FixedText.of(stack.value / total * 100, digits: 2) + "%"
  }

  private static func change(_ stack: VerdictStack, _ number: VerdictNumber) -> String {
    guard let before = stack.before else { return "" }
    return before == 0 ? "new" : "was \(number.text(before))"
  }
}
