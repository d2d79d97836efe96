import ArgumentParser
import ProfileAnalysis
import ReportRequests

/// A command that shows a report of what it reads; the server answers with the same report.
protocol ReportingCommand: ParsableCommand {
  var report: ReportOptions { get }
  var output: OutputOptions { get }

  /// What the options ask for.
  func request() throws -> ReportRequest

  /// How it reads; most read as they are told.
  var reading: ReportReading { get }
}

/// How a report wants profiles to be read.
struct ReportReading: Hashable, Sendable {
  /// Whether samples keep the order of their source even if stacks are equal.
  var keepsOrder = false
  /// Why names are compared, so that they have one form whatever is asked for; nil if they are only shown.
  var namePurpose: String?

  /// Where rules match names.
  static let ofRules = ReportReading(namePurpose: "rules match")
}

extension ReportingCommand {
  var reading: ReportReading { ReportReading() }

  func run() throws { try write(of: .report) }

  /// Reads the profiles and writes the report.
  ///
  /// - `use`: what is taken of folders.
  /// - `optionForTwo`: the option that only makes sense for two profiles, if one was given.
  func write(of use: FolderUse, optionForTwo: String? = nil) throws {
    var report = report
    if !(self is FlameGraphCommand) { try report.input.refuseComparison() }
    if let purpose = reading.namePurpose {
      report.input.reading = report.input.reading.comparingNames(purpose)
    }
    try report.write(
      request(), to: output, keepsOrder: reading.keepsOrder, of: use, optionForTwo: optionForTwo)
  }
}

/// Such a command whose report is a table.
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
