/// Where a metric is measured: the group of profiles that has it, and what it is of them.
struct MetricSource {
  /// What a metric is of a snapshot.
  enum Kind: Equatable {
    /// The sum of a sample type.
    case sum
    /// The same over goroutines that are proven leaked.
    case leaked
    case longestWait
    case stacks
    case newStacks
    case goneStacks
    case stackBytes
    case residentBytes
  }

  let metric: Metric
  let group: ProfileGroup
  let kind: Kind
  /// The sample type that is added up, and that `value` is of.
  let column: Int

  /// What the metric measures.
  var dimension: Dimension {
    switch kind {
    case .stackBytes, .residentBytes: .bytes
    case .longestWait: .time
    case .stacks, .newStacks, .goneStacks: .count
    case .sum, .leaked: valueDimension
    }
  }

  /// What the sample type measures.
  var valueDimension: Dimension { Dimension(unit: group.types[column].unit) }

  /// Whether it is a count of which nothing is left to chance.
  var isExactCount: Bool {
    switch kind {
    case .stacks, .newStacks, .goneStacks: true
    case .longestWait, .stackBytes, .residentBytes: false
    case .sum, .leaked: valueDimension == .count && !isSampled
    }
  }

  private var isSampled: Bool {
    let name = group.types[column].name
    return name.hasSuffix("objects") || ["samples", "contentions"].contains(name)
  }

  /// What a snapshot's profile must tell.
  var need: Snapshot.Need {
    let conditions = metric.selector.terms.map(\.condition)
    let asksDump = conditions.contains { condition in
      switch condition {
      case .amount(.wait, _, _), .matches(.createdBy, _): true
      default: false
      }
    }
    if kind == .longestWait || asksDump { return .dump }
    return kind == .leaked || conditions.contains(.leaked) ? .leaks : .values
  }

  /// The profile of a snapshot in which it is measured; nil when none has it.
  func profile(in snapshot: Snapshot) -> MeasuredProfile? {
    switch kind {
    case .stackBytes: snapshot.profiles.first { $0.memory.stackBytes != nil }
    case .residentBytes: snapshot.profiles.first { $0.memory.residentBytes != nil }
    default: snapshot.profile(for: need)
    }
  }
}

extension Dimension {
  /// What values of a unit measure; what is neither memory nor time is counted.
  init(unit: String) {
    switch unit {
    case "bytes", "byte": self = .bytes
    case "nanoseconds": self = .time
    default: self = .count
    }
  }
}
