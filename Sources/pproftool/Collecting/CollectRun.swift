import ArgumentParser
import ProfileCollecting
import ProfileModel
import ProfileSystem

/// The rounds of one run of `collect`.
final class CollectRun: @unchecked Sendable {
  private let list: TargetList
  private var targets: [CollectTarget]
  private let collector: Collector
  private let watch: IncidentWatch?
  private let log: CollectLog

  init(
    list: TargetList, targets: [CollectTarget], collector: Collector, watch: IncidentWatch?,
    log: CollectLog
  ) {
    (self.list, self.targets, self.collector) = (list, targets, collector)
    (self.watch, self.log) = (watch, log)
  }

  /// Collects one round.
  ///
  /// - Throws: an `ExitCode`: 1 if a rule fails, 2 if something was not saved or a rule cannot be decided.
  func runOnce() throws {
    let (round, status) = collect()
    if status == 1 { throw ExitCode(1) }
    if round.failures > 0 || status != 0 { throw ExitCode(2) }
  }

  /// Collects rounds until all are done or a signal ends the program.
  ///
  /// - Throws: an `ExitCode` if the first round saved nothing.
  func run(on schedule: RoundSchedule, _ alarm: Alarm) throws {
    var isFirst = true
    try Rounds(schedule, alarm).run {
      if !isFirst { readList() }
      let round = collect().round
      guard !isFirst || round.saved > 0 else { throw ExitCode(2) }
      isFirst = false
    } leftOut: { count in
      log.note(
        "\(count.counted("round")) \(count == 1 ? "was" : "were") skipped: the previous one took too long"
      )
    }
  }

  private func collect() -> (round: Collector.Round, status: Int32) {
    let statuses = Statuses()
    let round = collector.collect(targets, seconds: ThisProcess.secondsSince1970) { [self] saved in
      guard let watch else { return }
      // Services are checked one at a time. The profiles of an incident are collected outside, so that they delay no
      // other service's alarm.
      guard let folder = statuses.add({ watch.check(saved) }) else { return }
      collector.collectIncident(
        of: saved.target, in: folder, seconds: ThisProcess.secondsSince1970)
    }
    return (round, statuses.worst)
  }

  /// Reads the list again, since it may have changed. An invalid list leaves the old one in use; standard input can
  /// be read only once.
  private func readList() {
    if list.file == "-" { return }
    do { targets = try list.targets() } catch {
      log.note("\(CommandWording.text(of: error)); the previous list of services is used")
    }
  }
}

/// The exit statuses of a round's checks.
private final class Statuses: @unchecked Sendable {
  private let monitor = Monitor()
  private var all: [Int32] = []

  /// Runs a check, one at a time.
  ///
  /// - Returns: the folder for the profiles of an incident; nil for none.
  func add(_ check: () -> (status: Int32, folder: SystemPath?)) -> SystemPath? {
    monitor.locked {
      let (status, folder) = check()
      all.append(status)
      return folder
    }
  }

  /// 1 if a rule fails, else 2 if a rule cannot be decided, else 0.
  var worst: Int32 { all.contains(1) ? 1 : all.max() ?? 0 }
}
