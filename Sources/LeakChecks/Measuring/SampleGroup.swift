import ProfileAnalysis
import ProfileModel

/// One of the groups of a rule with `per:`; a rule without has a single one.
///
/// A stack's name is made on demand: there can be as many stacks as samples, and people read ten.
struct SampleGroup: Sendable {
  /// What it is known by.
  private enum Identity: Sendable {
    case text(String)
    /// Within a profile the number of its head is enough; across profiles keys decide.
    case stack(head: StackID, Fingerprints)
  }

  /// The only group of a rule without `per:`.
  static let all = SampleGroup(name: "")

  private let identity: Identity
  /// Whether names are missing, so that its samples may belong to any other group.
  let isOpen: Bool

  init(name: String, isOpen: Bool = false) {
    identity = .text(name)
    self.isOpen = isOpen
  }

  /// The samples of a stack whose names are known.
  init(stack head: StackID, _ fingerprints: Fingerprints) {
    identity = .stack(head: head, fingerprints)
    isOpen = false
  }

  var name: String {
    switch identity {
    case .text(let name): name
    case .stack(let head, let fingerprints): fingerprints[head].description
    }
  }

  /// Whether it is shown by the same name as another, open or not.
  func hasName(of other: SampleGroup) -> Bool {
    switch (identity, other.identity) {
    case (.stack(let head, let own), .stack(let otherHead, let others)):
      own === others ? head == otherHead : own.key(of: head) == others.key(of: otherHead)
    default: name == other.name
    }
  }
}

extension SampleGroup: Hashable {
  static func == (left: Self, right: Self) -> Bool {
    left.isOpen == right.isOpen && left.hasName(of: right)
  }

  /// Groups of one rule are all stacks or all texts, but for open ones, so that no stack need equal a text here.
  func hash(into hasher: inout Hasher) {
    switch identity {
    case .text(let name): hasher.combine(name)
    case .stack(let head, let fingerprints): hasher.combine(fingerprints.key(of: head))
    }
    hasher.combine(isOpen)
  }
}

extension SampleGroup: Comparable {
  static func < (left: Self, right: Self) -> Bool {
    left.precedes(right) ?? (right.isOpen && !left.isOpen)
  }

  /// Whether its name comes first; nil if the names are equal.
  func precedes(_ other: SampleGroup) -> Bool? {
    if case (.stack(let head, let own), .stack(let otherHead, let others)) =
      (identity, other.identity)
    {
      let (one, two) = (own[head], others[otherHead])
      return one == two ? nil : one < two
    }
    let (one, two) = (name, other.name)
    return one == two ? nil : one < two
  }
}
