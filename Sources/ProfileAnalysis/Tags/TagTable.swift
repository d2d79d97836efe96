import ProfileModel

/// How much of a profile carries each label: what `tags` shows.
public struct TagTable: Sendable {
  /// One value of a key.
  public struct Value: Sendable {
    /// A text as it stands in the profile, or a number as people read it.
    public let text: [UInt8]
    /// The number itself, if numbers are told apart exactly.
    public let number: Int64?
    /// The sum over all samples that carry it; one that carries it twice counts twice.
    public let sum: Int64
  }

  /// A key with its values, the heaviest first.
  public struct Key: Sendable {
    public let name: [UInt8]
    /// The unit of those of its values that are numbers.
    public let unit: String
    public let sum: Int64
    public let values: [Value]
  }

  /// The keys, in the order of their names.
  public let keys: [Key]

  /// What tells values of a key apart.
  private struct ValueKey: Hashable {
    let text: [UInt8]
    let number: Int64?
  }

  /// - Parameter isExact: whether numbers are told apart exactly, and from texts; else, as in the reference, by
  ///   what people read.
  public init(_ subject: PreparedProfile, isExact: Bool = false) {
    var sums: [StringID: [ValueKey: Int64]] = [:]
    let profile = subject.profile
    for (set, sum) in Self.sumsByLabelSet(of: subject) {
      for label in profile.labelSets.labels(of: set) {
        let value = Self.key(of: label, subject, isExact: isExact)
        let before = sums[label.key]?[value] ?? 0
        sums[label.key, default: [:]][value] = before.addingClamped(sum)
      }
    }
    keys = sums.map { key, sums in
      Self.key(Array(profile.strings.bytes(of: key)), sums, unit: subject.labelUnits[key])
    }.sorted { $0.name.lexicographicallyPrecedes($1.name) }
  }

  private static func key(_ name: [UInt8], _ sums: [ValueKey: Int64], unit: String) -> Key {
    let values = sums.map { Value(text: $0.text, number: $0.number, sum: $1) }.sorted {
      left, right in
      let (leftSize, rightSize) = (left.sum.clampedMagnitude, right.sum.clampedMagnitude)
      if leftSize != rightSize { return leftSize > rightSize }
      if left.text != right.text { return left.text.lexicographicallyPrecedes(right.text) }
      return (left.number ?? .min) < (right.number ?? .min)
    }
    return Key(
      name: name, unit: unit, sum: values.reduce(0) { $0.addingClamped($1.sum) }, values: values)
  }

  private static func key(
    of label: Label, _ subject: PreparedProfile, isExact: Bool
  ) -> ValueKey {
    switch label.value {
    case .text(let text):
      return ValueKey(text: Array(subject.profile.strings.bytes(of: text)), number: nil)
    case .number(let number, _):
      let text = ValueText(subject.labelUnits[label.key], in: subject.unit).text(number)
      return ValueKey(text: Array(text.utf8), number: isExact ? number : nil)
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
