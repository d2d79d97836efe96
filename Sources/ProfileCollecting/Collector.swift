import ProfileFetching
package import ProfileSystem

/// Saves the profiles of services, several side by side.
package final class Collector: @unchecked Sendable {
  /// What came of a round.
  package struct Round: Sendable {
    /// The services of which something was saved, with the time that stands in the names.
    package fileprivate(set) var saved: [(target: TargetName, folder: SystemPath, time: String)] =
      []
    package fileprivate(set) var failures = 0
  }

  private let settings: CollectSettings
  private let log: @Sendable (CollectEvent) -> Void
  private let monitor = Monitor()
  private var memories: [TargetName: ServiceMemory] = [:]
  /// Held to its end, for it is the lock.
  private let lock: FileDescriptor

  /// - `log`: takes what happens, one event at a time.
  /// - Throws: `CollectError` when somebody else collects into the folder, or a `SystemError`.
  package init(_ settings: CollectSettings, log: @escaping @Sendable (CollectEvent) -> Void) throws
  {
    (self.settings, self.log) = (settings, log)
    try FileSystem.make(folders: settings.folder)
    lock = try .keeping(settings.folder.appending(".lock"))
    guard try lock.lock() else { throw CollectError.locked(settings.folder) }
  }

  /// Takes one round of all services, and lets go of old ones.
  ///
  /// - `seconds`: when it is, since 1970.
  package func collect(_ targets: [CollectTarget], seconds: Int64) -> Round {
    let work = RoundWork(count: targets.count)
    let body: @Sendable () -> Void = { [self] in
      while let place = work.take() {
        work.put(collect(targets[place], seconds: seconds))
      }
    }
    work.run(threads: min(settings.jobs, targets.count), body)
    return work.round
  }

  /// Saves what shows most of a service that misbehaves: a dump of its goroutines, unless it has too many, and what its
  /// processors do for some seconds.
  ///
  /// - `folder`: where the service's folder of it is.
  package func collectEvidence(of target: CollectTarget, in folder: SystemPath, seconds: Int64) {
    var (target, settings) = (target, settings)
    (target.profiles, target.seconds) = ([.dump, .cpu], Self.evidenceSeconds)
    settings.folder = folder
    var round = ServiceRound(of: target, settings, ServiceMemory(), seconds: seconds) {
      [self] event in
      monitor.locked { log(event) }
    }
    round.run()
  }

  private static let evidenceSeconds = 5

  private func collect(_ target: CollectTarget, seconds: Int64) -> Round {
    let folder = target.name.folder(in: settings.folder)
    let memory = monitor.locked {
      if let known = memories[target.name] { return known }
      PartFile.removeLeftovers(in: folder)
      let memory = ServiceMemory()
      memories[target.name] = memory
      return memory
    }
    var round = ServiceRound(of: target, settings, memory, seconds: seconds) { [self] event in
      monitor.locked { log(event) }
    }
    round.run()
    var result = Round()
    result.failures = round.failures
    guard !round.saved.isEmpty else { return result }
    result.saved = [(target.name, folder, round.time)]
    trim(target, folder, round.time, seconds)
    return result
  }

  private func trim(
    _ target: CollectTarget, _ folder: SystemPath, _ time: String, _ seconds: Int64
  ) {
    guard !settings.ring.isOpen else { return }
    let oldest = settings.ring.seconds.map { RoundTime.text(seconds - Int64(min($0, 1e11))) }
    _ = settings.ring.trim(folder, taken: time, oldest: oldest)
  }
}

/// The services of a round that nobody has taken yet, and what came of the others.
private final class RoundWork: @unchecked Sendable {
  private let monitor = Monitor()
  private let count: Int
  private var taken = 0
  private var running = 0
  private(set) var round = Collector.Round()

  init(count: Int) { self.count = count }

  func take() -> Int? {
    monitor.locked {
      guard taken < count else { return nil }
      taken += 1
      return taken - 1
    }
  }

  func put(_ part: Collector.Round) {
    monitor.locked {
      round.saved += part.saved
      round.failures += part.failures
    }
  }

  /// Runs `body` in so many threads, the caller's among them, and waits for all.
  func run(threads: Int, _ body: @escaping @Sendable () -> Void) {
    for _ in 1..<max(1, threads) {
      monitor.locked { running += 1 }
      let isStarted = startThread { [self] in
        body()
        done()
      }
      if !isStarted { done() }
    }
    body()
    monitor.locked { while running > 0 { monitor.wait() } }
  }

  private func done() {
    monitor.locked {
      running -= 1
      monitor.wake()
    }
  }
}
