import ArgumentParser
import CheckReports
import IncidentReports
import LeakChecks
import ProfileModel
import ProfileServing
import ProfileSystem

/// Checks what is served against the rules of the command line, or built-in ones.
struct ServedRules: Sendable {
  /// What all is read from, as the command line names it.
  let paths: [SystemPath]
  let listing: ListOptions
  let rules: [SystemPath]
  let baseline: [SystemPath]
  let reading: ReadingOptions
  /// The options of the command line, as they stand on it.
  let given: [String]

  static let name = Check.configuration.commandName ?? ""

  /// What only a check takes of a request.
  static let valued: Set = ["assert", "suppress", "instance", "today", "now"]
  static let flags: Set = ["explain", "allow-unknown", "fail-on-warnings"]

  /// Whether somebody chose what is checked.
  var areGiven: Bool { !rules.isEmpty || !baseline.isEmpty }

  /// The options that name the rules.
  private var arguments: [String] {
    rules.flatMap { ["--rules", $0.text] } + baseline.flatMap { ["--baseline", $0.text] }
  }

  /// The report on one profile, in one of the forms of `check`.
  ///
  /// - Throws: a `ServedError`, or what is wrong with a rule.
  func report(
    on entry: ShelfEntry, _ query: RequestQuery, _ cancellation: Cancellation,
    _ read: () throws -> ReadProfile
  ) throws -> ServedFile {
    let options = try ServedOptions.arguments(
      query, valued: Self.valued.union(["format"]), flags: Self.flags
    ).flatMap { $0 }
    let command = try parsed(options)
    let profile: [SystemPath]
    var held: [SnapshotSet.Input] = []
    if case .file(let path, _) = entry.origin, entry.nth == nil {
      guard !entry.isChanged else { throw ShelfReading.changed(entry) }
      profile = [path]
    } else {
      profile = []
      held = [SnapshotSet.Input(file: entry.name, read: try read())]
    }
    let output = try checked(command, profile, held: held)
    let format = command.report.format.first ?? .text
    let words =
      ["pproftool", Self.name] + options + arguments + given + entry.readingArguments
      + [entry.argument]
    return ServedFile(
      bytes: try AnswerBytes.of(cancellation) { output.write(format, to: &$0) },
      type: format.mediaType,
      ending: format.endings[0], command: ShellCommand(words).text)
  }

  /// The verdicts on all that was given, a line each.
  ///
  /// - Throws: what is wrong with a rule.
  func verdicts() throws -> [String] {
    let output = try checked(parsed([]), paths, listing.list)
    return output.lines + [output.summary]
  }

  /// The rules with the charts of their series, as a page.
  ///
  /// - `links`: where the profiles of a time are shown.
  /// - Throws: what is wrong with a rule, or that there is nothing to check.
  func series(links: [Int64: String], home: String) throws -> [UInt8] {
    var report = try ReportCommand.parse(arguments + ["--", "profile"])
    (report.paths, report.listing) = (paths, listing)
    report.reading = reading
    report.reading.quiet = true
    report.telling.title =
      "Rules of \(paths.isEmpty ? listing.list?.name ?? "" : InputFile.name(of: paths))"
    let page = IncidentHTML(rulesOf: try report.incident(), links: links, home: home)
    return ByteSink.bytes { page.write(to: &$0) }
  }

  private func parsed(_ options: [String]) throws -> Check {
    do { return try Check.parse(options + arguments + ["--", "profile"]) } catch {
      throw ServedError(400, Check.message(for: error))
    }
  }

  private func checked(
    _ command: Check, _ paths: [SystemPath], _ list: NameList? = nil, held: [SnapshotSet.Input] = []
  ) throws -> CheckOutput {
    let options = command.rules
    var set = try options.ruleSet(files: options.rules)
    var reading = reading.comparingNames("rules match")
    reading.quiet = true
    var inputs = CheckInputs(reading, list: list, speaks: false)
    let plan = MeasurePlan(set, today: options.day)
    let evidence = try inputs.evidence(paths, options, set, plan, held: held)
    if set.rules.isEmpty { set.addBuiltInRules(for: evidence) }
    let report = try CheckReport(set, on: evidence, today: options.day, now: options.moment)
    return CheckOutput(
      report, exitStatus: report.exitStatus(options.policy), explains: command.report.explain,
      skipped: inputs.skipped)
  }
}

extension CheckFormat {
  /// What a browser is told of a file.
  fileprivate var mediaType: String {
    switch self {
    case .json, .sarif: "application/json"
    case .junit: "application/xml"
    case .text, .tap, .github, .prometheus: "text/plain; charset=utf-8"
    case .markdown: "text/markdown; charset=utf-8"
    }
  }
}
