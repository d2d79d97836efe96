/// The result of a rule for one instance, and one of its groups if the rule has `per:`.
///
/// There can be as many as stacks, so that it is small: what few have, and what all of a snapshot share, is elsewhere.
package struct GroupVerdict: Sendable, Equatable {
  /// Its group; nameless for a rule without `per:`.
  var group: SampleGroup
  package var outcome: Outcome
  /// Whether there is a value.
  package var isMeasured = true
  /// Whether the reason is nothing but what the data cannot decide.
  package var isAllowable = false
  /// The value as it was measured; infinite where something is new.
  package var value: Double
  /// The possible values, given missing data and chance.
  package var interval: Interval
  /// Where it was measured.
  var origin = Origin.unknown
  /// The facts besides the value.
  var findings: Findings {
    get { box?.findings ?? Findings() }
    set { box = Box(newValue) }
  }
  private var box: Box?
  /// Whether anything is known besides the value.
  var hasFindings: Bool { box != nil }

  /// Where entries were measured; those of one snapshot share it.
  final class Origin: Sendable, Equatable {
    /// The instance; empty where there is only one, or all together are meant.
    let instance: String
    /// The file that decided, where several were judged.
    let file: String?
    let position: Position?

    static let unknown = Origin()

    init(instance: String = "", file: String? = nil, position: Position? = nil) {
      (self.instance, self.file, self.position) = (instance, file, position)
    }

    static func == (left: Origin, right: Origin) -> Bool {
      left === right
        || left.instance == right.instance && left.file == right.file
          && left.position == right.position
    }
  }

  /// A snapshot of an instance, by their indices.
  package struct Position: Sendable, Equatable {
    package let instance: Int
    package let snapshot: Int
  }

  /// Where the limit of a rule was crossed in a series for the last time.
  package struct Crossing: Sendable, Equatable {
    /// The index of the first moment that surely breaks it, and after which none surely keeps it.
    package let first: Int
    /// That of the first moment before it after which none surely keeps the limit.
    package let earliest: Int
    /// Why it is not known of the moment before `first`; nil if unknown.
    package let reason: String?
  }

  /// Facts about an entry besides its value.
  struct Findings: Sendable, Equatable {
    var trend: TrendFinding?
    var reason: String?
    var series: [SeriesPoint] = []
    var crossing: Crossing?
    var baseline: Double?
    var stacks: [VerdictStack] = []
    var total: Double?
  }

  private final class Box: Sendable {
    let findings: Findings

    init(_ findings: Findings) { self.findings = findings }
  }

  init(_ group: SampleGroup, outcome: Outcome, value: Double, interval: Interval) {
    self.group = group
    self.outcome = outcome
    self.value = value
    self.interval = interval
  }

  init(name: String, outcome: Outcome, value: Double, interval: Interval) {
    self.init(SampleGroup(name: name), outcome: outcome, value: value, interval: interval)
  }

  /// An entry that nothing could be measured for.
  init(undecided reason: OpenReason, _ group: SampleGroup = .all) {
    self.init(group, outcome: .undecided, value: 0, interval: Interval(0, .infinity))
    findings = Findings(reason: reason.text)
    isAllowable = reason.isAllowable
    isMeasured = false
  }

  package static func == (left: Self, right: Self) -> Bool {
    left.group == right.group && left.outcome == right.outcome
      && left.isMeasured == right.isMeasured && left.isAllowable == right.isAllowable
      && left.value == right.value && left.interval == right.interval
      && left.origin == right.origin
      && (left.box === right.box || left.findings == right.findings)
  }
}

extension GroupVerdict {
  /// The value of the label, the fingerprint, the site or the package; empty for a rule without `per:`.
  package var name: String { group.name }
  /// The instance; empty where there is only one, or all together are meant.
  package var instance: String { origin.instance }
  /// Its name: the instance and the group.
  package var title: String { [instance, name].filter { !$0.isEmpty }.joined(separator: " ") }
  /// The file that decided, where several were judged.
  package var file: String? { origin.file }
  /// Where it was measured.
  package var position: Position? { origin.position }

  /// The trend of a slope.
  package var trend: TrendFinding? { box?.findings.trend }
  /// Why it is undecided.
  package var reason: String? { box?.findings.reason }
  /// The values of the series, the oldest first; of a rule about one moment only where they are asked for.
  package var series: [SeriesPoint] { box?.findings.series ?? [] }

  /// Where the limit was crossed for the last time; nil if no moment surely breaks it.
  package var crossing: Crossing? { box?.findings.crossing }

  /// The time that usually lies between its snapshots, in nanoseconds; nil if a time is unknown.
  package var spacing: Double? {
    let times = series.map(\.time)
    return times.contains(0) ? nil : CheckedInstance.medianSpacing(times)
  }
  /// The metric in the baseline, where a series is asked for and the rule is about the metric itself.
  package var baseline: Double? { box?.findings.baseline }
  /// The stacks behind it, the heaviest first, where it is shown.
  package var stacks: [VerdictStack] { box?.findings.stacks ?? [] }
  /// The metric without its selector, which the stacks' shares refer to.
  package var total: Double? { box?.findings.total }
}
