import ProfileModel

/// Makes plain stacks, asking once for each function what its plain name is.
struct PlainStackBuilder {
  private static let marker = "frames elided..."
  private static let profileWriter = "runtime/pprof.(*Profile).WriteTo"
  /// How many frames the runtime records in a profile unless it is told otherwise.
  private static let recordedDepth = 128
  /// How many of those debug=1 text may not show, because they park a goroutine.
  private static let parkingDepth = 8

  /// What becomes of a function's frames.
  enum Role {
    case hidden
    case plain(StringID)
    /// The line of a dump that says how many frames it left out.
    case elision
  }

  private let profile: Profile
  private let roles: [Role]
  private let profileWriter: StringID
  private(set) var names: StringInterner
  /// Whether a name is of neither the runtime nor the standard library.
  private(set) var isOwn: [Bool]
  private(set) var stacks = StackInterner()
  private(set) var rows: [StackID] = []
  private(set) var isCut: [Bool] = []
  private(set) var siteLines: [Int?] = []
  private var frames: [UInt32] = []
  private var lines: [Int] = []

  init(_ profile: Profile) {
    self.profile = profile
    var names = StringInterner()
    profileWriter = names.intern(Self.profileWriter)
    roles = (0..<profile.functions.count).map {
      Self.role(of: FunctionID(UInt32($0)), in: profile, &names)
    }
    let table = names.table
    isOwn = (0..<table.count).map {
      $0 > 0 && !PackageName.isStandard(function: table[StringID(UInt32($0))])
    }
    self.names = names
  }

  static func role(
    of function: FunctionID, in profile: Profile, _ names: inout StringInterner
  ) -> Role {
    let name = profile.strings[profile.functions.name(of: function)]
    if name.hasPrefix("..."), name.hasSuffix(marker) { return .elision }
    let file = profile.strings[profile.functions.filename(of: function)]
    return PlainName.of(name, file: file).map { .plain(names.intern($0)) } ?? .hidden
  }

  /// Adds the next stack of the profile.
  mutating func append(_ stack: StackID) {
    frames.removeAll(keepingCapacity: true)
    lines.removeAll(keepingCapacity: true)
    isCut.append(collect(stack))
    let plain = frames
    rows.append(stacks.intern(plain.span))
    siteLines.append(frames.firstIndex { isOwn[Int($0)] }.map { lines[$0] } ?? lines.last)
  }

  /// Collects the plain frames of a stack and says whether its root may be missing.
  private mutating func collect(_ stack: StackID) -> Bool {
    var depth = showsRuntime(stack) ? 0 : Self.parkingDepth
    for location in profile.stacks.frames[profile.stacks.frames(of: stack)] {
      for line in profile.locations.lines(of: LocationID(location)) {
        depth += 1
        switch roles[Int(profile.locations.lineFunctions[line])] {
        case .hidden: continue
        case .elision: return true
        case .plain(let name): append(name, line)
        }
      }
    }
    return depth >= Self.recordedDepth
  }

  /// Whether the leaf-most frame is the runtime's, which text does not show.
  private func showsRuntime(_ stack: StackID) -> Bool {
    guard let leaf = profile.stacks.frames[profile.stacks.frames(of: stack)].first,
      let line = profile.locations.lines(of: LocationID(leaf)).first
    else { return false }
    let name = profile.functions.name(of: FunctionID(profile.locations.lineFunctions[line]))
    return profile.strings[name].hasPrefix("runtime.")
  }

  private mutating func append(_ name: StringID, _ line: Int) {
    if name == profileWriter {
      frames.removeAll(keepingCapacity: true)
      lines.removeAll(keepingCapacity: true)
    }
    frames.append(name.index)
    lines.append(line)
  }
}
