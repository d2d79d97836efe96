package import ProfileAnalysis
import ProfileModel

/// Ready entries for a rule file that leave out what failed, for the user to give a reason for.
package struct SuppressionEntries: Sendable {
  /// The lines of `suppress:`; empty when nothing failed that can be left out.
  package private(set) var lines: [String] = []
  private let rules: RuleSet
  private let lookup: MetricLookup
  private let snapshotSet: SnapshotSet
  private let today: CalendarDate
  /// No rule gets more entries than the user would give reasons for.
  private static let limit = 1000

  /// - `today`: entries expire 90 days later, so that they are not forgotten.
  /// - Throws: `RuleError` if a rule asks for what the profiles cannot mean.
  package init(
    _ rules: RuleSet, on snapshotSet: SnapshotSet, today: CalendarDate
  ) throws(RuleError) {
    self.rules = rules
    self.snapshotSet = snapshotSet
    lookup = MetricLookup(groups: snapshotSet.groups)
    self.today = today
    for rule in rules.rules {
      do throws(AssertionError) { lines += try entries(for: rule) } catch {
        throw RuleError(rule: rule.id, error: error)
      }
    }
    if !lines.isEmpty { lines.insert("suppress:", at: 0) }
  }

  /// Leaves out the heaviest stack behind the verdict until a rule that failed passes; where that does
  /// not help, as with too few of something, there are no entries.
  private func entries(for rule: Rule) throws(AssertionError) -> [String] {
    var (lines, suppressions) = ([String](), [Suppression]())
    while suppressions.count <= Self.limit {
      let suppressionIndex = SuppressionIndex(
        suppressions: rules.suppressions + suppressions, today: today)
      let check = RuleCheck(
        rule: rule, snapshotSet: snapshotSet, suppressions: suppressionIndex, stackLimit: 1)
      let verdict = try check.verdict()
      guard verdict.outcome == .fail || !lines.isEmpty && verdict.outcome == .undecided else {
        return lines
      }
      guard let stack = verdict.stacks.first,
        let entry = try entry(for: stack, rule, suppressionIndex),
        !suppressions.contains(where: { $0.id == entry.id })
      else { return verdict.outcome == .fail ? [] : lines }
      suppressions.append(entry)
      lines += Self.lines(of: entry, stack)
    }
    return []
  }

  /// The entry for a stack; its cap is what the stack makes in the rule's metric, with a little room.
  private func entry(
    for stack: VerdictStack, _ rule: Rule, _ suppressionIndex: SuppressionIndex
  ) throws(AssertionError) -> Suppression? {
    guard let metric = rule.assertion.measure.metrics.first,
      case .found(let source) = try lookup.find(metric), let fingerprint = stack.fingerprint
    else { return nil }
    var entry = Suppression(
      id: "\(rule.id)-\(fingerprint)",
      match: SampleSelector(terms: [
        .init(condition: .matches(.fingerprint, [.text(fingerprint)]))
      ]), reason: "TODO: why this is acceptable")
    let sum = suppressionIndex.largestSum(of: entry, rule, source).possible
    guard sum.isFinite else { return nil }
    entry.max = Self.cap(sum, source.dimension)
    entry.expires = today.adding(days: 90)
    entry.rules = [rule.id]
    return entry
  }

  private static func cap(_ sum: Double, _ dimension: Dimension) -> Quantity {
    let minute = Quantity.Unit.minutes.scale
    switch dimension {
    case .bytes: return Quantity(digits: digits(HeadRoom.cap(for: sum)), unit: .bytes)
    case .time where sum >= minute:
      return Quantity(digits: digits(HeadRoom.cap(for: sum / minute)), unit: .minutes)
    case .time: return Quantity(digits: digits(HeadRoom.cap(for: sum)), unit: .nanoseconds)
    case .count, .percent, .number:
      return Quantity(digits: digits(HeadRoom.cap(for: sum)), unit: nil)
    }
  }

  private static func digits(_ value: Double) -> String { "\(Int64(clamping: value))" }

  private static func lines(of entry: Suppression, _ stack: VerdictStack) -> [String] {
    let rules = (entry.rules ?? []).map(YAMLQuoting.text).joined(separator: ", ")
    return [
      "  - id: \(YAMLQuoting.text(entry.id))",
      "    match: \(entry.match)  # \(YAMLQuoting.text(stack.site))",
      "    max: \(entry.max.map(\.description) ?? "")",
      "    expires: \(entry.expires.map(\.description) ?? "")",
      "    rules: [\(rules)]",
      "    reason: \(YAMLQuoting.text(entry.reason))",
    ]
  }
}
