/// The result of checking one rule.
public struct Verdict: Sendable {
  package let rule: Rule
  /// The worst of its entries.
  public internal(set) var outcome: Outcome
  /// The dimension of the measured value.
  package internal(set) var dimension = Dimension.count
  /// An entry for each instance and each group of a rule with `per:`: the worst `shownEntries`, the worst of them first, and
  /// then all others in any order. `ordered` has all in order.
  package internal(set) var groups: [GroupVerdict] = []
  /// Why it is undecided where no value could be measured.
  package internal(set) var reason: String?
  /// Whether no value could be measured for nothing but a lack of data, as with too few snapshots.
  var lacksOnlyData = false
  /// Short remarks about the value.
  package internal(set) var notes: [String] = []
  /// The instances whose level rose, with too few snapshots for a trend; those that grew most first.
  package internal(set) var rises: [ShortRise] = []
  /// The terms of its selectors that no sample matches.
  package internal(set) var unmatched: [String] = []
  /// Names that look like those of such terms, by the term.
  package internal(set) var likeUnmatched: [String: String] = [:]
  /// Instances that were not looked at, and why.
  package internal(set) var leftOut: [String] = []
  /// The instances that are gone and failed it at their end.
  package internal(set) var failedAtTheirEnd: [String] = []
  /// What was left out of it on purpose.
  package internal(set) var suppressed: [SuppressionUse] = []
  /// The dimension of the stacks' values.
  package internal(set) var stackDimension = Dimension.count
  /// The cost of the heaviest stack's goroutines, for a rule that failed.
  package internal(set) var postmortem: Postmortem?
  /// Whether its entries belong to several instances.
  package internal(set) var hasInstances = false
  /// The result of the instances.
  package internal(set) var instances = InstanceCounts()

  init(_ rule: Rule, _ outcome: Outcome) {
    self.rule = rule
    self.outcome = outcome
  }

  /// A verdict that nothing could be measured for.
  static func undecided(_ rule: Rule, because reason: String) -> Verdict {
    var verdict = Verdict(rule, .undecided)
    verdict.reason = reason
    return verdict
  }

  /// Whether only the data leave it undecided, so that the user may allow it: few snapshots, chance, or facts that
  /// the format does not have. Missing files cannot be allowed.
  package var isAllowable: Bool {
    guard outcome == .undecided else { return false }
    let open = groups.filter { $0.outcome == .undecided }
    return open.isEmpty ? lacksOnlyData : open.allSatisfy(\.isAllowable)
  }

  /// Whether it is no more than a warning.
  package var isWarning: Bool { rule.severity == .warn && outcome != .pass }

  /// So many of the worst entries are in order, and get their stacks and series.
  package static let shownEntries = 10

  /// All entries, the worst first, for readers who list them all: to order those that are equal, all of them are
  /// named.
  package var ordered: [GroupVerdict] {
    guard groups.count > Self.shownEntries else { return groups }
    let rest = groups.dropFirst(Self.shownEntries).sorted(by: EntryOrder(rule).isWorse)
    return groups.prefix(Self.shownEntries) + rest
  }

  /// The stacks behind the worst entry, the heaviest first.
  public var stacks: [VerdictStack] { groups.first?.stacks ?? [] }

  /// The metric without its selector, which the stacks' shares refer to; nil if there is none.
  package var total: Double? { groups.first?.total }
}

/// A value of a series.
package struct SeriesPoint: Sendable, Equatable {
  /// In nanoseconds since 1970; 0 if unknown.
  package let time: Int64
  package let value: Double
  private let build: Build
  private var number: Int32
  /// Whether the value is known for sure.
  package let isSure: Bool
  /// Whether it is not known if the value breaks the rule's limit.
  package let isOpen: Bool

  /// The build of a process, which all its points share.
  final class Build: Sendable {
    let id: String

    init(_ id: String) { self.id = id }

    /// One that is not known.
    static let unknown = Build("")
  }

  init(
    time: Int64, value: Double, process: Int, build: Build = .unknown, isSure: Bool,
    isOpen: Bool = false
  ) {
    (self.time, self.value, self.build, self.isSure) = (time, value, build, isSure)
    self.isOpen = isOpen
    number = Int32(clamping: process)
  }

  /// The process of the instance, counted from 0, and its build.
  package var process: Int { Int(number) }
  package var buildID: String { build.id }

  mutating func moveToNextProcess() { number += 1 }

  package static func == (left: Self, right: Self) -> Bool {
    left.time == right.time && left.value == right.value && left.number == right.number
      && left.isSure == right.isSure && left.buildID == right.buildID
  }
}

/// A suppression that left samples out of a rule.
package struct SuppressionUse: Sendable, Equatable {
  package let id: String
  /// What its samples make, at most in any snapshot that counts.
  package let sum: Double
  package let cap: Double?
  /// Whether it is over its cap, so that its samples count.
  package let isOver: Bool
}

/// A stack behind a verdict.
public struct VerdictStack: Sendable, Equatable {
  /// What the stack is known by, in every build: `fp:` in a rule finds it. Nil where names are missing.
  public package(set) var fingerprint: String?
  /// The first frame of the program's own; a frame without a name is shown by its address.
  public package(set) var site: String
  /// Whether the site is a name that is known.
  public package(set) var isSiteKnown: Bool
  /// The sum over the samples that match, in the unit of the verdict's value.
  public package(set) var value: Double
  /// The same in the baseline, or at the beginning of a series; nil where nothing is compared.
  public package(set) var before: Double?
  /// The state of most of its samples; nil where the format does not record it.
  public package(set) var state: String?
  /// The longest wait in minutes; nil where the format does not record it.
  public package(set) var minutes: Int64?
  /// Where the site is in the source; empty where the format does not record it.
  public package(set) var file: String
  /// The line in the file; 0 where the format does not record it.
  public package(set) var line: Int64
  /// The functions of the normalized stack, leaf first.
  public package(set) var frames: [String]
  /// The function that started most of its goroutines, where no frame is the program's own and a dump tells.
  public package(set) var createdBy: String?
  /// Where it did that, as `file:line`; several if there are several.
  public package(set) var creatorSources: [String] = []
}

/// How many instances a rule was checked on, and the results.
package struct InstanceCounts: Sendable, Equatable {
  package private(set) var failed = 0
  package private(set) var undecided = 0
  package private(set) var passed = 0
  package private(set) var examined = 0

  package init() {}

  /// Instances that only have a verdict together.
  init(together count: Int) { examined = count }

  /// Of each instance the worst entry counts.
  init(of entries: [GroupVerdict]) {
    var worst: [String: Outcome] = [:]
    for entry in entries {
      let known = worst[entry.instance] ?? entry.outcome
      worst[entry.instance] = known.badness > entry.outcome.badness ? known : entry.outcome
    }
    for outcome in worst.values {
      switch outcome {
      case .fail: failed += 1
      case .undecided: undecided += 1
      case .pass: passed += 1
      }
    }
    examined = worst.count
  }
}
