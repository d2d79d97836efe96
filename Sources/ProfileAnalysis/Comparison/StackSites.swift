import ProfileModel

/// The site of each stack of a profile, as in `PlainStacks`, but without normalizing stacks: only a few frames of
/// most stacks are examined.
struct StackSites {
  /// The site of each stack, as an id in the names' table; the empty name for a stack without a kept frame.
  private(set) var sites: [StringID] = []
  private let plain: PlainNames

  init(_ profile: Profile) {
    plain = PlainNames(profile)
    sites.reserveCapacity(profile.stacks.count)
    for stack in 0..<UInt32(profile.stacks.count) { sites.append(site(of: StackID(stack))) }
  }

  /// The plain names; the empty one is the first.
  var names: StringTable { plain.table }

  private func site(of stack: StackID) -> StringID {
    var (found, unknown, last) = (StringID?.none, StringID?.none, StringID.empty)
    plain.forEachFrame(of: stack) { role, _ in
      switch role {
      case .hidden, .nameless: return true
      case .elision: return false
      case .plain(let name):
        if name == plain.profileWriter { unknown = nil }
        if plain.isOwn[Int(name.index)] { found = name }
        if unknown == nil, plain.isUnknown[Int(name.index)] { unknown = name }
        last = name
        return found == nil
      }
    }
    return found ?? unknown ?? last
  }
}
