import ArgumentParser
import IncidentReports
import ProfileServing
import ReportRequests

/// The command that a request asks the report of, parsed by the command line's own parser.
struct ServedCommand {
  /// The commands whose reports are served, by name.
  static let kinds: [String] = reports.keys.sorted() + [diff, ServedRules.name]

  static let diff = Diff.configuration.commandName ?? ""
  static let view = View.configuration.commandName ?? ""

  private static let reports: [String: any ReportingCommand.Type] = {
    let all = Pproftool.configuration.subcommands.compactMap { $0 as? any ReportingCommand.Type }
    return Dictionary(
      all.map { ($0.configuration.commandName ?? "", $0) }, uniquingKeysWith: { first, _ in first })
  }()

  /// The commands that are asked for a function.
  private static let ofFunctions: Set = ["peek", "list"]

  /// - Throws: a `ServedError` for the name of no report.
  static func check(_ kind: String) throws {
    guard kinds.contains(kind) else {
      throw ServedError(
        404, "there is no report '\(kind)'; the reports are \(kinds.joined(separator: ", "))")
    }
  }

  /// The formats of a report, the usual one first.
  static func formats(of kind: String) -> [ReportFormat] {
    if kind == diff { return ComparisonRequest.formats }
    if kind == ServedRules.name { return [.text, .json, .markdown] }
    let function = ofFunctions.contains(kind) ? ["."] : []
    let command = try? reports[kind]?.parse(function + [places.profile])
    return (try? command?.request().kind.formats) ?? []
  }

  /// Whether a report is of one profile as it is, so that a link leads there.
  static func isWholeReport(_ kind: String) -> Bool {
    kind != diff && kind != view && !ofFunctions.contains(kind)
  }

  /// What stands for the files, which no request names.
  private static let places = (profile: "profile", base: "base")

  let name: String
  /// The options, as they stand on a command line.
  let options: [String]
  /// The function that is asked for; nil if none is.
  let function: String?

  /// - `kind`: the name of the command.
  /// - `given`: options of the server's own command line that hold for all.
  /// - Throws: a `ServedError`.
  init(_ kind: String, _ query: RequestQuery, given: [String]) throws {
    try Self.check(kind)
    name = kind
    function = Self.ofFunctions.contains(kind) ? query.value("function") ?? "" : nil
    if function == "" {
      throw ServedError(400, "\(kind) needs a function: function=NAME", option: "function")
    }
    let own = try ServedOptions.arguments(query)
    options = own.flatMap { $0 } + given
  }

  /// The report that is asked for.
  ///
  /// - Throws: a `ServedError` that names the option to blame.
  func report() throws -> any ReportingCommand {
    guard let type = Self.reports[name] else {
      throw ServedError(404, "there is no report '\(name)'")
    }
    return try parse(type, [Self.places.profile])
  }

  /// The comparison that is asked for.
  func comparison() throws -> Diff {
    try parse(Diff.self, [Self.places.base, Self.places.profile])
  }

  private func parse<Command: ParsableArguments>(
    _ type: Command.Type, _ paths: [String]
  ) throws -> Command {
    do { return try type.parse(options + ["--"] + (function.map { [$0] } ?? []) + paths) } catch {
      let message = type.message(for: error)
      throw ServedError(400, message.isEmpty ? "\(error)" : message, option: blamed(message))
    }
  }

  /// The option whose value a command does not take, if it is the only one that its parser names.
  private func blamed(_ message: String) -> String? {
    let names = options.filter { $0.hasPrefix("--") }.map { String($0.dropFirst(2)) }
    return names.first { message.contains("'--\($0) ") || message.contains("'--\($0)'") }
  }

  /// The options without those that this report ignores and its command would refuse: some are the server's own, for all
  /// reports.
  private var heededOptions: [String] {
    GivenOptions(
      options,
      valued: ServedOptions.valued.union(ServedOptions.reading).subtracting(
        ServedOptions.readingFlags),
      flags: ServedOptions.flags.union(ServedOptions.readingFlags)
    ).options.filter { !IgnoredOptions.isOne("--\($0.name)", of: name) }.flatMap(\.arguments)
  }

  /// The line that prints the same.
  ///
  /// - `base`: what is subtracted, or for `diff` what is compared with; nil for nothing.
  /// - `isDiffBase`: whether percentages refer to it.
  func line(profile: ShelfEntry, base: ShelfEntry?, isDiffBase: Bool) -> String {
    let isTwo = name == Self.diff
    let subtracted =
      isTwo ? [] : base.map { [isDiffBase ? "--diff-base" : "--base", $0.argument] } ?? []
    let files = (isTwo ? [base?.argument ?? ""] : []) + [profile.argument]
    return ShellCommand(
      ["pproftool", name] + (function.map { [$0] } ?? []) + heededOptions + subtracted
        + profile.readingArguments + files
    ).text
  }
}
