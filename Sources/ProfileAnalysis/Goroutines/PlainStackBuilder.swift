import ProfileModel

/// Makes plain stacks, asking once for each function what its plain name is.
struct PlainStackBuilder {
  /// How many frames the runtime records in a profile unless it is told otherwise.
  private static let recordedDepth = 128
  /// How many of those debug=1 text may not show, because they park a goroutine.
  private static let parkingDepth = 8

  private let profile: Profile
  let names: PlainNames
  private(set) var stacks = StackInterner()
  private(set) var rows: [StackID] = []
  private(set) var isCut: [Bool] = []
  private(set) var siteLines: [Int?] = []
  private var frames: [UInt32] = []
  private var lines: [Int?] = []

  init(_ profile: Profile) {
    self.profile = profile
    names = PlainNames(profile)
  }

  /// Adds the next stack of the profile.
  mutating func append(_ stack: StackID) {
    frames.removeAll(keepingCapacity: true)
    lines.removeAll(keepingCapacity: true)
    isCut.append(collect(stack))
    let plain = frames
    rows.append(stacks.intern(plain.span))
    siteLines.append(names.siteIndex(of: frames[...]).flatMap { lines[$0] })
  }

  /// Collects the plain frames of a stack and says whether its root may be missing.
  private mutating func collect(_ stack: StackID) -> Bool {
    var depth = showsRuntime(stack) ? 0 : Self.parkingDepth
    var isElided = false
    let names = names
    names.forEachFrame(of: stack) { role, line in
      depth += 1
      switch role {
      case .hidden, .nameless: return true
      case .elision: isElided = true
      case .plain(let name): append(name, line)
      }
      return !isElided
    }
    return isElided || depth >= Self.recordedDepth
  }

  /// Whether the leaf-most frame is the runtime's, which text does not show.
  private func showsRuntime(_ stack: StackID) -> Bool {
    guard let leaf = profile.stacks.frames[profile.stacks.frames(of: stack)].first,
      let line = profile.locations.lines(of: LocationID(leaf)).first
    else { return false }
    let name = profile.functions.name(of: FunctionID(profile.locations.lineFunctions[line]))
    return profile.strings[name].hasPrefix("runtime.")
  }

  private mutating func append(_ name: StringID, _ line: Int?) {
    if name == names.profileWriter {
      frames.removeAll(keepingCapacity: true)
      lines.removeAll(keepingCapacity: true)
    }
    frames.append(name.index)
    lines.append(line)
  }
}
