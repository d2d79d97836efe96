import ProfileModel
import ProfileReports
import ReportRequests

/// A session for reports on a profile or a difference.
struct ServedSession: Sendable {
  let session: ProfileSession
  /// The reader's messages.
  let notes: [String]
  /// The difference, if a base was subtracted.
  let difference: FlameGraphDifference?
  /// The memory of the tables, in bytes.
  let memory: Int

  init(
    _ profile: consuming Profile, named name: String, notes: [String],
    _ difference: FlameGraphDifference?
  ) {
    memory = profile.memory
    session = ProfileSession(
      profile, name: name, isHeld: true, findSources: SourceFiles.foundInside)
    (self.notes, self.difference) = (notes, difference)
  }
}
