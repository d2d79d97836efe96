import ArgumentParser
import CheckReports
import LeakChecks
import ProfileAnalysis
import ProfileReports
import ProfileSystem
import ReportRequests

extension CheckFormat: ExpressibleByArgument {}

/// What profiles are checked against.
struct CheckRuleOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A file with rules. May be given several times.", valueName: "file"), completion: .file())
  var rules: [SystemPath] = []

  @Option(
    name: .customLong("assert"),
    help: ArgumentHelp(
      "A rule, as in 'guard: count() <= 5000'. May be given several times.", valueName: "rule"))
  var assertions: [String] = []

  @Option(
    help: ArgumentHelp(
      "A known-good profile or folder. May be given several times.",
      valueName: "profile"),
    completion: .file())
  var baseline: [SystemPath] = []

  @Option(
    help: ArgumentHelp(
      "Exclude matching samples from all rules while their sum is within a limit, as in 'site:main.idle <= 200'. May be given several times.",
      valueName: "selector <= n"))
  var suppress: [String] = []

  @Flag(
    help:
      "Accept rules that cannot be decided from the data: too few snapshots, chance, or a format without wait times, states or creators. Missing files, kinds of profiles, labels or names are never accepted."
  )
  var allowUnknown = false

  @Flag(help: "Treat warnings as failures.")
  var failOnWarnings = false

  @Option(
    help: ArgumentHelp(
      "The date to compare expiry dates of suppressions with, as in 2027-03-01 (default: today, UTC).",
      valueName: "date"),
    transform: Self.date)
  var today: CalendarDate?

  @Option(
    help: ArgumentHelp(
      "The current time for max_age, as in 2027-03-01T10:00:00Z (default: the clock).",
      valueName: "time"),
    transform: Self.time)
  var now: Int64?

  @Option(
    help: ArgumentHelp(
      "What identifies an instance: auto (the layout of the paths if a known one fits, otherwise folder and name), folder, name, label.KEY, or the first group of /RE2/ on the path.",
      valueName: "what"),
    completion: .list(["auto", "folder", "name", "label.KEY", "/RE2/"]),
    transform: Self.instanceChoice)
  var instance: InstanceChoice?

  private static func time(_ text: String) throws -> Int64 {
    guard let time = CalendarDate(text)?.nanoseconds ?? MomentText.nanoseconds(of: text) else {
      throw ValidationError("expected a time such as 2027-03-01T10:00:00Z, or a day")
    }
    return time
  }

  private static func instanceChoice(_ text: String) throws -> InstanceChoice {
    guard let choice = try InstanceChoice(text) else {
      throw ValidationError("expected auto, folder, name, label.KEY or /a regular expression/")
    }
    return choice
  }

  private static func date(_ text: String) throws -> CalendarDate {
    guard let date = CalendarDate(text) else {
      throw ValidationError("expected a date such as 2027-03-01")
    }
    return date
  }
}

extension CheckRuleOptions {
  /// The rules in the files and on the command line; none if neither was given.
  ///
  /// - Throws: a `FileError` that names the file, or the option and its value.
  func ruleSet(files paths: [SystemPath]) throws -> RuleSet {
    let files = try paths.map { (name: $0.text, file: try Self.ruleFile($0)) }
    let assertions = try assertions.map { text in
      guard !LoneFile.isFile(text) else {
        throw FileError("--assert", "'\(text)' is a file; --rules reads rules from a file")
      }
      return try FileError.named("--assert '\(text)'") { try Assertion(text, allowsID: true) }
    }
    let selectors = try suppress.map { text in
      try FileError.named("--suppress '\(text)'") { try Suppression(text, reason: "--suppress") }
    }
    do throws(RuleSetError) {
      return try RuleSet(files: files, assertions: assertions, suppressions: selectors)
    } catch {
      throw FileError(error.file ?? "--assert", error.description)
    }
  }

  /// Reads a rule file. If the name is itself a rule, the error says so.
  private static func ruleFile(_ path: SystemPath) throws -> RuleFile {
    do { return try RuleFileSource.read(path) } catch {
      guard !LoneFile.isFile(path.text), (try? Assertion(path.text, allowsID: true)) != nil else {
        throw error
      }
      throw FileError("--rules", "'\(path.text)' is a rule, not a file; --assert takes a rule")
    }
  }

  /// The given options.
  var given: [String] {
    let all = [
      ("--rules", !rules.isEmpty), ("--assert", !assertions.isEmpty),
      ("--baseline", !baseline.isEmpty), ("--suppress", !suppress.isEmpty),
      ("--allow-unknown", allowUnknown), ("--fail-on-warnings", failOnWarnings),
      ("--today", today != nil), ("--now", now != nil), ("--instance", instance != nil),
    ]
    return all.filter(\.1).map(\.0)
  }

  var policy: CheckReport.Policy {
    var policy = CheckReport.Policy()
    policy.allowsUnknown = allowUnknown
    policy.failsOnWarnings = failOnWarnings
    return policy
  }

  /// The current time in nanoseconds since 1970, as rules see it.
  var moment: Int64 { now ?? ThisProcess.secondsSince1970 * 1_000_000_000 }

  /// The date that expiry dates are compared with.
  var day: CalendarDate {
    today ?? CalendarDate(secondsSince1970: ThisProcess.secondsSince1970)
  }
}

/// How the result of a check is written.
struct CheckOutputOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The formats of the report, separated by commas: text, json, junit, tap, sarif, github, markdown or "
        + "prometheus (default: from the name of the output file, or text). Several need --out.",
      valueName: "formats"),
    completion: .list(CheckFormat.allCases.map(\.rawValue)), transform: Self.formats)
  var format: [CheckFormat] = []

  @Option(
    help: ArgumentHelp("The folder for the reports, one file per format.", valueName: "folder"),
    completion: .directory)
  var out: SystemPath?

  @Flag(
    help:
      "Explain verdicts: what the goroutines cost, where they are, what would decide an undecided rule, and, in JSON, the values at all moments."
  )
  var explain = false

  @Option(
    help: ArgumentHelp(
      "Replace a prefix of source paths. May be given several times.",
      valueName: "from=to"),
    transform: Self.prefix)
  var pathPrefix: [CheckOutput.PathPrefix] = []

  @OptionGroup var output: OutputOptions

  private static func formats(_ text: String) throws -> [CheckFormat] {
    let formats = try text.split(separator: ",", omittingEmptySubsequences: false).map { word in
      guard let format = CheckFormat(rawValue: String(word)) else {
        let known = CheckFormat.allCases.map(\.rawValue).joined(separator: ", ")
        throw ValidationError("'\(word)' is not one of \(known)")
      }
      return format
    }
    guard Set(formats).count == formats.count else {
      throw ValidationError("a format is given twice")
    }
    return formats
  }

  private static func prefix(_ text: String) throws -> CheckOutput.PathPrefix {
    guard let prefix = CheckOutput.PathPrefix(text) else {
      throw ValidationError("expected FROM=TO, as in github.com/me/service/=")
    }
    return prefix
  }

  func validate() throws {
    guard out == nil || output.output == nil else {
      throw ValidationError("--out and --output cannot be given together")
    }
    guard format.count <= 1 || out != nil else {
      throw ValidationError("several formats need a folder; give --out")
    }
  }
}

extension CheckOutputOptions {
  /// The given options, except `--output`.
  var given: [String] {
    let all = [
      ("--format", !format.isEmpty), ("--out", out != nil), ("--explain", explain),
      ("--path-prefix", !pathPrefix.isEmpty),
    ]
    return all.filter(\.1).map(\.0)
  }

  /// The formats of the reports in a folder.
  private var formats: [CheckFormat] { format.isEmpty ? [.text] : format }

  /// The format of a single report: the given one, or the one that the output's name selects.
  ///
  /// - Throws: if the name selects another format than the option does, or one that does not exist.
  func format(of output: OutputOptions) throws -> CheckFormat {
    let given = format.first
    if let name = output.output?.text, RuleFileSource.isNamed(name) {
      throw ValidationError("\(name): only check --init writes rule files")
    }
    guard out == nil, let name = output.output?.text, let ending = CheckFormat.ending(of: name)
    else {
      if given == nil { try FileEnding.refuseMisspelt(output.output) }
      return given ?? .text
    }
    let possible = CheckFormat.allCases.filter { $0.endings.contains(ending) }
    guard let first = possible.first else {
      let known = CheckFormat.allCases.flatMap(\.endings).withoutDuplicates.joined(separator: ", ")
      let advice = FileEnding(of: name)?.advice(writing: [.text, .json, .markdown])
      throw ValidationError(
        "check cannot write \(ending); it writes \(known)\(advice.map { "; \($0)" } ?? "")")
    }
    guard let given else { return first }
    guard possible.contains(given) else {
      throw ValidationError("\(name): --format says \(given.rawValue)")
    }
    return given
  }

  /// Messages about options that none of the formats shows.
  func unshown() throws -> [String] {
    let formats = out == nil ? [try format(of: output)] : formats
    let able: [(option: String, isGiven: Bool, formats: [CheckFormat])] = [
      ("--explain", explain, [.text, .markdown, .json]),
      ("--path-prefix", !pathPrefix.isEmpty, [.json, .sarif, .github]),
    ]
    return able.filter { $0.isGiven && !formats.contains(where: $0.formats.contains) }.map {
      "\($0.option) changes \($0.formats.map(\.rawValue).listed("and")) only, not \(formats[0].rawValue)"
    }
  }

  /// Rejects an output name that selects another format than text.
  func requireText(for mode: CheckMode) throws {
    guard let name = output.output?.text, let ending = CheckFormat.ending(of: name),
      !CheckFormat.text.endings.contains(ending)
    else { return }
    throw ValidationError("--\(mode.rawValue) cannot write \(ending)")
  }

  /// The output paths that are files.
  private var targets: [SystemPath] {
    if let out { return formats.map { out.appending($0.fileName) } }
    return [output.output].compactMap { $0 }.filter { $0 != "-" }
  }

  /// Removes the reports of earlier runs.
  ///
  /// - `inputs`: files to read, which must not be overwritten.
  func removeOld(keeping inputs: [SystemPath]) throws {
    for path in targets {
      // What is written in place, standard output and other open files, stays.
      guard case .anew(let file, let status?)? = try? OutputDestination(path),
        status.kind == .regular
      else { continue }
      for input in inputs where input != "-" {
        guard let other = try? FileStatus.of(input), other.isSameFile(as: status) else { continue }
        throw ValidationError("\(path.text) is also read, so no report can be written there")
      }
      FileSystem.remove(file)
    }
  }

  /// Writes all reports, one after the other.
  func write(
    _ report: CheckReport, exitStatus: Int32, skipped: [CheckOutput.SkippedFile]
  ) throws {
    let content = CheckOutput(
      report, exitStatus: exitStatus, explains: explain, pathPrefixes: pathPrefix,
      skipped: skipped)
    guard let out else {
      let format = try format(of: output)
      try output.write { content.write(format, to: &$0) }
      if let file = output.output, file != "-" {
        Message.print("\(content.summary) (report in \(file.text))")
      }
      return
    }
    try FileError.named(out.text) { try FileSystem.make(folder: out) }
    for format in formats {
      try OutputFile(path: out.appending(format.fileName)).write { content.write(format, to: &$0) }
    }
    Message.print("\(content.summary) (reports in \(out.text))")
  }
}

extension CheckFormat {
  /// The longest known ending of a name, of a check report or of any other output; nil if it has none.
  fileprivate static func ending(of name: String) -> String? {
    let small = name.lowercased()
    let own = allCases.flatMap(\.endings).filter(small.hasSuffix)
    return (own + [FileEnding(of: name)?.text].compactMap { $0 })
      .max { $0.utf8.count < $1.utf8.count }
  }
}

extension [String] {
  /// Each text once, in the order of first occurrence.
  fileprivate var withoutDuplicates: [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }
}
