import ProfileAnalysis
import ProfileModel
import ProfileSystem
public import ReportRequests
import Synchronization

extension Report {
  /// The complete report.
  ///
  /// - Throws: a `ReportError` if there is nothing to report.
  public var bytes: [UInt8] {
    get throws {
      let written = Mutex<[UInt8]>([])
      var sink = ByteSink { block in written.withLock { $0 += block } }
      try write(to: &sink)
      try sink.finish()
      return written.withLock { $0 }
    }
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
  /// - Throws: an error that says why the file cannot be written, or a `ReportError` if there is nothing to report.
  @discardableResult
  public func write(to path: String) throws -> String? {
    switch try OutputDestination(SystemPath(path)) {
    case .standardOutput: return try fill(.standardOutput)
    case .inPlace(let path):
      let file = try FileDescriptor.overwriting(path)
      defer { try? file.close() }
      return try fill(file)
    case .anew(let path, let existing):
      let pending = try PendingFile(at: path, inPlaceOf: existing, goesWithProgram: false)
      do {
        let leftOut = try fill(pending.file)
        try pending.complete()
        return leftOut
      } catch {
        pending.remove()
        throw error
      }
    }
  }

  private func fill(_ file: FileDescriptor) throws -> String? {
    var sink = ByteSink { try file.write($0) }
    let leftOut = try write(to: &sink)
    try sink.finish()
    return leftOut.text
  }
}
