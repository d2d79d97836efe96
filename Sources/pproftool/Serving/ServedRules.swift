import ArgumentParser
import CheckReports
import IncidentReports
import LeakChecks
import ProfileFetching
import ProfileModel
import ProfileServing
import ProfileSystem

/// Checks the served profiles against the rules of the command line, or against built-in ones.
struct ServedRules: Sendable {
  /// The paths on the command line.
  let paths: [SystemPath]
  let listing: ListOptions
  let rules: [SystemPath]
  let baseline: [SystemPath]
  let reading: ReadingOptions
  /// The options of the command line, as arguments.
  let given: [String]

  static let name = Check.configuration.commandName ?? ""

  /// Options that only a check accepts from a request.
  static let valued: Set = ["assert", "suppress", "instance", "today", "now"]
  static let flags: Set = ["explain", "allow-unknown", "fail-on-warnings"]

  /// Whether rules or a baseline were given.
  var areGiven: Bool { !rules.isEmpty || !baseline.isEmpty }

  /// The command-line arguments for the rules.
  private var ruleArguments: [String] {
    rules.flatMap { ["--rules", $0.text] } + baseline.flatMap { ["--baseline", $0.text] }
  }

  /// The report on one profile, in one of the formats of `check`.
  ///
  /// - Throws: a `ServedError`, or an error about a rule.
  func report(
    on entry: ShelfEntry, _ query: RequestQuery, _ cancellation: Cancellation,
    _ read: () throws -> ReadProfile
  ) throws -> ServedFile {
    let options = try ServedOptions.arguments(
      query, valued: Self.valued.union(["format"]), flags: Self.flags
    ).flatMap { $0 }
    let command = try parsed(options)
    let profile: [SystemPath]
    var loaded: [SnapshotSet.Input] = []
    if case .file(let path, _) = entry.origin, entry.nth == nil {
      guard !entry.isChanged else { throw ShelfReading.changed(entry) }
      profile = [path]
    } else {
      profile = []
      loaded = [SnapshotSet.Input(file: entry.name, read: try read())]
    }
    let output = try checked(command, profile, loaded: loaded).output
    let format = command.report.format.first ?? .text
    let arguments =
      ["pproftool", Self.name] + options + ruleArguments + given + entry.readingArguments
      + [entry.argument]
    return ServedFile(
      bytes: try AnswerBytes.of(cancellation) { output.write(format, to: &$0) },
      type: format.mediaType,
      ending: format.endings[0], command: ShellCommand(arguments).text)
  }

  /// The verdicts on all given profiles, one line each.
  ///
  /// - `entries`: the profiles that are served: those of services and of standard input are judged as they are in memory,
  ///   since another answer would be of another moment, or of another instance.
  /// - Throws: an error about a rule, or if a file has changed since it was read.
  func verdicts(
    on entries: [ShelfEntry], _ read: (ShelfEntry) throws -> ReadProfile
  ) throws -> [String] {
    try requireUnchanged(entries)
    let loaded = try entries.filter { $0.upload == nil && $0.path == nil }.map { entry in
      var input = SnapshotSet.Input(file: entry.name, read: try read(entry))
      if entry.time != 0 { input.date = entry.time }
      return input
    }
    let (output, judged) = try checked(parsed([]), files, listing.list, loaded: loaded)
    return output.lines + [output.summary] + unlisted(judged, entries)
  }

  /// A page with the rules and charts of their series.
  ///
  /// - `entries`: the profiles that are served.
  /// - `links`: links to profiles, by time.
  /// - Throws: an error about a rule, if there is nothing to check, or if a file has changed since it was read.
  func series(
    of entries: [ShelfEntry], links: [Int64: String], home: String
  ) throws -> [UInt8] {
    try requireUnchanged(entries)
    var report = try ReportCommand.parse(ruleArguments + ["--", "profile"])
    (report.paths, report.listing) = (files, listing)
    report.reading = reading
    report.reading.quiet = true
    report.presentation.title =
      "Rules of \(paths.isEmpty ? listing.list?.name ?? "" : InputFile.name(of: paths))"
    let page = IncidentHTML(rulesOf: try report.incident(), links: links, home: home)
    return ByteSink.bytes { page.write(to: &$0) }
  }

  /// The paths on the command line that are files and folders.
  var files: [SystemPath] { paths.filter { !ServiceURL.isOne($0) && $0 != "-" } }

  /// A verdict is about what the page shows.
  private func requireUnchanged(_ entries: [ShelfEntry]) throws {
    if let first = entries.first(where: { $0.upload == nil && $0.isChanged }) {
      throw ShelfReading.changed(first)
    }
  }

  /// That files of folders were judged which came after the start, and are not listed.
  private func unlisted(_ judged: [SystemPath], _ entries: [ShelfEntry]) -> [String] {
    let known = Set(entries.map { $0.path?.bytes ?? Array($0.name.utf8) })
    let others = judged.filter { !known.contains($0.bytes) }
    guard let first = others.first?.text else { return [] }
    let more = others.count > 1 ? " and \(others.count - 1) more" : ""
    return ["\(first)\(more) came later: judged, and not listed until serve is started again"]
  }

  private func parsed(_ options: [String]) throws -> Check {
    do { return try Check.parse(options + ruleArguments + ["--", "profile"]) } catch {
      throw ServedError(400, Check.message(for: error))
    }
  }

  private func checked(
    _ command: Check, _ paths: [SystemPath], _ list: NameList? = nil,
    loaded: [SnapshotSet.Input] = []
  ) throws -> (output: CheckOutput, judged: [SystemPath]) {
    let options = command.rules
    var set = try options.ruleSet(files: options.rules)
    var reading = reading.comparingNames("rules match")
    reading.quiet = true
    var inputs = CheckInputs(reading, list: list, printsMessages: false)
    let plan = MeasurePlan(set, today: options.day)
    let snapshotSet = try inputs.snapshotSet(paths, options, set, plan, loaded: loaded)
    if set.rules.isEmpty { set.addBuiltInRules(for: snapshotSet) }
    let report = try CheckReport(set, on: snapshotSet, today: options.day, now: options.moment)
    let output = CheckOutput(
      report, exitStatus: report.exitStatus(options.policy), explains: command.report.explain,
      skipped: inputs.skipped)
    return (output, snapshotSet.paths.map { SystemPath($0) })
  }
}

extension CheckFormat {
  /// The media type.
  fileprivate var mediaType: String {
    switch self {
    case .json, .sarif: "application/json"
    case .junit: "application/xml"
    case .text, .tap, .github, .prometheus: "text/plain; charset=utf-8"
    case .markdown: "text/markdown; charset=utf-8"
    }
  }
}
