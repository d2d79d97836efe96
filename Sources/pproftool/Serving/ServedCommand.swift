import ArgumentParser
import IncidentReports
import ProfileServing
import ReportRequests

/// The command whose report a request asks for, parsed by the command-line parser.
struct ServedCommand {
  /// The commands whose reports are served.
  static let kinds: [String] = reports.keys.sorted() + [diff, ServedRules.name]

  static let diff = Diff.configuration.commandName ?? ""
  static let view = View.configuration.commandName ?? ""

  private static let reports: [String: any ReportingCommand.Type] = {
    let all = Pproftool.configuration.subcommands.compactMap { $0 as? any ReportingCommand.Type }
    return Dictionary(
      all.map { ($0.configuration.commandName ?? "", $0) }, uniquingKeysWith: { first, _ in first })
  }()

  /// The commands that take a function.
  private static let ofFunctions: Set = ["peek", "list"]

  /// - Throws: a `ServedError` for an unknown report.
  static func check(_ kind: String) throws {
    guard kinds.contains(kind) else {
      throw ServedError(
        404, "there is no report '\(kind)'; the reports are \(kinds.joined(separator: ", "))")
    }
  }

  /// The reports that have something to say of a profile.
  ///
  /// - `hasRules`: whether rules were given; the built-in ones are about goroutines.
  static func kinds(for entry: ShelfEntry, hasRules: Bool) -> [String] {
    let isOfGoroutines = ["goroutine", "goroutineleak"].contains(entry.line.kind)
    return kinds.filter { kind in
      switch kind {
      case ServedRules.name: hasRules || isOfGoroutines
      case goroutines: isOfGoroutines
      case comments: entry.hasComments
      default: true
      }
    }
  }

  private static let goroutines = Goroutines.configuration.commandName ?? ""
  private static let comments = Comments.configuration.commandName ?? ""

  /// The formats of a report, the default first.
  static func formats(of kind: String) -> [ReportFormat] {
    if kind == diff { return ComparisonRequest.formats }
    if kind == ServedRules.name { return [.text, .json, .markdown] }
    let function = ofFunctions.contains(kind) ? ["."] : []
    let command = try? reports[kind]?.parse(function + [placeholders.profile])
    return (try? command?.request().kind.formats) ?? []
  }

  /// Whether a report needs only a profile, so that the page links to it.
  static func isWholeReport(_ kind: String) -> Bool {
    kind != diff && kind != view && !ofFunctions.contains(kind)
  }

  /// Placeholders for the files, which requests do not name.
  private static let placeholders = (profile: "profile", base: "base")

  let name: String
  /// The options that its report has, as command-line arguments.
  let options: [String]
  /// The requested function; nil if there is none.
  let function: String?

  /// - `kind`: the name of the command.
  /// - `given`: options of the server's own command line, which apply to all requests.
  /// - Throws: a `ServedError`.
  init(_ kind: String, _ query: RequestQuery, given: [String]) throws {
    try Self.check(kind)
    name = kind
    function = Self.ofFunctions.contains(kind) ? query.value("function") ?? "" : nil
    if function == "" {
      throw ServedError(400, "\(kind) needs a function: function=NAME", option: "function")
    }
    let own = try ServedOptions.arguments(query)
    options = Self.accepted(own.flatMap { $0 } + given, by: kind)
  }

  /// The requested report.
  ///
  /// - Throws: a `ServedError` that names the invalid option.
  func report() throws -> any ReportingCommand {
    guard let type = Self.reports[name] else {
      throw ServedError(404, "there is no report '\(name)'")
    }
    return try parse(type, [Self.placeholders.profile])
  }

  /// The requested comparison.
  func comparison() throws -> Diff {
    try parse(Diff.self, [Self.placeholders.base, Self.placeholders.profile])
  }

  private func parse<Command: ParsableArguments>(
    _ type: Command.Type, _ paths: [String]
  ) throws -> Command {
    do { return try type.parse(options + ["--"] + (function.map { [$0] } ?? []) + paths) } catch {
      let message = type.message(for: error)
      throw ServedError(400, message.isEmpty ? "\(error)" : message, option: invalidOption(message))
    }
  }

  /// The option with the invalid value, if the parser's message names exactly one.
  private func invalidOption(_ message: String) -> String? {
    let names = options.filter { $0.hasPrefix("--") }.map { String($0.dropFirst(2)) }
    return names.first { message.contains("'--\($0) ") || message.contains("'--\($0)'") }
  }

  /// The options without those that the command line would reject because the report ignores them: the server's own
  /// options, and those of a page, are for all reports. Of a report with one format, its name says nothing.
  private static func accepted(_ options: [String], by kind: String) -> [String] {
    GivenOptions(
      options,
      valued: ServedOptions.valued.union(ServedOptions.reading).subtracting(
        ServedOptions.readingFlags),
      flags: ServedOptions.flags.union(ServedOptions.readingFlags)
    ).options.filter { option in
      let isOnlyFormat =
        option.name == "format" && formats(of: kind).map(\.rawValue) == [option.value]
      return !isOnlyFormat && !IgnoredOptions.isOne("--\(option.name)", of: kind)
    }.flatMap(\.arguments)
  }

  /// The command line for the same report.
  ///
  /// - `base`: the base to subtract, or for `diff` the before side; nil for none.
  /// - `isDiffBase`: whether percentages refer to the base.
  func line(profile: ShelfEntry, base: ShelfEntry?, isDiffBase: Bool) -> String {
    let comparesTwo = name == Self.diff
    let subtracted =
      comparesTwo ? [] : base.map { [isDiffBase ? "--diff-base" : "--base", $0.argument] } ?? []
    let files = (comparesTwo ? [base?.argument ?? ""] : []) + [profile.argument]
    return ShellCommand(
      ["pproftool", name] + (function.map { [$0] } ?? []) + options + subtracted
        + profile.readingArguments + files
    ).text
  }
}
