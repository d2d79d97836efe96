import ProfileModel

/// The names of stacks' frames, and the order of stacks by them.
package struct StackNaming: Sendable {
  /// The key of an order of a profile's stacks.
  struct Key: Equatable, Sendable {
    let options: NodeOptions
    /// Whether stacks stand as lines of text, instead of as in a call tree.
    let isOfLines: Bool
    var direction = WalkDirection.fromRoot
  }

  package let names: LocationNames
  /// Where the order of all stacks is kept; nil if it is not.
  private let tables: FrameTables?
  private let key: Key

  /// Names of one's own, in the order of call trees, which is not kept.
  package init(_ names: LocationNames) { self.init(names, of: NodeOptions(), in: nil) }

  init(
    _ names: LocationNames, of options: NodeOptions, isOfLines: Bool = false,
    in tables: FrameTables?
  ) {
    self.names = names
    self.tables = tables
    key = Key(options: options, isOfLines: isOfLines)
  }

  /// The same frames under the names that a text writes, in the order of its lines.
  package func forLines(_ rename: (borrowing Span<UInt8>) -> [UInt8]) -> StackNaming {
    StackNaming(names.renamed(rename), of: key.options, isOfLines: true, in: tables)
  }

  /// Some stacks in the order of their names.
  func sorted(
    _ used: [StackID], of stacks: StackTable, _ direction: WalkDirection
  ) -> StackOrder.Sorted {
    guard let tables else { return StackOrder.sorted(used, by: keys(stacks, direction)) }
    let key = Key(options: key.options, isOfLines: key.isOfLines, direction: direction)
    return tables.sorted(used, key) { keys(stacks, direction) }
  }

  private func keys(_ stacks: StackTable, _ direction: WalkDirection) -> NameKeys {
    NameKeys(stacks, names, key.isOfLines ? .forLines(names) : .forTree(names), direction)
  }
}
