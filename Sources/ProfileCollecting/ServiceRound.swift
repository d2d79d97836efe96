import ProfileAnalysis
import ProfileFetching
import ProfileFormats
import ProfileModel
import ProfileReports
import ProfileSystem

/// The memory of a service from one round to the next.
final class ServiceMemory: @unchecked Sendable {
  /// Messages that are reported once.
  var said: Set<String> = []
  /// The identity of the process that answered last.
  var process: ProcessMark?
  /// Whether it could not be reached in the round before.
  var wasGone = false
}

/// One round of one service: its profiles one after the other, over one connection.
struct ServiceRound {
  private let target: CollectTarget
  private let settings: CollectSettings
  private let memory: ServiceMemory
  private let log: (CollectEvent) -> Void
  private let folder: SystemPath
  /// As written in the names of the round's files.
  let time: String
  private var connection: ServiceConnection?
  /// How many goroutines the service has, once that is known.
  private var goroutines: Int64?
  private(set) var saved: [SystemPath] = []
  private(set) var failures = 0
  /// Whether the disk was full.
  private(set) var lacksSpace = false
  /// Whether the service can be reached, if known.
  private var isThere = true
  /// A service that was gone is asked once a round: rounds follow one another, and the others wait for this one.
  private let retries: Int

  /// - `seconds`: when it is, since 1970.
  /// - `log`: takes what happens.
  init(
    of target: CollectTarget, _ settings: CollectSettings, _ memory: ServiceMemory, seconds: Int64,
    log: @escaping (CollectEvent) -> Void
  ) {
    (self.target, self.settings, self.memory, self.log) = (target, settings, memory, log)
    folder = target.name.folder(in: settings.folder)
    retries = memory.wasGone ? 0 : settings.retries
    time = Self.freeTime(seconds, in: folder)
  }

  /// A clock that was set back must not bring two rounds together.
  private static func freeTime(_ seconds: Int64, in folder: SystemPath) -> String {
    let taken = Set(RoundFile.all(in: folder).map(\.time))
    var seconds = seconds
    while taken.contains(RoundTime.text(seconds)) { seconds += 1 }
    return RoundTime.text(seconds)
  }

  /// Collects the round.
  mutating func run() {
    defer { memory.wasGone = !isThere }
    do { try FileSystem.make(folders: folder) } catch {
      return fail(
        CollectEvent(.failed, target.name.description), SaveError(path: folder, error: error))
    }
    for (profile, url) in target.requests(collectsGarbage: settings.collectsGarbage) where isThere {
      take(profile, url)
    }
    if saved.isEmpty, failures == 0 {
      fail(CollectEvent(.failed, target.name.description), NothingThere())
    }
  }

  private mutating func take(_ profile: CollectedProfile, _ url: ServiceURL) {
    if profile.stopsService, let why = whyNoDump() { return skip(profile, why) }
    var event = CollectEvent(.saved, target.name.description)
    event.profile = profile.name
    let start = ThisProcess.monotonicSeconds
    let result = Result { try save(profile, url, &event) }
    event.milliseconds = Int((ThisProcess.monotonicSeconds - start) * 1000)
    switch result {
    case .success(let result):
      (event.file, event.bytes) = (result.path.text, result.bytes)
      saved.append(result.path)
      log(event)
      note(result.profiles, of: profile)
    case .failure(let error): failed(profile, event, error)
    }
  }

  private mutating func failed(
    _ profile: CollectedProfile, _ event: CollectEvent, _ error: any Error
  ) {
    if let error = error as? FetchError, error.isOfUnknownProfile {
      return skip(profile, "the service has no such profile")
    }
    if let error = error as? FetchError, error.concernsAll || error.isSilence { isThere = false }
    fail(event, error)
  }

  private mutating func fail(_ event: CollectEvent, _ error: any Error) {
    failures += 1
    lacksSpace = lacksSpace || (error as? SaveError)?.error.isLackOfSpace == true
    var event = event
    (event.kind, event.error) = (.failed, error)
    event.status = (error as? FetchError)?.status
    log(event)
  }

  /// Says once in the service's life that something is not taken.
  private func skip(_ profile: CollectedProfile, _ why: String) {
    guard memory.said.insert("\(profile.name): \(why)").inserted else { return }
    var event = CollectEvent(.skipped(why), target.name.description)
    event.profile = profile.name
    log(event)
  }

  // MARK: Fetching

  private mutating func save(
    _ profile: CollectedProfile, _ url: ServiceURL, _ event: inout CollectEvent
  ) throws -> AnswerFile.Saved {
    let file = AnswerFile(
      stem: folder.appending("\(time).\(profile.name)"),
      limits: ReadLimits(inflatedBytes: target.settings.mostBytes), keepsBad: settings.keepsBad,
      kind: profile.kind)
    return try attempting(&event) { connection, target in
      try file.save(connection.get(url, target.settings))
    }
  }

  /// Makes a request, again and again while its failure may pass.
  private mutating func attempting<Result>(
    _ event: inout CollectEvent, _ body: (ServiceConnection, CollectTarget) throws -> Result
  ) throws -> Result {
    while true {
      event.attempts += 1
      do {
        let connection = try connection ?? ServiceConnection()
        self.connection = connection
        let result = try body(connection, target)
        event.status = 200
        return result
      } catch let error as FetchError where error.mayPass && event.attempts <= retries {
        RetryDelay.wait(before: event.attempts, error)
      }
    }
  }

  // MARK: Goroutines and processes

  /// Why a dump of all goroutines is not taken; nil if it is.
  private mutating func whyNoDump() -> String? {
    guard let count = goroutines ?? countGoroutines() else {
      return
        "not safe: a dump pauses the service while it is written, and the number of goroutines is not known"
    }
    guard count > settings.mostForDump else { return nil }
    return
      "a dump would pause the service, which has \(count) goroutines; --max-dump allows \(settings.mostForDump)"
  }

  private mutating func countGoroutines() -> Int64? {
    let url = CollectedProfile.goroutine.url(of: target.url, collectsGarbage: false, seconds: nil)
    var event = CollectEvent(.saved, target.name.description)
    let all = try? attempting(&event) { connection, target in
      let answer = try connection.get(url, target.settings)
      return try ProfileReader.readAll(
        ByteSource { try answer.next() },
        limits: ReadLimits(inflatedBytes: target.settings.mostBytes))
    }
    return all?.first.flatMap { Self.total($0.profile) }
  }

  /// How many goroutines a profile counts; nil for one of anything else.
  private static func total(_ profile: Profile) -> Int64? {
    let types = profile.header.sampleTypes.map { profile.strings[$0.type] }
    guard types == ["goroutine"] else { return nil }
    return profile.sampleTable.values.reduce(0) { $0.addingClamped($1) }
  }

  private mutating func note(_ profiles: [ReadProfile], of profile: CollectedProfile) {
    guard let first = profiles.first?.profile else { return }
    if profile == .goroutine { goroutines = Self.total(first) }
    guard let mark = ProcessMark(first) else { return }
    if let before = memory.process, before != mark {
      log(
        CollectEvent(
          .noted("the service restarted, or another instance answered"), target.name.description))
    }
    memory.process = mark
  }
}

/// A service that has none of the profiles that were asked for, or may not be asked for them.
struct NothingThere: Error, CustomStringConvertible {
  let description = "nothing was saved"
}

/// The pause after a failure: 1 s, then 4 s, 16 s, each a fifth more or less by chance; a pause that the server asks
/// for counts up to half a minute.
enum RetryDelay {
  private static let most = 30.0

  static func seconds(before attempt: Int, retryAfter: Int?, chance: Double) -> Double {
    let own = [1.0, 4, 16][min(max(attempt, 1), 3) - 1] * (0.8 + 0.4 * chance)
    return min(max(own, Double(retryAfter ?? 0)), most)
  }

  static func wait(before attempt: Int, _ error: FetchError) {
    let seconds = seconds(
      before: attempt, retryAfter: error.retryAfter, chance: Double.random(in: 0...1))
    let monitor = Monitor()
    monitor.locked { monitor.wait(atMost: seconds) }
  }
}

/// Times as written in names of files.
enum RoundTime {
  /// `20261126T114512Z`, of seconds since 1970.
  static func text(_ seconds: Int64) -> String {
    Timestamp(nanoseconds: seconds.multipliedClamped(by: 1_000_000_000)).compact
  }
}
