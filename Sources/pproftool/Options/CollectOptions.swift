import ArgumentParser
import ProfileCollecting
import ProfileFetching
import ProfileSystem

/// What is saved, and of which services.
struct CollectedOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      What to save: goroutine, goroutine.debug1, heap, heap.debug1, allocs, block, mutex, threadcreate, goroutine.debug2, \
      cpu, goroutineleak, KIND=/PATH for one of another place, or all (default: goroutine,heap,heap.debug1).
      """, valueName: "list"),
    completion: .list(CollectedProfile.names + ["all"]), transform: Self.list)
  var profiles: [CollectedProfile]?

  @Option(
    help: ArgumentHelp(
      "A file of services, NAME URL [option=value …] a line, read anew each round; - is standard input.",
      valueName: "file"), completion: .file())
  var targets: SystemPath?

  @Option(
    help: ArgumentHelp(
      "Take goroutine.debug2, which stops the service, only of so many goroutines at most.",
      valueName: "number"), transform: WholeNumber.option)
  var maxDump = 10_000

  @Flag(help: "Collect garbage before a heap is taken.")
  var gc = false

  @Option(help: ArgumentHelp("How many services are asked at once.", valueName: "number"))
  var jobs = 16

  @Option(
    help: ArgumentHelp(
      "How often to ask again after a failure that may pass.", valueName: "number"))
  var retries = 2

  @Flag(help: "Keep what is no profile too, under a name that ends in .bad.")
  var keepBad = false

  @Option(help: ArgumentHelp("How the log on standard error is written.", valueName: "form"))
  var log = CollectLog.Form.words

  func validate() throws {
    guard maxDump >= 0 else { throw ValidationError("--max-dump is 0 or more") }
    guard 1...256 ~= jobs else { throw ValidationError("--jobs is a number from 1 to 256") }
    guard 0...10 ~= retries else { throw ValidationError("--retries is a number from 0 to 10") }
  }

  private static func list(_ text: String) throws -> [CollectedProfile] {
    do { return try CollectedProfile.list(text) } catch { throw ValidationError("\(error)") }
  }
}

/// How often, and how much is kept.
struct RoundOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Go on, and save so often, from 1s on.", valueName: "time"),
    transform: Self.time)
  var every: Double?

  @Option(
    help: ArgumentHelp(
      "How much later a round may be by chance (default: 10%).", valueName: "percent"),
    transform: Percentage.share)
  var jitter: Double?

  @Option(
    help: ArgumentHelp("Keep so many rounds of each service.", valueName: "number"),
    transform: WholeNumber.option)
  var keep: Int?

  @Option(
    help: ArgumentHelp("Keep the rounds of so long.", valueName: "time"), transform: Self.time)
  var keepFor: Double?

  @Option(
    help: ArgumentHelp("Keep so many bytes of each service.", valueName: "bytes"),
    transform: ByteCount.option)
  var keepBytes: Int?

  func validate() throws {
    guard (every ?? 1) >= 1 else { throw ValidationError("--every is 1s or more") }
    guard jitter == nil || every != nil else { throw ValidationError("--jitter needs --every") }
    guard (keep ?? 1) >= 1 else { throw ValidationError("--keep is 1 or more") }
  }

  private static func time(_ text: String) throws -> Double {
    guard let time = TimeLength.parse(text), time > 0 else {
      throw ValidationError("expected a length of time, as in 30s, 10m or 24h")
    }
    return time
  }
}

extension RoundOptions {
  private static let usualJitter = 0.1

  /// When rounds are taken; nil for one alone.
  var schedule: RoundSchedule? {
    every.map { RoundSchedule(interval: $0, jitter: jitter ?? Self.usualJitter) }
  }

  var ring: Ring {
    var ring = Ring()
    (ring.rounds, ring.seconds, ring.bytes) = (keep, keepFor, keepBytes.map { Int64($0) })
    return ring
  }
}

/// What is checked after each round.
struct CollectCheckOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      Check each service's folder against the rules of a file after each round. When a rule newly fails, its oldest and \
      newest rounds are kept in .kept. May be given several times.
      """, valueName: "file"), completion: .file())
  var check: [SystemPath] = []

  @Option(
    help: ArgumentHelp(
      "A profile or folder that is known to be good. May be given several times.",
      valueName: "profile"), completion: .file())
  var baseline: [SystemPath] = []

  @Option(
    help: ArgumentHelp(
      "Run a line of the shell when a rule newly fails, with the report in JSON as its standard input.",
      valueName: "command"))
  var onFail: String?

  func validate() throws {
    guard !check.isEmpty || (baseline.isEmpty && onFail == nil) else {
      throw ValidationError("\(onFail == nil ? "--baseline" : "--on-fail") needs --check")
    }
  }
}

extension CollectedOptions {
  /// How profiles are saved.
  func settings(_ folder: SystemPath, _ ring: Ring) -> CollectSettings {
    var settings = CollectSettings()
    (settings.folder, settings.ring) = (folder, ring)
    (settings.mostForDump, settings.collectsGarbage) = (maxDump, gc)
    (settings.jobs, settings.retries, settings.keepsBad) = (jobs, retries, keepBad)
    return settings
  }
}
