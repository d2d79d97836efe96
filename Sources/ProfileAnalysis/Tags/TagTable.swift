import ProfileModel

/// How much of a profile carries each label: what `tags` shows.
public struct TagTable: Sendable {
  /// One value of a key.
  public struct Value: Sendable {
    /// A text as it stands in the profile, or a number with its unit.
    public let text: [UInt8]
    /// The sum over all samples that carry it; one that carries it twice counts twice.
    public let sum: Int64
  }

  /// A key with its values, the heaviest first.
  public struct Key: Sendable {
    public let name: [UInt8]
    public let sum: Int64
    public let values: [Value]
  }

  /// The keys, in the order of their names.
  public let keys: [Key]

  public init(_ subject: PreparedProfile) {
    var sums: [[UInt8]: [[UInt8]: Int64]] = [:]
    let profile = subject.profile
    for (set, sum) in Self.sumsByLabelSet(of: subject) {
      for label in profile.labelSets.labels(of: set) {
        let key = Array(profile.strings.bytes(of: label.key))
        let text = Self.text(of: label, subject)
        sums[key, default: [:]][text] = (sums[key]?[text] ?? 0).addingClamped(sum)
      }
    }
    keys = sums.map { Self.key($0, $1) }.sorted {
      $0.name.lexicographicallyPrecedes($1.name)
    }
  }

  private static func key(_ name: [UInt8], _ sums: [[UInt8]: Int64]) -> Key {
    let values = sums.map { Value(text: $0, sum: $1) }.sorted { left, right in
      let (leftSize, rightSize) = (left.sum.clampedMagnitude, right.sum.clampedMagnitude)
      if leftSize != rightSize { return leftSize > rightSize }
      return left.text.lexicographicallyPrecedes(right.text)
    }
    return Key(
      name: name, sum: values.reduce(0) { $0.addingClamped($1.sum) }, values: values)
  }

  private static func text(of label: Label, _ subject: PreparedProfile) -> [UInt8] {
    switch label.value {
    case .text(let text): Array(subject.profile.strings.bytes(of: text))
    case .number(let number, _):
      Array(ValueText(subject.labelUnits[label.key], in: subject.unit).text(number).utf8)
    }
  }

  /// The sum of the samples of each label set that any sample has, in the order of the sets.
  private static func sumsByLabelSet(of subject: PreparedProfile) -> [(LabelSetID, Int64)] {
    let sets = subject.profile.samples.labelSets
    var sums = [Int64](repeating: 0, count: subject.profile.labelSets.count)
    var isUsed = [Bool](repeating: false, count: sums.count)
    for (row, value) in subject.weights.values.enumerated() {
      let set = Int(sets[row])
      sums[set] = sums[set].addingClamped(value)
      isUsed[set] = true
    }
    return sums.indices.filter { isUsed[$0] }.map { (LabelSetID(UInt32($0)), sums[$0]) }
  }
}
