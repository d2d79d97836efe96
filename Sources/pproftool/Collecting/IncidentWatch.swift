import ProfileCollecting
import ProfileSystem

/// Checks services after each round: says what changes, and keeps the evidence when a rule newly fails.
///
/// The alarm comes first, and depends on nothing that may fail: neither on whether evidence can be kept nor on the service.
final class IncidentWatch {
  private let check: ServiceCheck
  private let command: String?
  private let folder: SystemPath
  private let log: CollectLog
  private var memories: [TargetName: IncidentMemory] = [:]

  /// How long the command may take, in seconds.
  private static let commandLimit = 60.0

  /// - Throws: a `FileError` with what is wrong with a rule.
  init(_ options: CollectCheckOptions, _ folder: SystemPath, _ log: CollectLog) throws {
    check = try ServiceCheck(options)
    (command, self.folder, self.log) = (options.onFail, folder, log)
  }

  /// Checks a service whose round something was saved of.
  ///
  /// It is called for one service at a time; what takes long is left to `disturb`.
  ///
  /// - Returns: as `check` ends: 1 where a rule fails, else 2 where it cannot be told, else 0; and where more evidence is to
  ///   be kept, nil if none is.
  func look(at saved: Collector.SavedRound) -> (status: Int32, evidence: SystemPath?) {
    var memory = memories[saved.target.name] ?? IncidentMemory(saved.folder)
    defer { memories[saved.target.name] = memory }
    do {
      let result = try check.run(saved.folder)
      sayChanges(result, saved, &memory)
      let new = result.findings.filter { $0.outcome == .fails && !memory.failing.contains($0.rule) }
      memory.failing = Set(result.findings.filter { $0.outcome == .fails }.map(\.rule))
      let evidence = new.isEmpty ? nil : alarm(result, saved)
      let later = sayLaterFile(saved, &memory)
      return (result.status == 1 ? 1 : max(result.status, later), evidence)
    } catch {
      say("check: \(CollectLog.problem(error))", saved)
      return (2, nil)
    }
  }

  // MARK: What is said

  private func sayChanges(
    _ result: ServiceCheck.Result, _ saved: Collector.SavedRound, _ memory: inout IncidentMemory
  ) {
    for finding in result.findings where memory.outcomes[finding.rule] != finding.outcome {
      judge(finding.rule, finding.outcome.rawValue, finding.line, saved)
    }
    let outcomes = Dictionary(
      result.findings.map { ($0.rule, $0.outcome) }, uniquingKeysWith: { first, _ in first })
    for rule in memory.outcomes.keys.sorted() where outcomes[rule] == nil {
      judge(rule, "passes", "\(rule) passes again", saved)
    }
    memory.outcomes = outcomes
    for sentence in result.missing where memory.said.insert(sentence).inserted {
      say("check: \(sentence)", saved)
    }
  }

  private func judge(
    _ rule: String, _ outcome: String, _ line: String, _ saved: Collector.SavedRound
  ) {
    let event = CollectEvent(
      .judged(rule: rule, outcome: outcome, line), saved.target.name.description)
    log.say(event)
  }

  /// Says that a file has a later time than what was just saved: rules take that for the newest, and judge the past.
  ///
  /// - Returns: 2 if there is one, for nothing is known of the present then.
  private func sayLaterFile(_ saved: Collector.SavedRound, _ memory: inout IncidentMemory) -> Int32
  {
    guard let later = saved.laterFile else { return 0 }
    if memory.said.insert(later.text).inserted {
      say(
        "check: \(later.text) has a later time than what was saved just now, so rules take it for the newest; if the clock was set back, move the file away",
        saved)
    }
    return 2
  }

  private func say(_ text: String, _ saved: Collector.SavedRound) {
    log.note(text, of: saved.target.name.description)
  }

  // MARK: A rule newly fails

  /// - Returns: where a dump and a CPU profile are to be kept; nil when the service is not to be disturbed again.
  private func alarm(
    _ result: ServiceCheck.Result, _ saved: Collector.SavedRound
  ) -> SystemPath? {
    let kept = KeptRounds.folder(in: folder, time: saved.time)
    let isRecent = KeptRounds.isRecent(of: saved.target.name, in: folder)
    let report = keep(result.report, saved, kept)
    if let command { run(command, report, saved) }
    return report == nil || isRecent ? nil : kept
  }

  /// Keeps the rounds and the report.
  ///
  /// - Returns: where the report is; nil when it cannot be kept.
  private func keep(
    _ report: [UInt8], _ saved: Collector.SavedRound, _ kept: SystemPath
  ) -> SystemPath? {
    do {
      let count = try KeptRounds.keep(saved.target.name, of: folder, in: kept)
      let name = saved.target.name.description.split(separator: "/").joined(separator: "-")
      let path = kept.appending("\(name).check.json")
      try OutputFile(path: path).write { $0.write(bytes: report[...]) }
      say(
        "check: \(count == 1 ? "1 file" : "\(count) files") and the report are kept: \(path.text)",
        saved)
      return path
    } catch {
      say("check: the files cannot be kept in \(kept.text): \(CollectLog.problem(error))", saved)
      return nil
    }
  }

  private func run(_ command: String, _ report: SystemPath?, _ saved: Collector.SavedRound) {
    if report == nil {
      say("--on-fail: there is no report, so the command gets empty input", saved)
    }
    do {
      let ending = try ChildProcess.run(
        shell: command, input: report ?? "/dev/null", limit: Self.commandLimit)
      say("--on-fail: \(Self.text(ending))", saved)
    } catch {
      say("--on-fail: \(error)", saved)
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

/// What is remembered of a service's rules: as long as the program runs, and of those that fail from one call to the next,
/// so that one which is called by cron does not sound the same alarm each time.
private struct IncidentMemory {
  var outcomes: [String: ServiceCheck.Outcome] = [:]
  /// What was said once.
  var said: Set<String> = []
  /// The rules that failed after the last round.
  var failing: Set<String> {
    didSet { if failing != oldValue { keep() } }
  }

  /// Hidden, so that nobody takes it for a profile.
  private let path: SystemPath

  init(_ folder: SystemPath) {
    path = folder.appending(".failing")
    let bytes = (try? InputFile.bytes(of: path, atMost: 1 << 20)) ?? []
    failing = Set(String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init))
  }

  /// What cannot be kept is at worst said a second time.
  private func keep() {
    try? OutputFile(path: path).write { $0.write(failing.sorted().joined(separator: "\n") + "\n") }
  }
}
