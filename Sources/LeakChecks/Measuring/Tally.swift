/// What a metric is in one snapshot, for each group of the rule.
struct Tally: Sendable {
  /// The groups that samples match; a rule without `per:` has one.
  var amounts: [SampleGroup: Amount] = [:]
  /// All groups that there are, matching or not.
  var groups: Set<SampleGroup> = []
  /// What the samples of groups that are not known may add to any group.
  var unplaced = Amount()
  /// What a group may be of which nothing is known in this snapshot: nothing, or all that there is.
  var anything = Amount()

  /// The amount of a group; of one that is missing here what it may be.
  func amount(of group: SampleGroup) -> Amount {
    amounts[group] ?? (group.isOpen ? anything : unplaced)
  }

  /// The amount of a group that another snapshot has too: by addresses alone none is known again.
  func amount(ofShared group: SampleGroup) -> Amount {
    group.isOpen ? anything : amount(of: group)
  }

  /// Adds what another snapshot or instance has.
  mutating func add(_ other: Tally) {
    groups.formUnion(other.groups)
    for (group, amount) in other.amounts {
      amounts[group] = (amounts[group] ?? Amount()) + amount
    }
    unplaced = unplaced + other.unplaced
    anything = anything + other.anything
  }

  /// The median of several snapshots; nil of none.
  static func median(_ tallies: [Tally]) -> Tally? {
    guard !tallies.isEmpty else { return nil }
    var median = Tally()
    for tally in tallies { median.groups.formUnion(tally.groups) }
    for group in Set(tallies.flatMap(\.amounts.keys)) {
      median.amounts[group] = Amount.median(tallies.map { $0.amount(of: group) })
    }
    median.unplaced = Amount.median(tallies.map(\.unplaced))
    median.anything = Amount.median(tallies.map(\.anything))
    return median
  }
}

extension Tally {
  /// A metric without groups.
  init(whole amount: Amount) {
    self.init(amounts: [.all: amount], groups: [.all])
    (anything.possible, anything.rate) = (amount.possible, amount.rate)
  }

  /// The sums of the samples of each group, put together.
  ///
  /// - `matched`: whether samples match in each group.
  /// - `join`: how the values of two groups become that of both.
  init(
    _ keys: SampleKeys, _ sums: [Amount], matched: [Bool], joinedBy join: (Double, Double) -> Double
  ) {
    groups = Set(keys.groups)
    for (group, sum) in zip(keys.groups, sums) {
      anything.possible = join(anything.possible, sum.possible)
      anything.rate = max(anything.rate, sum.rate)
      if group.isOpen { unplaced.possible = join(unplaced.possible, sum.possible) }
    }
    for index in sums.indices where matched[index] {
      var amount = sums[index]
      let isOpen = keys.groups[index].isOpen
      if !keys.belongsTogether[index] { amount.sure = 0 }
      amount.possible =
        isOpen ? unplaced.possible : join(amount.possible, unplaced.possible)
      amounts[keys.groups[index]] = amount
    }
  }
}
