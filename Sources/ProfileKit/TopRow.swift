import ProfileModel
import ProfileReports
public import ReportRequests

/// A row of `top`: a function, or what else a request tells apart.
public struct TopRow: Sendable, Equatable {
  /// The name as the table shows it, with addresses and lines where those are distinguished.
  public let name: String
  /// The name of the function; empty where it is not known.
  public let function: String
  /// The source file; empty where it is not known or does not distinguish rows.
  public let file: String
  /// The line; 0 where it is not known or does not distinguish rows.
  public let line: Int64
  /// The value of the samples whose leaf it is, in the profile's unit.
  public let flat: Int64
  /// The value of the samples on whose stack it is, in the profile's unit.
  public let cum: Int64
  /// The flat value as people read it, for example `1.50MB`.
  public let flatText: String
  /// The cum value as people read it.
  public let cumText: String
}

extension ProfileSession {
  /// The rows of a `top`, as values.
  ///
  /// - Parameter request: which part of the profile, and what a row is; its kind and format do not matter.
  /// - Returns: the rows, heaviest first.
  /// - Throws: an error that names the sample types that there are, if it asks for another.
  public func top(_ request: ReportRequest = ReportRequest(.top)) throws -> [TopRow] {
    let report = try topReport(request)
    let (texts, values) = (report.table.texts, report.shownValues)
    return report.table.rows.map { row in
      TopRow(
        name: String(decoding: row.name, as: UTF8.self), function: texts[row.info.name],
        file: texts[row.info.file], line: row.info.line, flat: report.view.scaled(row.flat),
        cum: report.view.scaled(row.cum), flatText: values.text(row.flat),
        cumText: values.text(row.cum))
    }
  }
}
