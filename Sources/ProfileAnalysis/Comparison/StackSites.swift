import ProfileModel

/// The site of each stack of a profile, as `PlainStacks` tells it, without making plain stacks: of most
/// stacks only a few frames are looked at.
struct StackSites {
  /// The plain names; the empty one is the first.
  let names: StringTable
  /// The site of each stack, as a place in `names`; the empty name for a stack without a plain frame.
  private(set) var sites: [StringID] = []
  private let roles: [PlainStackBuilder.Role]
  private let isOwn: [Bool]

  init(_ profile: Profile) {
    var interner = StringInterner()
    roles = (0..<UInt32(profile.functions.count)).map {
      PlainStackBuilder.role(of: FunctionID($0), in: profile, &interner)
    }
    let names = interner.table
    isOwn = (0..<UInt32(names.count)).map {
      $0 > 0 && !PackageName.isStandard(function: names[StringID($0)])
    }
    self.names = names
    sites.reserveCapacity(profile.stacks.count)
    for stack in 0..<UInt32(profile.stacks.count) {
      sites.append(site(of: profile.stacks.frames(of: StackID(stack)), profile))
    }
  }

  private func site(of stack: Range<Int>, _ profile: Profile) -> StringID {
    var last = StringID.empty
    for place in stack {
      for line in profile.locations.lines(of: LocationID(profile.stacks.frames[place])) {
        switch roles[Int(profile.locations.lineFunctions[line])] {
        case .hidden: continue
        case .elision: return last
        case .plain(let name):
          if isOwn[Int(name.index)] { return name }
          last = name
        }
      }
    }
    return last
  }
}
