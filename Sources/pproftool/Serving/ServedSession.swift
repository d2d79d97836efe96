import ProfileModel
import ProfileReports
import ReportRequests

/// A profile, or a difference, that reports are asked of, and what is to be said of it.
struct ServedSession: Sendable {
  let session: ProfileSession
  /// What the reader had to say.
  let notes: [String]
  /// What was subtracted, if something was.
  let difference: FlameGraphDifference?
  /// How much memory the tables take.
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
