import ProfileModel

/// What normalized stacks call the frames of a profile, worked out once for each function.
///
/// It never changes. As a struct, all its columns would be copied with it for each stack.
final class NormalizedNames: Sendable {
  /// What becomes of a frame.
  enum Role: Sendable {
    case hidden
    case plain(StringID)
    /// The line of a dump that says how many frames it left out.
    case elision
    /// A function without a name: what it counts as depends on the binary.
    case nameless
  }

  private static let marker = "frames elided..."
  private static let writer = Array("runtime/pprof.(*Profile).WriteTo".utf8)

  /// The plain names; the empty one is the first. A frame whose name is not known has its address instead of one, so
  /// that stacks of one build are distinguished.
  let table: StringTable
  /// Whether a name belongs to neither the runtime nor the standard library.
  let isOwn: [Bool]
  /// Whether a name is a stand-in for an unknown one.
  let isUnknown: [Bool]
  /// The stand-in for a frame with neither name nor address; nil if there is none.
  let nowhere: StringID?
  /// The function that writes a goroutine profile: what it calls looks different in each format.
  let profileWriter: StringID?
  private let profile: Profile
  private let ofFunctions: [Role]
  private let ofLocations: [Role]

  init(_ profile: Profile) {
    self.profile = profile
    var interner = StringInterner()
    ofFunctions = (0..<UInt32(profile.functions.count)).map {
      Self.role(of: FunctionID($0), in: profile, &interner)
    }
    let unnamed = UnnamedFrames(profile)
    var standIns: Set<StringID> = []
    let unnamedCount = unnamed.isEmpty ? 0 : UInt32(profile.locations.count)
    ofLocations = (0..<unnamedCount).map { location in
      guard let text = unnamed.standIn(at: LocationID(location)) else { return .hidden }
      let name = interner.intern(text)
      standIns.insert(name)
      return .plain(name)
    }
    let table = interner.table
    nowhere = standIns.first { table.bytes(of: $0).elementsEqual(UnnamedFrames.noAddress.utf8) }
    self.table = table
    profileWriter = (0..<UInt32(table.count)).map(StringID.init).first {
      table.bytes(of: $0).elementsEqual(Self.writer)
    }
    isUnknown = (0..<UInt32(table.count)).map { standIns.contains(StringID($0)) }
    let isAssembly = Self.isAssembly(ofFunctions, in: profile, table)
    isOwn = zip(0..., isUnknown).map { index, isUnknown in
      index > 0 && !isUnknown && !isAssembly[Int(index)]
        && !PackageName.isStandard(function: table[StringID(index)])
    }
  }

  private static func role(
    of function: FunctionID, in profile: Profile, _ names: inout StringInterner
  ) -> Role {
    let name = profile.strings[profile.functions.name(of: function)]
    if name.isEmpty { return .nameless }
    if name.hasPrefix("..."), name.hasSuffix(marker) { return .elision }
    let file = profile.strings[profile.functions.filename(of: function)]
    return NormalizedName.of(name, file: file).map { .plain(names.intern($0)) } ?? .hidden
  }

  /// Whether all functions of a name are of the runtime's assembly, which formats show alike, unlike its other frames.
  private static func isAssembly(
    _ ofFunctions: [Role], in profile: Profile, _ table: StringTable
  ) -> [Bool] {
    var isAssembly = [Bool?](repeating: nil, count: table.count)
    for (row, role) in ofFunctions.enumerated() {
      guard case .plain(let name) = role, isAssembly[Int(name.index)] != false else { continue }
      let file = profile.strings.bytes(of: profile.functions.filename(of: FunctionID(UInt32(row))))
      isAssembly[Int(name.index)] = RuntimeAssembly.holds(table.bytes(of: name), file: file)
    }
    return isAssembly.map { $0 ?? false }
  }

  /// Which of some plain frames, leaf first, is the site: the first that is neither the runtime's nor the
  /// standard library's, else the first whose name is not known, else the last.
  func siteIndex(of frames: ArraySlice<UInt32>) -> Int? {
    frames.firstIndex { isOwn[Int($0)] } ?? frames.firstIndex { isUnknown[Int($0)] }
      ?? frames.indices.last
  }

  /// Goes through the frames of a stack from the leaf, inlined ones included, until the body answers false.
  ///
  /// - `body`: gets the result for the frame, and its index in the location table's line columns; nil for a location
  ///   without lines.
  @inline(__always)
  func forEachFrame(of stack: StackID, _ body: (Role, _ line: Int?) -> Bool) {
    // What belongs to an object is retained wherever it is used, which would be for each frame.
    let (stacks, locations) = (profile.stacks, profile.locations)
    let (ofFunctions, ofLocations) = (ofFunctions, ofLocations)
    for location in stacks.frames[stacks.frames(of: stack)] {
      let lines = locations.lines(of: LocationID(location))
      if lines.isEmpty {
        guard body(ofLocations[Int(location)], nil) else { return }
      }
      for line in lines {
        var role = ofFunctions[Int(locations.lineFunctions[line])]
        if case .nameless = role { role = ofLocations[Int(location)] }
        guard body(role, line) else { return }
      }
    }
  }
}
