import ArgumentParser
import ProfileCollecting
import ProfileSystem

/// The rounds of one call of `collect`.
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

  /// Takes one round.
  ///
  /// - Throws: an `ExitCode`: 1 when a rule fails, 2 when something was not saved or cannot be told.
  func once() throws {
    let (round, status) = take()
    if status == 1 { throw ExitCode(1) }
    if round.failures > 0 || status != 0 { throw ExitCode(2) }
  }

  /// Takes rounds until a signal ends the program.
  ///
  /// - Throws: an `ExitCode` when the first round saved nothing.
  func go(on schedule: RoundSchedule, _ alarm: Alarm) throws {
    var isFirst = true
    try Rounds(schedule, alarm).run {
      if !isFirst { readList() }
      let round = take().round
      guard !isFirst || round.saved > 0 else { throw ExitCode(2) }
      isFirst = false
    } leftOut: { count in
      log.note(
        "\(count) \(count == 1 ? "round is" : "rounds are") left out: the previous one took too long"
      )
    }
  }

  private func take() -> (round: Collector.Round, status: Int32) {
    let statuses = Statuses()
    let round = collector.collect(targets, seconds: ThisProcess.secondsSince1970) { [self] saved in
      guard let watch else { return }
      // One service at a time is checked; what disturbs it holds up no other's alarm.
      let evidence = statuses.add { watch.look(at: saved) }
      guard let evidence else { return }
      collector.collectIncident(
        of: saved.target, in: evidence, seconds: ThisProcess.secondsSince1970)
    }
    return (round, statuses.worst)
  }

  /// The list may have changed; as long as it is wrong, the old one holds. Standard input can be read only once.
  private func readList() {
    if list.file == "-" { return }
    do { targets = try list.targets() } catch {
      log.note("\(CommandWording.text(of: error)); the services known before are used")
    }
  }
}

/// How the checks of a round ended.
private final class Statuses: @unchecked Sendable {
  private let monitor = Monitor()
  private var all: [Int32] = []

  /// Makes a check, one at a time.
  ///
  /// - Returns: where more evidence is to be kept.
  func add(_ check: () -> (status: Int32, evidence: SystemPath?)) -> SystemPath? {
    monitor.locked {
      let (status, evidence) = check()
      all.append(status)
      return evidence
    }
  }

  /// 1 where a rule fails, else 2 where it cannot be told, else 0.
  var worst: Int32 { all.contains(1) ? 1 : all.max() ?? 0 }
}
