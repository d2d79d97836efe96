import LeakChecks
import ProfileSystem

/// Reads the profiles that the tests of rules name, by paths from the rule file's folder.
struct TestProfiles {
  private let folder: SystemPath
  private let reading: ReadingOptions

  init(folder: SystemPath?, _ reading: ReadingOptions) {
    self.folder = folder ?? "."
    self.reading = reading
  }

  /// - Throws: a `FileError` with the place of the test for what cannot be read.
  func read(_ name: String, of place: TestOrigin) throws -> [SnapshotSet.Input] {
    let path = SystemPath(name)
    var inputs = CheckInputs(reading, speaks: false)
    var found: [SnapshotSet.Input] = []
    try inputs.read([path.isAbsolute ? path : folder.appending(path.bytes)]) { found.append($0) }
    if let file = inputs.missing.first {
      throw FileError(place.file, place.message("\(file.name): \(file.reason)"))
    }
    return found
  }
}
