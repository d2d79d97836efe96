import LeakChecks
import ProfileSystem

/// Reads the profiles of rule tests; paths are relative to the rule file's folder.
struct TestProfiles {
  private let folder: SystemPath
  private let reading: ReadingOptions

  init(folder: SystemPath?, _ reading: ReadingOptions) {
    self.folder = folder ?? "."
    self.reading = reading
  }

  /// - Throws: a `FileError` with the position of the test.
  func read(_ name: String, of test: TestOrigin) throws -> [SnapshotSet.Input] {
    let path = SystemPath(name)
    var inputs = CheckInputs(reading, printsMessages: false)
    var found: [SnapshotSet.Input] = []
    try inputs.read([path.isAbsolute ? path : folder.appending(path.bytes)]) { found.append($0) }
    if let file = inputs.missing.first {
      throw FileError(test.file, test.message("\(file.name): \(file.reason)"))
    }
    return found
  }
}
