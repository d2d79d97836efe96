import ProfileModel

/// Makes normalized stacks, asking once for each function what its plain name is.
struct NormalizedStackBuilder {
  /// The runtime's default limit of frames in a recorded stack.
  private static let recordedDepth = 128
  /// How many of those debug=1 text may not show, because they park a goroutine.
  private static let parkingDepth = 8

  private static let runtime = Array("runtime.".utf8)

  private let profile: Profile
  private let names: NormalizedNames
  private var stacks = StackInterner()
  private var frames: [UInt32] = []
  /// The line of each of the frames, where those are asked for.
  private var lines: [Int?] = []
  private var keepsLines = false

  init(_ profile: Profile, _ names: NormalizedNames) {
    self.profile = profile
    self.names = names
  }

  /// The distinct normalized stacks of a profile, which of them each of its stacks has, and whether that one's root
  /// may be missing.
  static func plainStacks(
    of profile: Profile, _ names: NormalizedNames
  ) -> (stacks: StackTable, rows: [StackID], isCut: [Bool]) {
    var builder = NormalizedStackBuilder(profile, names)
    // Most frames of most profiles are in normalized stacks; a growing table needs twice its memory while it doubles.
    builder.stacks.reserve(frames: profile.stacks.frames.count)
    var (rows, isCut): ([StackID], [Bool]) = ([], [])
    rows.reserveCapacity(profile.stacks.count)
    isCut.reserveCapacity(profile.stacks.count)
    for stack in 0..<profile.stacks.count {
      isCut.append(builder.collect(StackID(UInt32(stack))))
      let frames = builder.frames
      rows.append(builder.stacks.intern(frames.span))
    }
    return (builder.stacks.table, rows, isCut)
  }

  /// The line of a stack's site.
  mutating func siteLine(of stack: StackID) -> Int? {
    keepsLines = true
    _ = collect(stack)
    return names.siteIndex(of: frames[...]).flatMap { lines[$0] }
  }

  /// Collects the plain frames of a stack and says whether its root may be missing.
  private mutating func collect(_ stack: StackID) -> Bool {
    frames.removeAll(keepingCapacity: true)
    lines.removeAll(keepingCapacity: true)
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
    return profile.strings.bytes(of: name).starts(with: Self.runtime)
  }

  private mutating func append(_ name: StringID, _ line: Int?) {
    if name == names.profileWriter {
      frames.removeAll(keepingCapacity: true)
      lines.removeAll(keepingCapacity: true)
    }
    frames.append(name.index)
    if keepsLines { lines.append(line) }
  }
}
