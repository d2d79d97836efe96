import ArgumentParser
import IncidentReports
import LeakChecks
import ProfileAnalysis
import ProfileFetching
import ProfileModel
import ProfileSystem

/// `report`: an incident as one file.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration.command(
    "report",
    abstract: "Write an incident as one HTML page, or as Markdown with pictures.",
    discussion: """
      The page summarizes the saved profiles of a service for readers who were not there: what happened and since \
      when, rules with charts, goroutines, memory, flame graphs that open as whole profiles, and a list of all files. \
      Each section shows the commands that print its numbers. Files, instances and rules are read as in \
      check --keep-going; without rules, the built-in rules apply. The time of the newest profile counts as now, so the \
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
  @OptionGroup(title: "Telling") var presentation: IncidentOptions
  @OptionGroup(title: "Rules") var rules: CheckRuleOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup(title: "Reading") var reading: ReadingOptions

  func validate() throws {
    try listing.check(
      paths.map(CheckInputs.path), others: rules.baseline.map(CheckInputs.path) + rules.rules)
    try reading.selection.refuseComparison()
    try reading.selection.refuseLimit("a report lists what was skipped and is written anyway")
    guard presentation.exitCode || !(rules.allowUnknown || rules.failOnWarnings) else {
      let option = rules.allowUnknown ? "--allow-unknown" : "--fail-on-warnings"
      throw ValidationError("\(option) is for --exit-code")
    }
    _ = try output.incidentFormat()
  }

  mutating func run() throws {
    let messages: [String]
    (rules, messages) = rules.withProject()
    try rules.refuseMisnamedSettings()
    if !reading.quiet { messages.forEach(Message.print) }
    let opened = try OpenedOutput(presentation.open, &output, ending: ".html")
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
    opened?.open()
    guard presentation.exitCode, incident.exitStatus != 0 else { return }
    guard incident.exitStatus == 2 else { throw ExitCode(incident.exitStatus) }
    throw FileError(
      InputOptions.Sources(paths, listing.list).name,
      "there is no verdict; the report says which rules are undecided or do not apply")
  }

  /// Reads the saved profiles and checks them.
  func incident() throws -> Incident {
    let set = try rules.ruleSet(files: rules.rules)
    var reading = reading.comparingNames("rules match")
    // Without the only file that is named there is nothing to report on.
    reading.keepGoing = reading.keepGoing || !isOneFile
    var inputs = CheckInputs(reading, list: listing.list)
    defer { inputs.reader.finish() }
    // The day is that of the newest profile, so it is not known yet which suppressions have expired.
    let plan = MeasurePlan(set, today: rules.today ?? CalendarDate(secondsSince1970: 0))
    let snapshotSet = try inputs.snapshotSet(paths, rules, set, plan)
    guard !snapshotSet.instances.isEmpty else {
      // The message about the only file says why.
      if isOneFile, !inputs.missing.isEmpty { throw ExitCode(2) }
      throw NothingRead(reading)
    }
    return try Incident(snapshotSet, set, skipped: inputs.skipped, request(set, snapshotSet))
  }

  private var isOneFile: Bool {
    listing.list == nil && paths.count == 1 && !paths[0].isFolder
      && PathPattern.expanded(paths[0]) == paths
  }

  private func request(_ set: RuleSet, _ snapshotSet: SnapshotSet) -> IncidentRequest {
    var request = IncidentRequest()
    (request.title, request.isRedacted) = (presentation.title, presentation.redact)
    (request.today, request.now, request.policy) = (rules.today, rules.now, rules.policy)
    request.program = "pproftool \(version)"
    request.paths = listing.arguments + paths.map(Self.name)
    request.baseline = rules.baseline.map(Self.name)
    let day = rules.today ?? CalendarDate(secondsSince1970: snapshotSet.newest / 1_000_000_000)
    request.ruleOptions = rules.arguments(
      for: set, today: day, now: rules.now ?? snapshotSet.newest)
    request.readingOptions = reading.arguments
    return request
  }

  private static let ending = ".md"

  /// An argument as given, without the password of a URL.
  private static func name(_ path: SystemPath) -> String {
    ServiceURL.isOne(path) ? InputFile.name(of: path) : path.text
  }

  /// Writes the flame graphs before the document that refers to them.
  private func writeMarkdown(_ incident: Incident) throws {
    guard let path = output.output else { return }
    let name = Array(path.fileName.dropLast(Self.ending.count)) + Array("_files".utf8)
    let folder = path.folder.appending(name)
    let document = IncidentMarkdown(incident, folder: IncidentMarkdown.address(ofFile: name))
    let flameGraphs = document.flameGraphFiles
    if !flameGraphs.isEmpty {
      try FileError.named(folder.text) { try FileSystem.make(folder: folder) }
    }
    do {
      for flameGraph in flameGraphs {
        try OutputFile(path: folder.appending(flameGraph.name)).write { try flameGraph.write(&$0) }
      }
      try output.write { document.write(to: &$0) }
    } catch {
      FileSystem.remove(emptyFolders: [folder])
      throw error
    }
  }
}
