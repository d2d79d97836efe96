import ArgumentParser
import CheckReports
import LeakChecks
import ProfileModel
import ProfileReports
import ProfileSystem

/// `check`: checks profiles against rules.
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration.command(
    "check", abstract: "Check profiles against leak rules; the exit status is the verdict.",
    discussion: """
      A profile may be a folder, whose profiles are snapshots in time order, or TYPE=PROFILE if its name does not \
      show its type. Each instance is checked separately: its newest profile and every file you name. Unreadable \
      files are reported; the rest is checked. Without rules, a few built-in rules apply; pproftool help rules \
      explains how to write your own.

      The exit status is 0 if all rules pass, 1 if a rule definitely fails, 2 if a rule cannot be decided. Missing \
      data never gives 0: the names, frames, labels or records that are missing may be the ones a rule looks for.

      Example: pproftool check --assert 'listen: count(frame:(*Stream).listen) <= 200' goroutine.pb.gz
      Example: pproftool check --rules leaks.yaml --format text,junit --out reports -r snapshots/
      Generate a rule file: pproftool check --init healthy/ -o leaks.yaml
      """)

  @Argument(
    help: ArgumentHelp(
      "Files, folders or URLs to check; - is standard input. With --test: rule files.",
      valueName: "profile"),
    completion: .file())
  var paths: [SystemPath] = []

  @OptionGroup var listing: ListOptions
  @OptionGroup(title: "Rules") var rules: CheckRuleOptions

  @Flag(exclusivity: .exclusive) var mode: CheckMode?

  @OptionGroup(title: "Output") var report: CheckOutputOptions
  @OptionGroup(title: "Reading") var reading: ReadingOptions

  func validate() throws {
    // With --test, the project's rules may be all there is to test.
    if mode != .test || !paths.isEmpty || rules.withProject().options.rules.isEmpty {
      try listing.check(
        paths.map(CheckInputs.path), others: rules.baseline.map(CheckInputs.path) + rules.rules)
    }
    try reading.selection.refuseComparison()
    try reading.selection.refuseLimit("check never exits with 0 when anything is left out")
    try refuseIgnoredOptions()
    if let mode {
      try report.requireText(for: mode)
    } else {
      _ = try report.format(of: report.output)
    }
  }

  /// Rejects options that would be ignored, so that nobody relies on them.
  private func refuseIgnoredOptions() throws {
    let ignored: [String]
    switch mode {
    case nil: ignored = []
    case .test:
      ignored =
        rules.given.filter { $0 != "--rules" } + report.given
        + (listing.arguments + reading.selection.arguments).filter { $0.hasPrefix("--") }
    case .starter: ignored = rules.given + report.given
    case .suppressions: ignored = report.given
    }
    guard let mode, let option = ignored.first else { return }
    throw ValidationError("\(option) has no effect with --\(mode.rawValue)")
  }

  mutating func run() throws {
    applyProject()
    if mode == .test { return try runTests() }
    if mode == nil { try rules.refuseMisnamedSettings() }
    // An old report must not remain and claim success, whatever happens next.
    if mode == nil {
      if !reading.quiet { try report.unshown().forEach(Message.print) }
      try report.removeOld(keeping: (paths + rules.baseline).map(CheckInputs.path) + rules.rules)
    }
    var ruleSet = try rules.ruleSet(files: rules.rules)
    var inputs = CheckInputs(reading.comparingNames("rules match"), list: listing.list)
    defer { inputs.reader.finish() }
    let snapshotSet = try inputs.snapshotSet(
      paths, rules, ruleSet, MeasurePlan(ruleSet, today: rules.day))
    if mode == .starter { return try writeStarter(snapshotSet) }
    if ruleSet.rules.isEmpty { addBuiltInRules(to: &ruleSet, snapshotSet) }
    let report = try CheckReport(
      ruleSet, on: snapshotSet, today: rules.day, now: rules.moment,
      keepsSeries: report.explain)
    let status = report.exitStatus(rules.policy)
    if mode == .suppressions {
      let entries = try SuppressionEntries(ruleSet, on: snapshotSet, today: rules.day)
      try write(entries.lines)
      if entries.lines.isEmpty { printNothingFailed(report) }
    } else {
      try self.report.write(report, exitStatus: status, skipped: inputs.skipped)
      if status == 0, report.isBuiltIn { printWarningsPass(report) }
    }
    if status != 0 { throw ExitCode(status) }
  }

  /// Applies the project's rules and baseline where none are given, except with `--init`, which writes rules.
  private mutating func applyProject() {
    guard mode != .starter, mode != .test || paths.isEmpty else { return }
    let messages: [String]
    (rules, messages) = rules.withProject()
    if !reading.quiet { messages.forEach(Message.print) }
  }

  /// Adds the built-in rules where no rules are given, and prints a message about them.
  private func addBuiltInRules(to set: inout RuleSet, _ snapshotSet: SnapshotSet) {
    set.addBuiltInRules(for: snapshotSet)
    guard !reading.quiet || set.rules.isEmpty, !snapshotSet.groups.isEmpty else { return }
    let example =
      rules.baseline.isEmpty ? "inuse_space() <= 500MB" : "growth(inuse_space()) <= 50MB"
    Message.print(
      set.rules.isEmpty
        ? "no rules were given, and there are no built-in rules for such profiles (for heaps, 12 snapshots are needed); give --rules or --assert, for example --assert '\(example)'"
        : "no rules were given, so the built-in ones are checked (--init writes a rule file to start from)"
    )
    let others = set.kindsNotMeasured(in: snapshotSet)
    if !set.rules.isEmpty, !others.isEmpty {
      let heaps = others.contains("heap") ? " (heaps only with 12 snapshots or more)" : ""
      Message.print("the built-in rules judge no \(others.listed()) profile\(heaps)")
    }
    if !rules.baseline.isEmpty, !set.rules.contains(where: { $0.id == "growth" }) {
      Message.print(
        "the baseline is not compared: the built-in rule for growth needs goroutines on both sides")
    }
  }

  /// Prints that what the built-in rules warn of has no exit status, which scripts may rely on.
  private func printWarningsPass(_ report: CheckReport) {
    guard !reading.quiet, report.verdicts.contains(where: \.isWarning) else { return }
    Message.print("a warning alone gives exit status 0; with --fail-on-warnings, it gives 1")
  }

  /// Prints why there is no suppression.
  private func printNothingFailed(_ report: CheckReport) {
    guard !reading.quiet else { return }
    let count = report.verdicts.count { $0.outcome != .pass }
    let rules = count.counted("rule")
    Message.print(
      "nothing to suppress: no rule fails on stacks"
        + (count > 0 ? "; \(rules) did not pass: check without --write-suppressions says why" : ""))
  }

  private func writeStarter(_ snapshotSet: SnapshotSet) throws {
    // A message about each missing file was printed before.
    guard snapshotSet.missing.isEmpty else { throw ExitCode(2) }
    var starter = StarterFile(snapshotSet, today: rules.day, wording: .options)
    guard let lines = starter.lines() else {
      throw FileError(
        (paths.first ?? listing.filesFrom ?? "").text,
        "there is neither a goroutine nor a heap profile to start from")
    }
    try write(lines)
    if !starter.doubtful.isEmpty, !reading.quiet {
      let ids = starter.doubtful.map { "'\($0)'" }.joined(separator: ", ")
      Message.print(
        "warning: these profiles may be growing: built-in rules are undecided on them: \(ids); the limits may already include a leak"
      )
    }
    guard !starter.failing.isEmpty else { return }
    let ids = starter.failing.map { "'\($0)'" }.joined(separator: ", ")
    Message.print(
      "these profiles are not healthy: built-in rules fail on them: \(ids); their limits are written as comments, and the other limits may already include a leak"
    )
    throw ExitCode(1)
  }

  private func write(_ lines: [String]) throws {
    try report.output.write { sink in
      for line in lines { sink.write(line + "\n") }
    }
  }

  // MARK: Tests of rules

  private func runTests() throws {
    let files = paths + rules.rules
    let set = try rules.ruleSet(files: files)
    guard !set.tests.isEmpty else {
      throw FileError(files[0].text, "it has no test under the key 'tests'")
    }
    let folders = Dictionary(
      files.map { (InputFile.name(of: $0), $0.folder) }, uniquingKeysWith: { first, _ in first })
    let run = try set.runTests(today: rules.day) { path, test in
      try TestProfiles(folder: folders[test.file], reading).read(path, of: test)
    }
    try report.output.write { RuleTestReport(run).write(to: &$0) }
    if run.exitStatus != 0 { throw ExitCode(run.exitStatus) }
  }
}

/// What `check` does instead of checking.
enum CheckMode: String, EnumerableFlag {
  case test
  case starter = "init"
  case suppressions = "write-suppressions"

  static func name(for mode: CheckMode) -> NameSpecification { .customLong(mode.rawValue) }

  static func help(for mode: CheckMode) -> ArgumentHelp? {
    switch mode {
    case .test: "Run the tests in rule files; no profiles are given."
    case .starter: "Write a first rule file, based on healthy profiles."
    case .suppressions: "Write suppressions for the current failures, for use in a rule file."
    }
  }
}
