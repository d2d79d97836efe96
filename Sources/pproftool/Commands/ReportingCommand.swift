import ArgumentParser
import ProfileAnalysis
import ReportRequests

/// A command that writes a report on what it reads. The server returns the same report.
protocol ReportingCommand: ParsableCommand {
  var report: ReportOptions { get }
  var output: OutputOptions { get }

  /// The options as a request.
  func request() throws -> ReportRequest

  /// How profiles are read; most commands use the default.
  var reading: ReportReading { get }
}

/// How a report needs profiles to be read.
struct ReportReading: Hashable, Sendable {
  /// Whether samples keep their source order even if stacks are equal.
  var keepsOrder = false
  /// Why names are matched, which requires the default demangled form; nil if names are only shown.
  var namePurpose: String?

  /// The reading of rules, which match names.
  static let ofRules = ReportReading(namePurpose: "rules match")
}

extension ReportingCommand {
  var reading: ReportReading { ReportReading() }

  func run() throws { try write(of: .report) }

  /// Reads the profiles and writes the report.
  ///
  /// - `use`: how folders are used.
  /// - `optionForTwo`: a given option that needs two profiles, if any.
  func write(of use: FolderUse, optionForTwo: String? = nil) throws {
    if !(self is FlameGraphCommand) { try report.input.refuseComparison() }
    if let purpose = reading.namePurpose {
      report.input.reading = report.input.reading.comparingNames(purpose)
    }
    let request = try request()
    if self is any TableCommand, !report.input.reading.quiet { sayIgnored(by: request.format) }
    try report.write(
      request, to: output, keepsOrder: reading.keepsOrder, of: use, optionForTwo: optionForTwo)
  }
}

extension ReportingCommand {
  /// Prints which given settings a format ignores, beside those that the whole command ignores.
  private func sayIgnored(by format: ReportFormat) {
    let command = Self.configuration.commandName ?? ""
    for option in format.ignored(of: report.filters, report.graph)
    where !IgnoredOptions.isOne(option, of: command) {
      Message.print("--format \(format.rawValue) ignores \(option)")
    }
  }
}

/// A reporting command whose report is a table.
protocol TableCommand: ReportingCommand {
  associatedtype Format: RawRepresentable<String>
  var format: Format? { get }
  var kind: ReportRequest.Kind { get }
}

extension TableCommand {
  func request() throws -> ReportRequest {
    var request = report.request(kind)
    request.format = try output.format(format, among: request.kind.formats)
    return request
  }
}
