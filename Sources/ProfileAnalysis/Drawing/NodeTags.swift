import ProfileModel

/// The labels of a node and how much of the node carries each.
package struct NodeTags: Sendable {
  /// A label, or for numbers one of their texts.
  package struct Tag: Sendable {
    /// What distinguishes tags and orders them: `key:text`s joined by `\n`, or a number with its unit.
    package var name: [UInt8]
    /// The shown text, a line each: every `key:text`, or the number with its unit.
    package var lines: [[UInt8]]
    /// The number; those with the same shown text count as one.
    package var number: Int64 = 0
    package var unit = ""
    package var flat: Int64 = 0
    package var cum: Int64 = 0
    var flatDivisor: Int64 = 0
    var cumDivisor: Int64 = 0

    /// - `lines`: what is shown; nil for the name on one line.
    package init(name: [UInt8], lines: [[UInt8]]? = nil, flat: Int64 = 0, cum: Int64 = 0) {
      (self.name, self.lines, self.flat, self.cum) = (name, lines ?? [name], flat, cum)
    }

    /// The values of a report: divided for one of means.
    package var flatValue: Int64 { NodeWeights.quotient(flat, flatDivisor) }
    package var cumValue: Int64 { NodeWeights.quotient(cum, cumDivisor) }

    /// Adds another of the same label.
    mutating func add(_ sums: TagSums) {
      flat = flat.addingClamped(sums.flat)
      cum = cum.addingClamped(sums.cum)
      flatDivisor = flatDivisor.addingClamped(sums.flatDivisor)
      cumDivisor = cumDivisor.addingClamped(sums.cumDivisor)
    }
  }

  /// The text labels; all those of a sample make one tag.
  package internal(set) var texts: [Tag] = []
  /// The numbers under each text tag, and under the empty name those without one.
  package internal(set) var numbers: [[UInt8]: [Tag]] = [:]

  package init() {}

  /// How many tags the node itself has a value of.
  var flatCount: Int {
    texts.count { $0.flat != 0 } + numbers.values.reduce(0) { $0 + $1.count { $0.flat != 0 } }
  }

  /// Without tags whose values are both below a limit.
  func trimmed(to limit: Int64) -> NodeTags {
    let isHeavy = { (tag: Tag) in
      tag.flat.clampedMagnitude >= limit || tag.cum.clampedMagnitude >= limit
    }
    var trimmed = NodeTags()
    trimmed.texts = texts.filter(isHeavy)
    trimmed.numbers = numbers.mapValues { $0.filter(isHeavy) }
    return trimmed
  }
}

extension [NodeTags.Tag] {
  /// The heaviest first, then by name.
  package func sorted(byFlat: Bool) -> [NodeTags.Tag] {
    sorted { left, right in
      if !byFlat, left.cum != right.cum, left.cum.clampedMagnitude != right.cum.clampedMagnitude {
        return left.cum.clampedMagnitude > right.cum.clampedMagnitude
      }
      if left.flat.clampedMagnitude != right.flat.clampedMagnitude {
        return left.flat.clampedMagnitude > right.flat.clampedMagnitude
      }
      return left.name.lexicographicallyPrecedes(right.name)
    }
  }

  /// The sum of several tags that are shown as one.
  package func sum() -> (flat: Int64, cum: Int64) {
    var sum = NodeTags.Tag(name: [])
    for tag in self {
      sum.add(
        TagSums(
          flat: tag.flat, cum: tag.cum, flatDivisor: tag.flatDivisor, cumDivisor: tag.cumDivisor))
    }
    return (sum.flatValue, sum.cumValue)
  }
}

/// What samples of one label set add to a node.
struct TagSums {
  var flat: Int64 = 0
  var cum: Int64 = 0
  var flatDivisor: Int64 = 0
  var cumDivisor: Int64 = 0

  mutating func add(_ other: TagSums) {
    flat = flat.addingClamped(other.flat)
    cum = cum.addingClamped(other.cum)
    flatDivisor = flatDivisor.addingClamped(other.flatDivisor)
    cumDivisor = cumDivisor.addingClamped(other.cumDivisor)
  }
}
