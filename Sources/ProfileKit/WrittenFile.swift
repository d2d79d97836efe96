import ProfileExport
import ProfileModel
import ProfileSystem

/// A file that appears only when it is complete: it is written next to its target and then renamed. Devices and pipes
/// are written directly; `-` is standard output.
struct WrittenFile {
  private let path: String

  init(_ path: String) { self.path = path }

  /// Writes the file.
  ///
  /// - Returns: what `fill` returns.
  /// - Throws: a `WritingError` if the file cannot be written, or what `fill` throws; then there is no new file.
  func write<Result>(_ fill: (inout ByteSink) throws -> Result) throws -> Result {
    do { return try writeUnnamed(fill) } catch let error as SystemError {
      throw WritingError(path: path, reason: "\(error)")
    } catch let error as ExportError {
      throw WritingError(path: path, reason: "\(error)")
    }
  }

  private func writeUnnamed<Result>(_ fill: (inout ByteSink) throws -> Result) throws -> Result {
    switch try OutputDestination(SystemPath(path)) {
    case .standardOutput: return try Self.fill(.standardOutput, fill)
    case .inPlace(let path):
      let file = try FileDescriptor.overwriting(path)
      defer { try? file.close() }
      return try Self.fill(file, fill)
    case .anew(let path, let existing):
      let pending = try PendingFile(at: path, inPlaceOf: existing, goesWithProgram: false)
      do {
        let result = try Self.fill(pending.file, fill)
        try pending.complete()
        return result
      } catch {
        pending.remove()
        throw error
      }
    }
  }

  private static func fill<Result>(
    _ file: FileDescriptor, _ fill: (inout ByteSink) throws -> Result
  ) throws -> Result {
    var sink = ByteSink { try file.write($0) }
    let result = try fill(&sink)
    try sink.finish()
    return result
  }
}
