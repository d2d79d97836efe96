import PprofWire
import ProfileAnalysis
import ProfileModel
import ProfileSystem
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
  /// renamed. Devices and pipes are written directly; `-` is standard output. Text is compressed if the name ends in
  /// `.gz`.
  ///
  /// - Parameter path: the path of the file.
  /// - Returns: a message about what the format cannot store; nil if nothing was omitted.
  /// - Throws: a `WritingError` if the file cannot be written or its name ends as that of another format, or a
  ///   `ReportError` if there is nothing to report.
  @discardableResult
  public func write(to path: String) throws -> String? {
    let name = SystemPath(SystemPath(path).fileName).text
    if let ending = FileEnding(of: name), !ending.formats.contains(format) {
      throw WritingError(
        path: path, reason: "this report is \(format.rawValue), and not \(ending.text)")
    }
    var leftOut: String?
    try WrittenFile(path).write { sink in
      guard format.isText, name.lowercased().hasSuffix(".gz") else {
        return leftOut = try write(to: &sink).text
      }
      try sink.writeInGzip { leftOut = try write(to: &$0).text }
    }
    return leftOut
  }
}
