/// Facts about how a profile came to be for which a protobuf has no field: lines among the comments that begin with `#`.
///
/// They survive `convert`, and `go tool pprof` does not print them.
package struct SourceRemarks: Sendable, Equatable {
  /// Why the source was cut short; nil when nothing says that it was.
  package var incomplete: String?
  /// The crash, and where: `panic: oh no, in goroutine 1: main.main main.go:7`.
  package var crash: String?
  /// Which part of a process the profile shows, as a part of a sentence: `the goroutine that crashed`; nil for all.
  package var shownOnly: String?
  /// What took names away that the program has, as a part of a sentence: `redaction`; nil when nothing did.
  package var lostNames: String?
  /// Whether a text has records, and none of them a frame: they were lost on its way.
  package var hasNoFrames = false
  /// How many goroutines of the runtime itself were left out.
  package var systemGoroutines = 0

  private static let incompleteMark = "# incomplete: "
  private static let crashMark = "# crash: "
  private static let shownOnlyMark = "# shows only: "
  private static let lostNamesMark = "# names lost by: "
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
      lostNames = lostNames ?? Self.rest(of: comment, behind: Self.lostNamesMark)
      hasNoFrames = hasNoFrames || comment == Self.noFramesMark
      if let count = Self.rest(of: comment, behind: Self.systemMark).flatMap({ Int($0) }), count > 0
      {
        systemGoroutines = Int(Int64(systemGoroutines).addingClamped(Int64(count)))
      }
    }
  }

  private static func rest(of comment: String, behind mark: String) -> String? {
    comment.hasPrefix(mark) ? String(comment.dropFirst(mark.count)) : nil
  }

  /// Why the profile does not tell all, parts of a sentence: `it is incomplete: …`.
  package var limits: [String] {
    (incomplete.map { ["it is incomplete: \($0)"] } ?? []) + reductions
  }

  /// What somebody took away from a whole source, parts of a sentence: `it shows only …`.
  package var reductions: [String] {
    [
      shownOnly.map { "it shows only \($0)" }, lostNames.map { "names were lost by \($0)" },
    ].compactMap { $0 }
  }

  /// The remarks without what they say of the program.
  package var redacted: SourceRemarks {
    var remarks = self
    remarks.crash = nil
    return remarks
  }

  /// The comments that say this.
  package var comments: [String] {
    var comments: [String] = []
    if let incomplete { comments.append(Self.incompleteMark + incomplete) }
    if let crash { comments.append(Self.crashMark + crash) }
    if let shownOnly { comments.append(Self.shownOnlyMark + shownOnly) }
    if let lostNames { comments.append(Self.lostNamesMark + lostNames) }
    if hasNoFrames { comments.append(Self.noFramesMark) }
    if systemGoroutines > 0 { comments.append(Self.systemMark + String(systemGoroutines)) }
    return comments
  }
}
