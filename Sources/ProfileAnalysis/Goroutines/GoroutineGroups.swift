import ProfileModel

/// The goroutines of a profile in groups, the largest first.
public struct GoroutineGroups: Sendable {
  /// A function of a stack, and where in it.
  public struct Frame: Hashable, Sendable {
    public let function: String
    public let file: String
    /// 0 when not known.
    public let line: Int64
  }

  /// Goroutines that have something in common.
  public struct Group: Sendable {
    /// What they have in common; for stacks it is the site.
    public var name: String
    public var count: Int64 = 0
    /// The longest wait of those that tell, in minutes.
    public var longestWait: Int64?
    /// How many a dump marks as leaked.
    public var leaked: Int64 = 0
    /// How many are in which state, the most frequent first; those of unknown state are left out.
    public var states: [(name: String, count: Int64)] = []
    /// How many were started by which function, the most frequent first.
    public var creators: [(name: String, count: Int64)] = []
    /// How many plain stacks they have.
    public var stackCount = 0
    /// The most frequent of their stacks: its fingerprint, its site, and its frames from the leaf,
    /// without the runtime's.
    public var fingerprint: Fingerprint?
    public var site = ""
    public var siteFrame: Frame?
    public var example: [Frame] = []
  }

  /// The groups, by falling count and then by name.
  public let groups: [Group]
  /// How many goroutines are in the groups.
  public let total: Int64
  /// What shares are of: all goroutines, those that the filters left out as well.
  public let all: Int64
  /// What they are grouped by.
  public let grouping: GoroutineGrouping

  /// Puts the samples of a profile into groups.
  public init(_ subject: PreparedProfile, by grouping: GoroutineGrouping) {
    var builder = GoroutineGroupBuilder(subject, by: grouping)
    for row in subject.weights.values.indices { builder.add(row, subject.weights.values[row]) }
    groups = builder.finish()
    total = subject.weights.values.reduce(0) { $0.addingClamped($1) }
    all = subject.total
    self.grouping = grouping
  }
}
