package import ProfileModel
import ProfileSystem

/// Tables derived from a profile's frames, independent of which samples are viewed: nodes, names, the order of
/// stacks, normalized stacks.
///
/// Each is made when it is asked for, and kept, so that a second look costs what changed.
package final class FrameTables: Sendable {
  /// The tables that all of it is derived of; it has no samples.
  private let profile: Profile
  /// What its stacks showed before they lost leaf frames; nil if they have them all.
  private let states: WaitStates?
  /// Whether more looks are to come, so that it is worth sorting stacks that this one does not show.
  private let isHeld: Bool
  private let nodeTables = Kept<NodeOptions, NodeTable>(by: ==)
  private let names = Kept<NodeOptions, LocationNames>(by: ==)
  private let frames = Kept<NodeOptions, NamedFrames>(by: ==)
  private let orders = Kept<StackNaming.Key, StackOrder.Sorted>(by: ==)
  private let plain = Kept<Void, NormalizedStacks> { _, _ in true }

  /// - `states`: what the stacks showed before they lost leaf frames; nil if they have them all.
  /// - `isHeld`: whether the profile will be looked at more than once.
  init(_ profile: Profile, _ states: WaitStates?, isHeld: Bool = false) {
    var profile = profile
    profile.sampleTable = SampleTable()
    self.profile = profile
    self.states = states
    self.isHeld = isHeld
  }

  /// The same tables of a profile whose texts were replaced.
  func replaced(by profile: Profile) -> FrameTables { FrameTables(profile, states) }

  /// How much memory what is kept takes, about.
  var memory: Int {
    let nodes = nodeTables.values.reduce(0) { $0 + $1.texts.memory + $1.nodes.count * 60 }
    let texts = names.values.reduce(0) { $0 + $1.texts.memory + $1.names.count * 8 }
    let apart = frames.values.reduce(0) { sum, frames in
      frames.names.reduce(sum) { $0 + $1.text.count + 200 }
    }
    let ordered = orders.values.reduce(0) { $0 + $1.stacks.count * 8 }
    let normalized = plain.values.reduce(0) { $0 + $1.memory }
    return nodes + texts + apart + ordered + normalized
  }

  /// The nodes of all locations.
  package func nodes(_ options: NodeOptions) -> NodeTable {
    nodeTables.value(for: options) { NodeTable(profile, options) }
  }

  /// What frames are called, and the order of stacks by it, as call trees show them.
  package func naming(_ options: NodeOptions) -> StackNaming {
    let names = names.value(for: options) { LocationNames(profile, nodes(options)) }
    return StackNaming(names, of: options, in: self)
  }

  /// The names of all frames taken apart.
  ///
  /// - `shown`: makes a text of bytes that is fit to be shown; always the same.
  package func frames(
    _ options: NodeOptions, shown: (ArraySlice<UInt8>) -> String
  ) -> NamedFrames {
    frames.value(for: options) { NamedFrames(profile, naming(options).names, shown: shown) }
  }

  /// The normalized stacks of all stacks.
  package var plainStacks: NormalizedStacks { plain.value(for: ()) { NormalizedStacks(profile) } }

  /// The facts about each sample of a profile with these stacks.
  package func traits(of profile: Profile) -> GoroutineTraits {
    GoroutineTraits(profile, states ?? WaitStates(profile))
  }

  /// Some stacks in the order of their names.
  func sorted(
    _ used: [StackID], _ key: StackNaming.Key, by keys: () -> NameKeys
  ) -> StackOrder.Sorted {
    guard isHeld else { return StackOrder.sorted(used, by: keys()) }
    let all = orders.value(for: key) {
      StackOrder.sorted((0..<UInt32(profile.stacks.count)).map { StackID($0) }, by: keys())
    }
    return used.count == all.stacks.count ? all : all.keeping(used, of: profile.stacks.count)
  }
}
