import ProfileAnalysis
import ProfileModel
public import ReportRequests

extension Report {
  /// The complete report.
  ///
  /// - Throws: a `ReportError` if there is nothing to report.
  public var bytes: [UInt8] {
    get throws { try ByteSink.bytes { _ = try write(to: &$0) } }
  }

  /// The complete report as a string; bytes that are not UTF-8 become U+FFFD.
  public var text: String {
    get throws { String(decoding: try bytes, as: UTF8.self) }
  }

  /// Writes the report to a file, which appears only when it is complete: it is written next to its target and then
  /// renamed. Devices and pipes are written directly; `-` is standard output.
  ///
  /// - Parameter path: the path of the file.
  /// - Returns: a message about what the format cannot store; nil if nothing was omitted.
  /// - Throws: a `WritingError` if the file cannot be written, or a `ReportError` if there is nothing to report.
  @discardableResult
  public func write(to path: String) throws -> String? {
    try WrittenFile(path).write { try write(to: &$0).text }
  }
}
