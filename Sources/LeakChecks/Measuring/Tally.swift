/// A metric's amounts in one snapshot, one for each group of the rule.
struct Tally: Sendable {
  /// All groups that there are, matching or not, each once, in no order that matters.
  private(set) var groups: [SampleGroup] = []
  /// What each of them is, if samples match.
  private var amounts: [Amount] = []
  /// Whether samples of each match.
  private var isMatched: [Bool] = []
  /// The most that samples of unknown groups may add to any group.
  private var unplaced = Amount()
  /// The amount of a group that this snapshot knows nothing about: from nothing to all.
  private var anything = Amount()

  /// No group at all.
  init() {}

  /// A metric without groups, which samples of groups that are not known may be all of.
  init(whole amount: Amount) {
    self.init(ofProcess: amount)
    (anything.possible, anything.rate) = (amount.possible, amount.rate)
  }

  /// The amount of a whole process.
  init(ofProcess amount: Amount) { append(.all, amount, isMatched: true) }

  /// The sums of the samples of each group, put together.
  ///
  /// - `matched`: whether samples match in each group.
  /// - `join`: how the values of two groups become that of both.
  init(
    _ keys: SampleKeys, _ sums: [Amount], matched: [Bool], joinedBy join: (Double, Double) -> Double
  ) {
    (groups, amounts, isMatched) = (keys.groups, sums, matched)
    for (group, sum) in zip(groups, sums) {
      anything.possible = join(anything.possible, sum.possible)
      anything.rate = max(anything.rate, sum.rate)
      if group.isOpen { unplaced.possible = join(unplaced.possible, sum.possible) }
    }
    for index in amounts.indices where matched[index] {
      if !keys.belongsTogether[index] { amounts[index].sure = 0 }
      amounts[index].possible =
        groups[index].isOpen
        ? unplaced.possible : join(amounts[index].possible, unplaced.possible)
    }
  }

  private mutating func append(_ group: SampleGroup, _ amount: Amount, isMatched: Bool) {
    groups.append(group)
    amounts.append(amount)
    self.isMatched.append(isMatched)
  }

  // MARK: Amounts

  /// The amount of one of its groups.
  func amount(at index: Int) -> Amount {
    isMatched[index] ? amounts[index] : missing(groups[index])
  }

  /// The amount of a group that no sample here matches.
  private func missing(_ group: SampleGroup) -> Amount { group.isOpen ? anything : unplaced }

  /// The amount of a group, which is searched for one by one; of one that is missing here what it may be.
  func amount(of group: SampleGroup) -> Amount {
    groups.firstIndex(of: group).map(amount) ?? missing(group)
  }

  /// All groups that samples match together.
  var whole: Amount {
    amounts.indices.reduce(Amount()) { isMatched[$1] ? $0 + amounts[$1] : $0 }
  }

  /// The groups that samples match.
  var matched: [SampleGroup] { groups.indices.filter { isMatched[$0] }.map { groups[$0] } }

  /// Finds amounts by their groups.
  struct Lookup {
    let tally: Tally
    private let indices: [SampleGroup: Int]

    init(_ tally: Tally) {
      self.tally = tally
      indices = Dictionary(
        zip(tally.groups, tally.groups.indices), uniquingKeysWith: { first, _ in first })
    }

    /// The index of a group; nil if it is missing.
    func index(of group: SampleGroup) -> Int? { indices[group] }

    /// The amount of a group; of one that is missing here what it may be.
    func amount(of group: SampleGroup) -> Amount {
      indices[group].map(tally.amount) ?? tally.missing(group)
    }

    /// The amount of a group that samples match; nil if they do not.
    func matchedAmount(of group: SampleGroup) -> Amount? {
      indices[group].flatMap { tally.isMatched[$0] ? tally.amounts[$0] : nil }
    }

    /// The amount of a group that another snapshot has too: by addresses alone none is known again.
    func amount(ofShared group: SampleGroup) -> Amount {
      group.isOpen ? tally.anything : amount(of: group)
    }
  }

  // MARK: Several

  /// Adds what another snapshot or instance has.
  mutating func add(_ other: Tally) {
    let known = Lookup(self)
    for index in other.groups.indices {
      let group = other.groups[index]
      guard let own = known.index(of: group) else {
        append(group, other.amounts[index], isMatched: other.isMatched[index])
        continue
      }
      guard other.isMatched[index] else { continue }
      amounts[own] = (isMatched[own] ? amounts[own] : Amount()) + other.amounts[index]
      isMatched[own] = true
    }
    unplaced = unplaced + other.unplaced
    anything = anything + other.anything
  }

  /// The median of several snapshots; nil of none.
  static func median(_ tallies: [Tally]) -> Tally? {
    guard let first = tallies.first else { return nil }
    if tallies.count == 1 { return first }
    let all = tallies.map(Lookup.init)
    var median = Tally()
    for group in union(tallies.map(\.groups)) {
      let isMatched = all.contains { known in
        known.index(of: group).map { known.tally.isMatched[$0] } ?? false
      }
      median.append(group, .median(all.map { $0.amount(of: group) }), isMatched: isMatched)
    }
    median.unplaced = Amount.median(tallies.map(\.unplaced))
    median.anything = Amount.median(tallies.map(\.anything))
    return median
  }

  /// The groups that there are in any of some lists, each once, in the order of first sight.
  static func union(_ lists: [[SampleGroup]]) -> [SampleGroup] {
    if lists.count == 1 { return lists[0] }
    var known: Set<SampleGroup> = []
    return lists.flatMap { $0 }.filter { known.insert($0).inserted }
  }
}
