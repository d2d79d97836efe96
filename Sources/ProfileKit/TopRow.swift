import ProfileModel
import ProfileReports
public import ReportRequests

/// A row of `top`: a function, or a line, file or address if the request says so.
public struct TopRow: Sendable, Equatable {
  /// The name as in the table, with addresses and lines if rows distinguish them.
  public let name: String
  /// The name of the function; empty if it is not known.
  public let function: String
  /// The source file; empty if it is not known or rows do not distinguish it.
  public let file: String
  /// The line; 0 if it is not known or rows do not distinguish it.
  public let line: Int64
  /// The value of the samples whose leaf is this function, in the profile's unit.
  public let flat: Int64
  /// The value of the samples with this function anywhere on the stack, in the profile's unit.
  public let cum: Int64
  /// The flat value formatted for people, for example `1.50MB`.
  public let flatText: String
  /// The cum value formatted for people.
  public let cumText: String
}

extension ProfileSession {
  /// The rows of a `top` report, as values.
  ///
  /// - Parameter request: which part of the profile, and what a row is; its kind and format are ignored.
  /// - Returns: the rows, largest flat value first.
  /// - Throws: an error that lists the available sample types if the requested one does not exist.
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
