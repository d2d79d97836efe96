import ProfileCollecting
import ProfileSystem

/// Checks services after each round, and keeps the evidence when a rule newly fails.
final class IncidentWatch {
  private let check: ServiceCheck
  private let command: String?
  private let folder: SystemPath
  private let log: CollectLog
  /// The rules that failed after the last round, by service.
  private var failing: [TargetName: Set<String>] = [:]
  /// When a service was last disturbed for evidence.
  private var disturbed: [TargetName: Double] = [:]

  /// How long a service is left alone once it was disturbed, and how long the command may take, in seconds.
  private static let coolDown = 3600.0
  private static let commandLimit = 60.0

  /// - Throws: a `FileError` with what is wrong with a rule.
  init(_ options: CollectCheckOptions, _ folder: SystemPath, _ log: CollectLog) throws {
    check = try ServiceCheck(options)
    (command, self.folder, self.log) = (options.onFail, folder, log)
  }

  /// Checks the services of a round.
  ///
  /// - Returns: as `check` ends: 1 where a rule fails, else 2 where it cannot be told, else 0.
  func look(at round: Collector.Round, _ targets: [CollectTarget], _ collector: Collector) -> Int32
  {
    let statuses = round.saved.map { saved in
      do {
        let result = try check.run(saved.folder)
        try note(result, saved.time, targets.first { $0.name == saved.target }, collector)
        return result.status
      } catch {
        log.note("check: \(CollectLog.problem(error))", of: saved.target.description)
        return 2
      }
    }
    return statuses.contains(1) ? 1 : statuses.max() ?? 0
  }

  private func note(
    _ result: ServiceCheck.Result, _ time: String, _ target: CollectTarget?, _ collector: Collector
  ) throws {
    guard let target else { return }
    let new = result.failing.subtracting(failing[target.name] ?? [])
    let mended = (failing[target.name] ?? []).subtracting(result.failing)
    failing[target.name] = result.failing
    if !mended.isEmpty { say("check: \(Self.names(mended)) no longer fails", target) }
    guard !new.isEmpty else { return }
    let kept = KeptRounds.folder(in: folder, time: time)
    let count = try KeptRounds.keep(target.name, of: folder, in: kept)
    let report = try write(result.report, target, kept)
    say(
      "check: \(Self.names(new)) fails; \(count) files and the report are kept: \(report.text)",
      target)
    disturb(target, kept, collector)
    if let command { run(command, report, target) }
  }

  private func write(_ report: [UInt8], _ target: CollectTarget, _ kept: SystemPath) throws
    -> SystemPath
  {
    let name = target.name.description.split(separator: "/").joined(separator: "-")
    let path = kept.appending("\(name).check.json")
    try OutputFile(path: path).write { $0.write(bytes: report[...]) }
    return path
  }

  /// Takes what disturbs the service, once in a while.
  private func disturb(_ target: CollectTarget, _ kept: SystemPath, _ collector: Collector) {
    let now = ThisProcess.monotonicSeconds
    if let last = disturbed[target.name], now - last < Self.coolDown { return }
    disturbed[target.name] = now
    collector.collectEvidence(of: target, in: kept, seconds: ThisProcess.secondsSince1970)
  }

  private func run(_ command: String, _ report: SystemPath, _ target: CollectTarget) {
    do {
      let ending = try ChildProcess.run(shell: command, input: report, limit: Self.commandLimit)
      say("--on-fail: \(Self.text(ending))", target)
    } catch {
      say("--on-fail: \(error)", target)
    }
  }

  private static func text(_ ending: ChildProcess.Ending) -> String {
    switch ending {
    case .status(let status): "the command ended with \(status)"
    case .signal(let number): "the command was ended by signal \(number)"
    case .timeLimit: "the command took longer than \(Int(commandLimit)) s and was ended"
    }
  }

  private static func names(_ rules: Set<String>) -> String {
    rules.sorted().map { "'\($0)'" }.joined(separator: ", ")
  }

  private func say(_ text: String, _ target: CollectTarget) {
    log.note(text, of: target.name.description)
  }
}
