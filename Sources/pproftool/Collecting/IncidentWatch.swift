import ProfileCollecting
import ProfileModel
import ProfileSystem

/// Checks services after each round: logs changes, and keeps profiles when a rule newly fails.
///
/// The alarm comes first and depends on nothing that may fail, neither on keeping files nor on the service.
final class IncidentWatch {
  private let serviceCheck: ServiceCheck
  private let command: String?
  private let folder: SystemPath
  private let collectLog: CollectLog
  private var states: [TargetName: IncidentState] = [:]

  /// The time limit for the command, in seconds.
  private static let commandLimit = 60.0

  /// - Throws: a `FileError` for an invalid rule.
  init(_ options: CollectCheckOptions, _ folder: SystemPath, _ log: CollectLog) throws {
    serviceCheck = try ServiceCheck(options)
    (command, self.folder, collectLog) = (options.onFail, folder, log)
  }

  /// Checks a service of which something was saved.
  ///
  /// Called for one service at a time; slow work is left to the caller.
  ///
  /// - Returns: the exit status as of `check`: 1 if a rule fails, else 2 if a rule cannot be decided, else 0; and the
  ///   folder for the profiles of an incident, nil for none.
  func check(_ saved: Collector.SavedRound) -> (status: Int32, folder: SystemPath?) {
    var state = states[saved.target.name] ?? IncidentState(saved.folder)
    defer { states[saved.target.name] = state }
    do {
      let result = try serviceCheck.run(saved.folder)
      logChanges(result, saved, &state)
      let new = result.findings.filter { $0.outcome == .fails && !state.failing.contains($0.rule) }
      state.failing = Set(result.findings.filter { $0.outcome == .fails }.map(\.rule))
      let incidentFolder = new.isEmpty ? nil : alarm(result, saved)
      let laterStatus = checkForLaterFile(saved, &state)
      return (result.status == 1 ? 1 : max(result.status, laterStatus), incidentFolder)
    } catch {
      log("check: \(CollectLog.problem(error))", saved)
      return (2, nil)
    }
  }

  // MARK: Log

  private func logChanges(
    _ result: ServiceCheck.Result, _ saved: Collector.SavedRound, _ state: inout IncidentState
  ) {
    for finding in result.findings where state.outcomes[finding.rule] != finding.outcome {
      logVerdict(finding.rule, finding.outcome.rawValue, finding.line, saved)
    }
    let outcomes = Dictionary(
      result.findings.map { ($0.rule, $0.outcome) }, uniquingKeysWith: { first, _ in first })
    for rule in state.outcomes.keys.sorted() where outcomes[rule] == nil {
      logVerdict(rule, "passes", "\(rule) passes again", saved)
    }
    state.outcomes = outcomes
    for sentence in result.missing where state.logged.insert(sentence).inserted {
      log("check: \(sentence)", saved)
    }
  }

  private func logVerdict(
    _ rule: String, _ outcome: String, _ line: String, _ saved: Collector.SavedRound
  ) {
    let event = CollectEvent(
      .judged(rule: rule, outcome: outcome, line), saved.target.name.description)
    collectLog.write(event)
  }

  /// Logs that a file is dated later than the round just saved: rules would take it for the newest and judge the
  /// past.
  ///
  /// - Returns: 2 if there is such a file, since nothing is known about the present then.
  private func checkForLaterFile(_ saved: Collector.SavedRound, _ state: inout IncidentState)
    -> Int32
  {
    guard let later = saved.laterFile else { return 0 }
    if state.logged.insert(later.text).inserted {
      log(
        "check: \(later.text) has a later time than what was saved just now, so rules take it for the newest; if the clock was set back, move the file away",
        saved)
    }
    return 2
  }

  private func log(_ text: String, _ saved: Collector.SavedRound) {
    collectLog.note(text, of: saved.target.name.description)
  }

  // MARK: A rule newly fails

  /// - Returns: the folder for a dump and a CPU profile; nil if the service is not to be disturbed again so soon.
  private func alarm(
    _ result: ServiceCheck.Result, _ saved: Collector.SavedRound
  ) -> SystemPath? {
    let kept = KeptRounds.folder(in: folder, time: saved.time)
    let isRecent = KeptRounds.isRecent(of: saved.target.name, in: folder)
    let report = keep(result.report, saved, kept)
    if let command { run(command, report, saved) }
    return report == nil || isRecent ? nil : kept
  }

  /// Keeps the saved rounds and the report.
  ///
  /// - Returns: the path of the report; nil if it cannot be kept.
  private func keep(
    _ report: [UInt8], _ saved: Collector.SavedRound, _ kept: SystemPath
  ) -> SystemPath? {
    do {
      let count = try KeptRounds.keep(saved.target.name, of: folder, in: kept)
      let name = saved.target.name.description.split(separator: "/").joined(separator: "-")
      let path = kept.appending("\(name).check.json")
      try OutputFile(path: path).write { $0.write(bytes: report[...]) }
      log(
        "check: \(count.counted("file")) and the report are kept: \(path.text)",
        saved)
      return path
    } catch {
      log("check: the files cannot be kept in \(kept.text): \(CollectLog.problem(error))", saved)
      return nil
    }
  }

  private func run(_ command: String, _ report: SystemPath?, _ saved: Collector.SavedRound) {
    if report == nil {
      log("--on-fail: there is no report, so the command gets empty input", saved)
    }
    do {
      let ending = try ChildProcess.run(
        shell: command, input: report ?? "/dev/null", limit: Self.commandLimit)
      log("--on-fail: \(Self.text(ending))", saved)
    } catch {
      log("--on-fail: \(error)", saved)
    }
  }

  private static func text(_ ending: ChildProcess.Ending) -> String {
    switch ending {
    case .status(let status): "the command exited with \(status)"
    case .signal(let number): "the command was killed by signal \(number)"
    case .timeLimit: "the command took longer than \(Int(commandLimit)) s and was killed"
    }
  }
}

/// The state of a service's rules between rounds. Failing rules are also stored between runs, so that a `collect`
/// started by cron does not raise the same alarm each time.
private struct IncidentState {
  var outcomes: [String: ServiceCheck.FindingOutcome] = [:]
  /// Messages logged before.
  var logged: Set<String> = []
  /// The rules that failed in the last round.
  var failing: Set<String> {
    didSet { if failing != oldValue { keep() } }
  }

  /// A hidden file, so that it is not read as a profile.
  private let path: SystemPath

  init(_ folder: SystemPath) {
    path = folder.appending(CollectedFolder.failing)
    let bytes = (try? InputFile.bytes(of: path, atMost: 1 << 20)) ?? []
    failing = Set(String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init))
  }

  /// If it cannot be written, the worst case is a repeated alarm.
  private func keep() {
    try? OutputFile(path: path).write { $0.write(failing.sorted().joined(separator: "\n") + "\n") }
  }
}
