import ProfileFetching
package import ProfileSystem

/// Saves the profiles of services, several side by side.
package final class Collector: @unchecked Sendable {
  /// The result of a round.
  package struct Round: Sendable {
    /// How many services something was saved of, and how many requests failed.
    package fileprivate(set) var saved = 0
    package fileprivate(set) var failures = 0
  }

  /// A service for which something was saved.
  package struct SavedRound: Sendable {
    package let target: CollectTarget
    package let folder: SystemPath
    /// As written in the names of the files.
    package let time: String

    /// A file with a later time, left by a clock that was set back; nil if there is none.
    package var laterFile: SystemPath? {
      RoundFile.all(in: folder).last { $0.time > time }.map { folder.appending($0.name) }
    }
  }

  private let settings: CollectSettings
  private let log: @Sendable (CollectEvent) -> Void
  private let monitor = Monitor()
  private var memories: [TargetName: ServiceMemory] = [:]
  /// Held until the end, since it is the lock.
  private let lock: FileDescriptor

  /// - `log`: takes what happens, one event at a time.
  /// - Throws: `CollectError` when somebody else collects into the folder, or a `SystemError`.
  package init(_ settings: CollectSettings, log: @escaping @Sendable (CollectEvent) -> Void) throws
  {
    (self.settings, self.log) = (settings, log)
    try FileSystem.make(folders: settings.folder)
    lock = try .keeping(settings.folder.appending(CollectedFolder.lock))
    guard try lock.lock() else { throw CollectError.locked(settings.folder) }
  }

  /// Collects one round of all services, and deletes old ones.
  ///
  /// - `seconds`: when it is, since 1970.
  /// - `use`: gets each service for which something was saved, as soon as it is there, on any thread.
  package func collect(
    _ targets: [CollectTarget], seconds: Int64, _ use: @escaping @Sendable (SavedRound) -> Void
  ) -> Round {
    let work = RoundWork(count: targets.count)
    let body: @Sendable () -> Void = { [self] in
      while let index = work.take() {
        work.put(collect(targets[index], seconds: seconds, use))
      }
    }
    work.run(threads: min(settings.jobs, targets.count), body)
    return work.round
  }

  /// Saves what shows most of a service that misbehaves: a dump of its goroutines, unless it has too many, and what its
  /// processors do for some seconds.
  ///
  /// - `folder`: where the service's folder of it is.
  package func collectIncident(of target: CollectTarget, in folder: SystemPath, seconds: Int64) {
    var (target, settings) = (target, settings)
    (target.profiles, target.seconds) = ([.dump, .cpu], Self.incidentSeconds)
    settings.folder = folder
    var round = ServiceRound(of: target, settings, ServiceMemory(), seconds: seconds, log: say)
    round.run()
  }

  private static let incidentSeconds = 5

  private func collect(
    _ target: CollectTarget, seconds: Int64, _ use: (SavedRound) -> Void
  ) -> Round {
    let folder = target.name.folder(in: settings.folder)
    let memory = monitor.locked {
      if let known = memories[target.name] { return known }
      PartFile.removeLeftovers(in: folder)
      let memory = ServiceMemory()
      memories[target.name] = memory
      return memory
    }
    var round = ServiceRound(of: target, settings, memory, seconds: seconds, log: say)
    round.run()
    var result = Round()
    result.failures = round.failures
    guard !round.saved.isEmpty else {
      // A full disk must not stop the deletion of surplus rounds. Their age does not count here: a service that is down
      // for long must not lose its last ones.
      if round.lacksSpace { trim(folder, taken: round.time, oldest: nil) }
      return result
    }
    result.saved = 1
    trim(
      folder, taken: round.time,
      oldest: settings.ring.seconds.map { RoundTime.text(seconds - Int64(min($0, 1e11))) })
    use(SavedRound(target: target, folder: folder, time: round.time))
    return result
  }

  private func say(_ event: CollectEvent) { monitor.locked { log(event) } }

  private func trim(_ folder: SystemPath, taken: String, oldest: String?) {
    guard !settings.ring.isOpen else { return }
    settings.ring.trim(folder, taken: taken, oldest: oldest)
  }
}

/// The services of a round that are still to do, and the results of the others.
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

  /// Runs `body` on this many threads, the caller's among them, and waits for all.
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

/// How profiles of services are saved.
package struct CollectSettings: Sendable {
  /// Where the services' folders are.
  package var folder: SystemPath = "."
  /// The most goroutines that a service may have for a dump, which stops it.
  package var mostForDump = 10_000
  /// Whether heaps are taken after a garbage collection.
  package var collectsGarbage = false
  /// How many services are asked at once.
  package var jobs = 16
  /// How often a request is made again whose failure may pass.
  package var retries = 2
  package var ring = Ring()
  /// Whether what is no profile is kept too, as `….bad`.
  package var keepsBad = false

  package init() {}
}

/// Why a request to collect is invalid.
package enum CollectError: Error, Equatable, CustomStringConvertible {
  case badName(String)
  case twice(String)
  case badKind(String)
  case kindTwice(String)
  case line(Int, String)
  case noTargets
  case tooManyTargets(Int)
  case noService(String)
  case locked(SystemPath)

  package var description: String {
    switch self {
    case .badName(let name):
      "'\(name)' cannot name a service: a name has one to three parts separated by /, each of A-Z a-z 0-9 . _ - and not beginning with ."
    case .twice(let name): "two services have the name \(name); rename one with NAME=URL"
    case .badKind(let kind):
      "'\(kind)' is not a profile; expected \(CollectedProfile.names.joined(separator: ", ")), all, or KIND=/PATH"
    case .kindTwice(let name):
      "two profiles have the name \(name); rename one, as in \(name).2=/PATH"
    case .line(let line, let what): "line \(line): \(what)"
    case .noTargets: "it names no service; write one NAME URL per line"
    case .tooManyTargets(let count): "has more than \(count) services"
    case .noService(let text):
      ServiceURL.isHostAndPort(text)
        ? "is not an address; write http://\(text)"
        : "'\(text)' is not an address: expected http://HOST:PORT, or NAME=http://HOST:PORT"
    case .locked(let folder): "another collector writes to \(folder.text)"
    }
  }
}
