import ArgumentParser
import ProfileCollecting
import ProfileFetching
import ProfileSystem

/// Which profiles are saved, and of which services.
struct CollectedOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      What to save: goroutine, goroutine.debug1, heap, heap.debug1, allocs, block, mutex, threadcreate, goroutine.debug2, \
      cpu, goroutineleak, KIND=/PATH for a profile at another path, or all (default: goroutine,heap,heap.debug1).
      """, valueName: "list"),
    completion: .list(CollectedProfile.names + ["all"]), transform: Self.list)
  var profiles: [CollectedProfile]?

  @Option(
    help: ArgumentHelp(
      "A file of services, one NAME URL [option=value …] per line, read again before each round; - is standard input.",
      valueName: "file"), completion: .file())
  var targets: SystemPath?

  @Option(
    help: ArgumentHelp(
      "Save goroutine.debug2, which pauses the service, only if the service has at most this many goroutines (default: 10000).",
      valueName: "number"), transform: WholeNumber.option)
  var maxDump = 10_000

  @Flag(help: "Run the garbage collector before each heap profile.")
  var gc = false

  @Option(
    help: ArgumentHelp(
      "How many services to query at the same time (default: 16).", valueName: "number"),
    transform: WholeNumber.option)
  var jobs = 16

  @Option(
    help: ArgumentHelp(
      "How many times to retry after a temporary failure (default: 2).", valueName: "number"),
    transform: WholeNumber.option)
  var retries = 2

  @Flag(help: "Also keep responses that are not profiles, with names that end in .bad.")
  var keepBad = false

  @Option(help: ArgumentHelp("The format of the log on standard error.", valueName: "form"))
  var log = CollectLog.Format.text

  func validate() throws {
    guard maxDump >= 0 else { throw ValidationError("--max-dump must be 0 or more") }
    guard 1...256 ~= jobs else { throw ValidationError("--jobs takes a number from 1 to 256") }
    guard 0...10 ~= retries else { throw ValidationError("--retries takes a number from 0 to 10") }
  }

  private static func list(_ text: String) throws -> [CollectedProfile] {
    do { return try CollectedProfile.list(text) } catch { throw ValidationError("\(error)") }
  }
}

/// The interval, and how much is kept.
struct RoundOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Keep running and save at this interval, 1s or longer.", valueName: "time"),
    transform: Self.time)
  var every: Double?

  @Option(
    help: ArgumentHelp(
      "Delay each round randomly by up to this share of the interval (default: 10%).",
      valueName: "percent"),
    transform: Percentage.share)
  var jitter: Double?

  @Option(
    help: ArgumentHelp("With --every: stop after this many rounds.", valueName: "number"),
    transform: WholeNumber.option)
  var rounds: Int?

  @Option(
    help: ArgumentHelp(
      "Keep at most this many rounds of each service.", valueName: "number"),
    transform: WholeNumber.option)
  var keep: Int?

  @Option(
    help: ArgumentHelp("Remove rounds that are older than this.", valueName: "time"),
    transform: Self.time)
  var keepFor: Double?

  @Option(
    help: ArgumentHelp("Keep at most this many bytes per service.", valueName: "bytes"),
    transform: ByteCount.option)
  var keepBytes: Int?

  func validate() throws {
    guard (every ?? 1) >= 1 else { throw ValidationError("--every must be 1s or more") }
    guard jitter == nil || every != nil else { throw ValidationError("--jitter needs --every") }
    guard rounds == nil || every != nil else { throw ValidationError("--rounds needs --every") }
    guard (rounds ?? 1) >= 1 else { throw ValidationError("--rounds must be 1 or more") }
    guard (keep ?? 1) >= 1 else { throw ValidationError("--keep must be 1 or more") }
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

  /// The times of the rounds; nil for a single round.
  var schedule: RoundSchedule? {
    every.map {
      RoundSchedule(interval: $0, jitter: jitter ?? Self.usualJitter, count: rounds ?? .max)
    }
  }

  var ring: Ring {
    var ring = Ring()
    (ring.rounds, ring.seconds, ring.bytes) = (keep, keepFor, keepBytes.map { Int64($0) })
    return ring
  }
}

/// The checks after each round.
struct CollectCheckOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      After each round, check each service's folder against the rules in this file. When a rule starts to fail, the \
      oldest and newest rounds are kept in .kept. May be given several times.
      """, valueName: "file"), completion: .file())
  var check: [SystemPath] = []

  @Option(
    help: ArgumentHelp(
      "A known-good profile or folder. May be given several times.",
      valueName: "profile"), completion: .file())
  var baseline: [SystemPath] = []

  @Option(
    help: ArgumentHelp(
      "Run this shell command when a rule starts to fail; the report is its standard input, as JSON.",
      valueName: "command"))
  var onFail: String?

  func validate() throws {
    guard !check.isEmpty || (baseline.isEmpty && onFail == nil) else {
      throw ValidationError("\(onFail == nil ? "--baseline" : "--on-fail") needs --check")
    }
  }
}

extension CollectedOptions {
  /// The settings of the collector.
  func settings(_ folder: SystemPath, _ ring: Ring) -> CollectSettings {
    var settings = CollectSettings()
    (settings.folder, settings.ring) = (folder, ring)
    (settings.mostForDump, settings.collectsGarbage) = (maxDump, gc)
    (settings.jobs, settings.retries, settings.keepsBad) = (jobs, retries, keepBad)
    return settings
  }
}
