import ProfileAnalysis
import ProfileModel

/// The identity of a stack, by which it is compared with others.
enum StackIdentity: Hashable {
  /// All names are known: the number in its profile of what has its fingerprint, which is made only for what is shown.
  case known(Int)
  /// Names are missing, so it may equal any other stack. Addresses distinguish it within its profile; the number is
  /// that of the normalized stack.
  case open(StackID)
  /// Addresses are missing too, or frames, so that it may be several stacks.
  case vague(StackID)

  /// The head of the normalized stack, if all its names are known.
  var head: Int? {
    guard case .known(let head) = self else { return nil }
    return head
  }
}

extension MeasuredProfile {
  /// The identity of a stack.
  func identity(of stack: StackID) -> StackIdentity {
    let row = plain.rows[Int(stack.index)]
    if plain.isNamed[Int(row.index)] { return .known(plain.head(of: stack)) }
    return plain.isIdentified(stack) ? .open(row) : .vague(row)
  }

  /// The identity of a sample's stack.
  func identity(ofSample row: Int) -> StackIdentity {
    identity(of: StackID(profile.sampleTable.stacks[row]))
  }

  /// Whether a sample has a stack that cannot be compared with others.
  var hasOpenStacks: Bool {
    profile.sampleTable.stacks.contains { !plain.isNamed[Int(plain.rows[Int($0)].index)] }
  }

  /// The keys of the stacks of samples whose names are known.
  var usedKeys: Set<StackKey> {
    let keys = plain.keys
    return Set(
      (0..<profile.sampleTable.count).compactMap { identity(ofSample: $0).head.map { keys[$0] } })
  }
}

/// The sum of the samples of each stack.
struct StackSums {
  private var sums: [StackIdentity: Double] = [:]
  /// All that may belong to any stack, for names are missing.
  private var open = 0.0
  private var largestKnown = 0.0

  init(of measured: MeasuredProfile, column: Int) {
    var sums: [StackIdentity: Int64] = [:]
    for row in 0..<measured.profile.sampleTable.count {
      let value = measured.value(ofSample: row, column: column)
      let identity = measured.identity(ofSample: row)
      sums[identity] = (sums[identity] ?? 0).addingClamped(value)
    }
    self.sums = sums.mapValues(Double.init)
    for (identity, sum) in self.sums {
      switch identity {
      case .known: largestKnown = max(largestKnown, sum)
      case .open, .vague: open += sum
      }
    }
  }

  /// The least and the most that the samples of a stack can add up to.
  func sum(of identity: StackIdentity) -> Interval {
    let sum = sums[identity] ?? 0
    switch identity {
    case .known: return Interval(sum, sum + open)
    case .open: return Interval(sum, open + largestKnown)
    case .vague: return Interval(0, open + largestKnown)
    }
  }
}
