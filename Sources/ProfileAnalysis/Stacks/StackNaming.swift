import ProfileModel

/// What the frames of stacks are called, and in which order stacks stand by it.
package struct StackNaming: Sendable {
  /// What tells one order of a profile's stacks from another.
  struct Key: Equatable, Sendable {
    let options: NodeOptions
    let isOfLines: Bool
    var direction = WalkDirection.fromRoot
  }

  package let names: LocationNames
  let ranks: NameRanks
  /// Where the order of all stacks is kept, and as which; nil if it is not.
  private let tables: FrameTables?
  private let key: Key

  /// Names of one's own, in the order of call trees, which is not kept.
  package init(_ names: LocationNames) {
    self.init(names, by: .forTree(names), of: NodeOptions(), in: nil)
  }

  init(
    _ names: LocationNames, by ranks: NameRanks, of options: NodeOptions, isOfLines: Bool = false,
    in tables: FrameTables?
  ) {
    self.names = names
    self.ranks = ranks
    self.tables = tables
    key = Key(options: options, isOfLines: isOfLines)
  }

  /// The same frames under the names that a text writes, in the order of its lines.
  package func forLines(_ rename: (borrowing Span<UInt8>) -> [UInt8]) -> StackNaming {
    let safe = names.renamed(rename)
    return StackNaming(
      safe, by: .forLines(safe), of: key.options, isOfLines: true, in: tables)
  }

  /// Some stacks in the order of their names.
  func sorted(
    _ used: [StackID], of stacks: StackTable, _ direction: WalkDirection
  ) -> StackOrder.Sorted {
    let keys = NameKeys(stacks, names, ranks, direction)
    guard let tables else { return StackOrder.sorted(used, by: keys) }
    var key = key
    key.direction = direction
    return tables.sorted(used, by: keys, key)
  }
}
