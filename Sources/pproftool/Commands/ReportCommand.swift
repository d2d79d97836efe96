import ArgumentParser
import IncidentReports
import LeakChecks
import ProfileFetching
import ProfileModel
import ProfileSystem

/// `report`: an incident in one file.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration.command(
    "report",
    abstract: "Write an incident as one HTML page, or as Markdown with pictures.",
    discussion: """
      The page summarizes the saved profiles of a service for readers who were not there: what happened and since \
      when, rules with charts, goroutines, memory, flame graphs that open as whole profiles, and a list of all files. \
      Each section shows the commands that print its numbers. Files, instances and rules are read as in \
      check --keep-going; without rules, the built-in rules apply. The report is dated by the newest profile, so the \
      same files always give the same page.

      If the output name ends in .md, the report is Markdown, with its pictures in a folder beside it. The exit status \
      is 0 if the report was written, whatever it says, unless --exit-code is given.

      Example: pproftool report --rules leaks.yaml --baseline healthy profiles/router -o incident.html
      """)

  @Argument(
    help: ArgumentHelp(
      "Files and folders of the incident, as saved by collect; - is standard input.",
      valueName: "profile"),
    completion: .file())
  var paths: [SystemPath] = []

  @OptionGroup var listing: ListOptions
  @OptionGroup(title: "Telling") var telling: IncidentOptions
  @OptionGroup(title: "Rules") var rules: CheckRuleOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup(title: "Reading") var reading: ReadingOptions

  func validate() throws {
    try listing.check(
      paths.map(CheckInputs.path), others: rules.baseline.map(CheckInputs.path) + rules.rules)
    try reading.selection.refuseComparison()
    try reading.selection.refuseLimit("a report names what was set aside and is written anyway")
    guard telling.exitCode || !(rules.allowUnknown || rules.failOnWarnings) else {
      let option = rules.allowUnknown ? "--allow-unknown" : "--fail-on-warnings"
      throw ValidationError("\(option) is for --exit-code")
    }
    _ = try output.incidentFormat()
  }

  mutating func run() throws {
    let said: [String]
    (rules, said) = rules.withProject()
    if !reading.quiet { said.forEach(Message.print) }
    let shown = try ShownPicture(telling.open, &output, ending: ".html")
    if output.output == nil || output.output == "-", FileDescriptor.standardOutput.isTerminal {
      throw FileError(
        "standard output", "a page cannot be shown in a terminal; give -o incident.html, or pipe it"
      )
    }
    let incident = try incident()
    switch try output.incidentFormat() {
    case .markdown: try writeMarkdown(incident)
    default:
      let page = IncidentHTML(incident)
      try output.write(isForTerminals: false) { page.write(to: &$0) }
    }
    shown?.show()
    if telling.exitCode, incident.checkStatus != 0 { throw ExitCode(incident.checkStatus) }
  }

  /// Reads what was saved, and judges it.
  func incident() throws -> Incident {
    let set = try rules.ruleSet(files: rules.rules)
    var reading = reading.comparingNames("rules match")
    reading.keepGoing = true
    var inputs = CheckInputs(reading, list: listing.list)
    defer { inputs.reader.finish() }
    // What has expired is not known yet: the newest profile tells the day.
    let plan = MeasurePlan(set, today: rules.today ?? CalendarDate(secondsSince1970: 0))
    let evidence = try inputs.evidence(paths, rules, set, plan)
    guard !evidence.instances.isEmpty else { throw NothingRead() }
    return try Incident(evidence, set, skipped: inputs.skipped, request(set, evidence))
  }

  private func request(_ set: RuleSet, _ evidence: SnapshotSet) -> IncidentRequest {
    var request = IncidentRequest()
    (request.title, request.isRedacted) = (telling.title, telling.redact)
    (request.today, request.now, request.policy) = (rules.today, rules.now, rules.policy)
    request.program = "pproftool \(version)"
    request.paths = listing.words + paths.map(Self.name)
    request.baseline = rules.baseline.map(Self.name)
    let day = rules.today ?? CalendarDate(secondsSince1970: evidence.newest / 1_000_000_000)
    request.ruleOptions = rules.words(for: set, today: day, now: rules.now ?? evidence.newest)
    request.readingOptions = reading.words
    return request
  }

  private static let ending = ".md"

  /// What an argument is called: as it was given, but for the password of an address.
  private static func name(_ path: SystemPath) -> String {
    ServiceURL.isOne(path) ? InputFile.name(of: path) : path.text
  }

  /// The pictures are there before the document that refers to them.
  private func writeMarkdown(_ incident: Incident) throws {
    guard let path = output.output else { return }
    let name = Array(path.fileName.dropLast(Self.ending.count)) + Array("_files".utf8)
    let folder = path.folder.appending(name)
    let document = IncidentMarkdown(incident, folder: IncidentMarkdown.address(ofFile: name))
    let pictures = document.flameGraphFiles
    if !pictures.isEmpty {
      do { try FileSystem.make(folder: folder) } catch { throw FileError(folder.text, error) }
    }
    for picture in pictures {
      try OutputFile(path: folder.appending(picture.name)).write { try picture.write(&$0) }
    }
    try output.write { document.write(to: &$0) }
  }
}
