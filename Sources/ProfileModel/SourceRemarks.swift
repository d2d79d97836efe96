/// Facts in a text format for which a protobuf has no field: lines among the comments that begin with `#`.
///
/// They survive `convert`, and `go tool pprof` does not print them.
package struct SourceRemarks: Sendable, Equatable {
  /// Why the source was cut short; nil when nothing says that it was.
  package var incomplete: String?
  /// The crash, and where: `panic: oh no, in goroutine 1: main.main main.go:7`.
  package var crash: String?
  /// Which goroutines of many the source shows, as a part of a sentence: `the one that crashed`; nil for all.
  package var shownOnly: String?
  /// Whether a text has records, and none of them a frame: they were lost on its way.
  package var hasNoFrames = false
  /// How many goroutines of the runtime itself were left out.
  package var systemGoroutines = 0

  private static let incompleteMark = "# incomplete: "
  private static let crashMark = "# crash: "
  private static let shownOnlyMark = "# shows only: "
  private static let noFramesMark = "# no frame in any record"
  private static let systemMark = "# system goroutines: "

  package init() {}

  /// The remarks among a profile's comments.
  package init(of profile: Profile) {
    for comment in profile.header.comments.map({ profile.strings[$0] })
    where comment.hasPrefix("# ") {
      incomplete = incomplete ?? Self.rest(of: comment, behind: Self.incompleteMark)
      crash = crash ?? Self.rest(of: comment, behind: Self.crashMark)
      shownOnly = shownOnly ?? Self.rest(of: comment, behind: Self.shownOnlyMark)
      hasNoFrames = hasNoFrames || comment == Self.noFramesMark
      if let count = Self.rest(of: comment, behind: Self.systemMark).flatMap({ Int($0) }), count > 0
      {
        systemGoroutines = systemGoroutines.addingReportingOverflow(count).partialValue
      }
    }
  }

  private static func rest(of comment: String, behind mark: String) -> String? {
    comment.hasPrefix(mark) ? String(comment.dropFirst(mark.count)) : nil
  }

  /// The comments that say this.
  package var comments: [String] {
    var comments: [String] = []
    if let incomplete { comments.append(Self.incompleteMark + incomplete) }
    if let crash { comments.append(Self.crashMark + crash) }
    if let shownOnly { comments.append(Self.shownOnlyMark + shownOnly) }
    if hasNoFrames { comments.append(Self.noFramesMark) }
    if systemGoroutines > 0 { comments.append(Self.systemMark + String(systemGoroutines)) }
    return comments
  }
}
