import ProfileModel

/// Where a metric is measured: the group of profiles that has it, and how it is read from them.
struct MetricSource {
  /// How a metric is read from a snapshot.
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

    /// Whether it is the largest value of the samples, where others are sums.
    var isMaximum: Bool {
      switch self {
      case .longestWait: true
      case .sum, .leaked, .stacks, .newStacks, .goneStacks, .stackBytes, .residentBytes: false
      }
    }

    /// Whether it describes a whole process, without samples behind it.
    var isOfProcess: Bool {
      switch self {
      case .stackBytes, .residentBytes: true
      case .sum, .leaked, .longestWait, .stacks, .newStacks, .goneStacks: false
      }
    }

    /// What it asks of samples that only some formats tell; nil if all do.
    var fieldOfFormat: String? {
      switch self {
      case .longestWait: "wait"
      case .sum, .leaked, .stacks, .newStacks, .goneStacks, .stackBytes, .residentBytes: nil
      }
    }

    /// Whether it is a number of distinct stacks.
    var countsStacks: Bool { self == .stacks || isAgainstBaseline }

    /// Whether stacks are compared with those of the baselines.
    var isAgainstBaseline: Bool { self == .newStacks || self == .goneStacks }
  }

  let metric: Metric
  var group: ProfileGroup
  let kind: Kind
  /// The sample type that is summed, which `value` also reads.
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
  var valueDimension: Dimension { BaseUnit(group.types[column].unit).dimension }

  /// Whether it is an exact count rather than a sampled estimate.
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

  /// What it requires of a snapshot's profile.
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
  func profile(in snapshot: Snapshot) -> ProfileRecord? {
    switch kind {
    case .stackBytes: snapshot.profiles.first { $0.memory.stackBytes != nil }
    case .residentBytes: snapshot.profiles.first { $0.memory.residentBytes != nil }
    default: snapshot.profile(for: need)
    }
  }
}

/// The unit that rules are checked against instead of a profile's own.
struct BaseUnit {
  let dimension: Dimension
  /// What to multiply values by.
  let scale: Double

  /// Memory is in bytes and time in nanoseconds; whatever else there is, is counted.
  init(_ unit: String) {
    // A foreign target gives the family's own base unit: bytes for memory.
    let step = UnitConversion.steps(from: unit, to: "ns").first
    switch step?.symbol {
    case "B": dimension = .bytes
    case "ns": dimension = .time
    default:
      (dimension, scale) = (.count, 1)
      return
    }
    scale = step.map { (1 / $0.size).rounded() } ?? 1
  }
}
