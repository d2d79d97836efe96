import ProfileModel

/// The goroutines of a profile in groups, the largest first.
///
/// The facts about a group are computed on demand: there may be as many groups as goroutines, of which people look at
/// the first few.
package struct GoroutineGroups: Sendable {
  /// A function of a stack, and where in it.
  package struct Frame: Hashable, Sendable {
    package let function: String
    package let file: String
    /// 0 when not known.
    package let line: Int64
  }

  /// Goroutines that have something in common.
  package struct Group: Sendable {
    /// What they have in common; for stacks it is the site.
    package var name: String
    package var count: Int64 = 0
    /// The longest known wait, in minutes.
    package var longestWait: Int64?
    /// How many a dump marks as leaked.
    package var leaked: Int64 = 0
    /// How many are in which state, the most frequent first; those of unknown state are left out.
    package var states: [(name: String, count: Int64)] = []
    /// How many were started by which function, the most frequent first.
    package var creators: [(name: String, count: Int64)] = []
    /// How many have which label, as `tenant:acme`, the most frequent first; those that only dumps distinguish are.
    package var labels: [(name: String, count: Int64)] = []
    /// How many normalized stacks they have.
    package var stackCount = 0
    /// The most frequent of their stacks: its fingerprint, its site, and its frames from the leaf,
    /// without the runtime's.
    package var fingerprint: Fingerprint?
    package var site = ""
    package var siteFrame: Frame?
    package var example: [Frame] = []
  }

  /// How many goroutines are in the groups.
  package let total: Int64
  /// The base of shares: all goroutines, including those left out by filters.
  package let all: Int64
  /// What is counted: a goroutine, a thread, or a record of any other profile.
  package let noun: String
  /// The crash it records, and where; nil if the program did not crash.
  package let crash: String?
  /// Whether it shows what changed between two moments, and not all goroutines.
  package let isDifference: Bool
  /// Whether no goroutine has a frame, for they were lost on the way.
  package let hasNoFrames: Bool
  /// What goroutines can be grouped by, labels aside.
  package static let dimensions: [SampleDimension] = [
    .stack, .site, .package, .state, .createdBy, .wait,
  ]

  /// What they are grouped by.
  package let dimension: SampleDimension
  /// The longest known wait of all, in minutes.
  package let longestWait: Int64?
  /// How many groups are looked at, the largest ones.
  package let shownCount: Int
  /// Whether their stacks have other frames than the profile, so that their fingerprints would be found nowhere else.
  package let haveOtherFrames: Bool
  private let index: GoroutineGroupIndex
  private let profile: Profile
  private let values: [Int64]
  private let plain: NormalizedStacks
  private let traits: GoroutineTraits

  /// Puts the samples of a profile into groups.
  ///
  /// - `shown`: how many groups will be looked at, the largest ones; nil for all.
  /// - `haveOtherFrames`: whether the view has other frames than the profile.
  package init(
    _ view: ProfileView, by dimension: SampleDimension, shown: Int? = nil,
    haveOtherFrames: Bool = false
  ) {
    self.haveOtherFrames = haveOtherFrames
    let traits = view.tables.traits(of: view.profile)
    profile = view.profile
    values = view.weights.values
    plain = view.tables.plainStacks
    index = GoroutineGroupIndex(view, plain, traits, by: dimension, shown: shown)
    shownCount = min(shown ?? index.ranked.count, index.ranked.count)
    total = values.reduce(0) { $0.addingClamped($1) }
    longestWait = values.indices.lazy.compactMap(traits.wait).max()
    all = view.total
    noun = Self.noun(for: view.typeName)
    let remarks = SourceRemarks(of: profile)
    (crash, hasNoFrames) = (remarks.crash, remarks.hasNoFrames)
    isDifference = profile.deltaReason != nil
    self.traits = traits
    self.dimension = dimension
  }

  private static func noun(for type: String) -> String {
    switch type {
    case "goroutine", "goroutineleak": "goroutine"
    case "threadcreate", "thread": "thread"
    default: "record"
    }
  }

  /// How many groups there are.
  package var count: Int { index.ranked.count }

  /// How many goroutines the group of a rank has; the largest group has rank 0.
  package func count(atRank rank: Int) -> Int64 { index.counts[index.ranked[rank]] }

  /// The facts about the group of a rank.
  package func group(atRank rank: Int) -> Group {
    let number = index.ranked[rank]
    var builder = GoroutineGroupBuilder(name: index.name(of: number), profile, plain, traits)
    for row in index.rows(of: number) { builder.add(Int(row), values[Int(row)]) }
    var group = builder.finish()
    if haveOtherFrames { group.fingerprint = nil }
    return group
  }
}
