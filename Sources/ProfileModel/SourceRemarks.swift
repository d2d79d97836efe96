/// What a text format knew and a protobuf has no field for: lines among the comments that begin with `#`.
///
/// They survive `convert`, and the reference does not print them.
public struct SourceRemarks: Sendable, Equatable {
  /// Why the source was cut short; nil when nothing says that it was.
  public var incomplete: String?
  /// Whether the source is a crash text that shows only one goroutine of many.
  public var isSingleGoroutineOfCrash = false
  /// How many goroutines of the runtime itself were left out.
  public var systemGoroutines = 0

  private static let incompleteMark = "# incomplete: "
  private static let singleMark = "# crash text of a single goroutine"
  private static let systemMark = "# system goroutines: "

  public init() {}

  /// The remarks among a profile's comments.
  public init(of profile: Profile) {
    for comment in profile.header.comments.map({ profile.strings[$0] }) {
      if comment.hasPrefix(Self.incompleteMark) {
        incomplete = incomplete ?? String(comment.dropFirst(Self.incompleteMark.count))
      } else if comment == Self.singleMark {
        isSingleGoroutineOfCrash = true
      } else if comment.hasPrefix(Self.systemMark),
        let count = Int(comment.dropFirst(Self.systemMark.count)), count > 0
      {
        systemGoroutines = systemGoroutines.addingReportingOverflow(count).partialValue
      }
    }
  }

  /// The comments that say this.
  public var comments: [String] {
    var comments: [String] = []
    if let incomplete { comments.append(Self.incompleteMark + incomplete) }
    if isSingleGoroutineOfCrash { comments.append(Self.singleMark) }
    if systemGoroutines > 0 { comments.append(Self.systemMark + String(systemGoroutines)) }
    return comments
  }
}
