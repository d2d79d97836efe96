import CheckReports
import LeakChecks
import ProfileModel
import ProfileSystem

/// Checks the folder of a service against rules.
struct ServiceCheck {
  /// The result of a check.
  struct Result {
    /// The rules that do not pass.
    let findings: [Finding]
    /// Files that could not be read, one sentence each.
    let missing: [String]
    /// The exit status as of `check`: 1 if a rule fails, 2 if a rule cannot be decided, 0 if all pass.
    let status: Int32
    /// The report in JSON.
    let report: [UInt8]
  }

  /// A rule that does not pass.
  struct Finding: Equatable {
    let rule: String
    let outcome: FindingOutcome
    /// The line of the report: `FAIL guard: 305 > 200 · …`.
    let line: String
  }

  enum FindingOutcome: String, CaseIterable { case fails, warns, undecided }

  private let rules: RuleSet
  private let options: CheckRuleOptions
  private let reading: ReadingOptions

  /// - Throws: a `FileError` for an invalid rule.
  init(_ check: CollectCheckOptions) throws {
    var options = try CheckRuleOptions.parse([])
    (options.rules, options.baseline) = (check.check, check.baseline)
    rules = try options.ruleSet(files: check.check)
    self.options = options
    var reading = try ReadingOptions.parse([])
    reading.quiet = true
    self.reading = reading
  }

  /// Checks a folder.
  func run(_ folder: SystemPath) throws -> Result {
    var inputs = CheckInputs(reading, printsMessages: false)
    let snapshotSet = try inputs.snapshotSet(
      [folder], options, rules, MeasurePlan(rules, today: options.day))
    let report = try CheckReport(rules, on: snapshotSet, today: options.day, now: options.moment)
    let status = report.exitStatus(options.policy)
    return Result(
      findings: report.verdicts.compactMap(Self.finding),
      missing: report.missing.map { "\($0.name): \($0.reason)" }, status: status,
      report: Self.json(CheckOutput(report, exitStatus: status, skipped: inputs.skipped)))
  }

  private static func finding(_ verdict: Verdict) -> Finding? {
    guard verdict.outcome != .pass else { return nil }
    let outcome: FindingOutcome =
      verdict.isWarning ? .warns : verdict.outcome == .fail ? .fails : .undecided
    return Finding(
      rule: verdict.rule.id, outcome: outcome, line: verdict.lines.first ?? verdict.rule.id)
  }

  private static func json(_ output: CheckOutput) -> [UInt8] {
    ByteSink.bytes { output.write(.json, to: &$0) }
  }
}
