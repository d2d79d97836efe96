import ArgumentParser
import ProfileCollecting
import ProfileFetching
import ProfileSystem

/// `collect`: saves profiles of running services.
struct Collect: ParsableCommand {
  static let configuration = CommandConfiguration.command(
    "collect", abstract: "Save profiles of running services, once or at an interval.",
    discussion: """
      A service is the URL of its net/http/pprof handlers, or of one profile. A name before it becomes its folder: \
      NAME=URL. Files are named after time and profile, 20261126T114512Z.goroutine.pb.gz, so that check reads the \
      folder as a series of snapshots. Only complete profiles are kept.

      The exit status is 0 if nothing failed, 1 if a rule of --check fails, 2 if something could not be saved or a \
      rule cannot be decided. With --every, rules do not affect it, and it is 2 only if the first round saved nothing.

      Example: pproftool collect router=http://10.0.0.7:6060 -o profiles
      Example: pproftool collect --targets services.txt --every 10m --keep-for 24h -o profiles
      """)

  @Argument(
    help: ArgumentHelp("Services, as [NAME=]URL.", valueName: "service"))
  var services: [String] = []

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The folder for the saved profiles.", valueName: "folder"),
    completion: .directory)
  var output: SystemPath = "."

  @OptionGroup(title: "What") var what: CollectedOptions
  @OptionGroup(title: "When") var when: RoundOptions
  @OptionGroup(title: "Check") var check: CollectCheckOptions
  @OptionGroup(title: "Fetching") var fetching: FetchingOptions

  func validate() throws {
    guard !services.isEmpty || targetsFile != nil else {
      throw ValidationError("give a service as URL or NAME=URL, or give --targets")
    }
    guard fetching.save == nil else {
      throw ValidationError("--save is for commands that read profiles; collect saves to --output")
    }
  }

  /// The list of services: the given one, or the project's if the command line names no service either.
  private var targetsFile: SystemPath? {
    what.targets ?? (services.isEmpty ? ProjectSettings.current.paths(.targets).first : nil)
  }

  func run() throws {
    if what.targets == nil, services.isEmpty,
      let message = ProjectSettings.current.message(.targets)
    {
      Message.print(message)
    }
    let log = CollectLog(what.log)
    let watch = check.check.isEmpty ? nil : try IncidentWatch(check, output, log)
    let list = TargetList(
      services: services, file: targetsFile, profiles: what.profiles ?? CollectedProfile.usual,
      fetching: fetching)
    let targets = try list.targets()
    let alarm = Alarm()
    Self.handleSignals(alarm, isRepeated: when.every != nil, log)
    let settings = what.settings(output, when.ring)
    let collectRun = CollectRun(
      list: list, targets: targets, collector: try Self.collector(settings, log), watch: watch,
      log: log)
    guard let schedule = when.schedule else { return try collectRun.runOnce() }
    try collectRun.run(on: schedule, alarm)
  }

  private static func collector(_ settings: CollectSettings, _ log: CollectLog) throws -> Collector
  {
    do { return try Collector(settings) { log.write($0) } } catch let error as SystemError {
      throw FileError(settings.folder.text, error)
    }
  }

  /// On a signal, partial files are removed and the program ends. SIGHUP starts a round instead.
  private static func handleSignals(_ alarm: Alarm, isRepeated: Bool, _ log: CollectLog) {
    Signals.handOn { signal in
      if signal == .hangUp, isRepeated { return alarm.ring() }
      PartFiles.shared.removeAll()
      ThisProcess.endAtOnce(isRepeated ? (log.hasSaved ? 0 : 2) : 130)
    }
  }
}
