import ProfileModel
public import ReportRequests
import Synchronization

extension Report {
  /// All of the report.
  ///
  /// - Throws: a `ReportError` if there turns out to be nothing to report.
  public var bytes: [UInt8] {
    get throws {
      let written = Mutex<[UInt8]>([])
      var sink = ByteSink { block in written.withLock { $0 += block } }
      try write(to: &sink)
      try sink.finish()
      return written.withLock { $0 }
    }
  }

  /// All of the report as a text; bytes that are no UTF-8 become U+FFFD.
  public var text: String {
    get throws { String(decoding: try bytes, as: UTF8.self) }
  }
}
