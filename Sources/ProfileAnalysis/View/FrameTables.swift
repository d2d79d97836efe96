package import ProfileModel
import ProfileSystem

/// What is derived of a profile's frames, whichever of its samples are looked at: nodes, names, the order of
/// stacks, normalized stacks.
///
/// Each is made when it is asked for, and kept, so that a second look costs what changed.
package final class FrameTables: Sendable {
  /// The tables that all of it is derived of; it has no samples.
  private let profile: Profile
  /// Whether more looks are to come, so that it is worth sorting stacks that this one does not show.
  private let isHeld: Bool
  private let nodeTables = Kept<NodeOptions, NodeTable>()
  private let namings = Kept<NodeOptions, StackNaming>()
  private let orders = Kept<StackNaming.Key, StackOrder.Sorted>()
  private let plain = Kept<Bool, PlainStacks>(limit: 1)

  /// - Parameter isHeld: whether the profile will be looked at more than once.
  package init(_ profile: Profile, isHeld: Bool = false) {
    var profile = profile
    profile.samples = SampleTable()
    self.profile = profile
    self.isHeld = isHeld
  }

  /// The nodes of all locations.
  package func nodes(_ options: NodeOptions) -> NodeTable {
    nodeTables.value(for: options) { NodeTable(profile, options) }
  }

  /// What frames are called, and the order of stacks by it, as call trees show them.
  package func naming(_ options: NodeOptions) -> StackNaming {
    namings.value(for: options) {
      let names = LocationNames(profile, nodes(options))
      return StackNaming(names, by: .forTree(names), of: options, in: self)
    }
  }

  /// The normalized stacks of all stacks.
  package var plainStacks: PlainStacks { plain.value(for: true) { PlainStacks(profile) } }

  /// Some stacks in the order of their names.
  func sorted(_ used: [StackID], by keys: NameKeys, _ key: StackNaming.Key) -> StackOrder.Sorted {
    guard isHeld else { return StackOrder.sorted(used, by: keys) }
    let all = orders.value(for: key) {
      StackOrder.sorted((0..<UInt32(profile.stacks.count)).map { StackID($0) }, by: keys)
    }
    return used.count == all.stacks.count ? all : all.keeping(used, of: profile.stacks.count)
  }
}
