import ArgumentParser
import IncidentReports
import LeakChecks
import ProfileAnalysis
import ProfileFormats
import ProfileSystem
import ReportRequests

/// How an incident is presented.
struct IncidentOptions: ParsableArguments {
  @Option(help: "The title (default: the name of the first file or folder).")
  var title: String?

  @Flag(
    help: """
      Replace names of the program's functions, files, instances, builds, rules and label values with 8 digits of their \
      SHA-256. Whoever guesses a name can check the guess.
      """)
  var redact = false

  @Flag(
    help:
      "Also open the output in the browser; without --output, it is written to a new folder in TMPDIR."
  )
  var open = false

  @Flag(help: "Exit like check: with 1 if a rule fails, with 2 if a rule cannot be decided.")
  var exitCode = false
}

extension OutputOptions {
  /// The format of an incident, by the output's name; HTML if it has no known ending.
  func incidentFormat() throws -> ReportFormat {
    guard let name = output?.text, let ending = FileEnding(of: name) else {
      try FileEnding.refuseMisspelt(output)
      return .html
    }
    if ending.formats.contains(.html) { return .html }
    let isUncompressed = !ending.text.hasSuffix(".gz")
    guard isUncompressed, ending.formats.contains(.markdown) else {
      let advice = ending.advice(writing: [.html]).map { "; \($0)" } ?? ""
      throw ValidationError(
        "report cannot write \(ending.text); it writes .html, .htm, .html.gz, .md\(advice)")
    }
    return .markdown
  }
}

extension ReadingOptions {
  /// The given options that affect reading, as command-line arguments.
  var arguments: [String] {
    let valued: [(String, String?)] = [
      ("--from", from?.name), ("--kind", kind), ("--max-size", maxSize.map { "\($0)" }),
    ]
    let flags = [("--recursive", recursive), ("--keep-ids", keepIds), ("--symbolize", symbolize)]
    return valued.flatMap { name, value in value.map { [name, $0] } ?? [] }
      + flags.filter(\.1).map(\.0) + binaryPath.flatMap { ["--binary-path", $0.text] }
      + selection.arguments
  }
}

extension CheckRuleOptions {
  /// The given options that affect verdicts, as command-line arguments; `--baseline` is separate.
  ///
  /// - `set`: the rules; the day and the time are included only if the rules use them.
  func arguments(for set: RuleSet, today: CalendarDate, now: Int64) -> [String] {
    let files = rules.flatMap { ["--rules", $0.text] }
    let texts =
      assertions.flatMap { ["--assert", $0] } + suppress.flatMap { ["--suppress", $0] }
      + (instance.map { ["--instance", $0.description] } ?? [])
    let hasAge = set.rules.contains { $0.maxAge != nil }
    let hasDay = set.suppressions.contains { $0.expires != nil }
    return files + texts + (hasAge ? ["--now", TimeText.moment(now)] : [])
      + (hasDay ? ["--today", today.description] : [])
  }
}
