package import ProfileModel

/// Gives the locations of a profile that have addresses only the functions, files and lines that stand there, by the
/// binaries that lie on this machine.
///
/// It opens files and starts programs of this machine, which nothing else does that makes something of a profile: so it is
/// only for who asks for it. Names stay as linkers have them; demangling is what readers do with all names.
package struct ProfileSymbolizer: Sendable {
  package var searchPath: BinarySearchPath
  package var tools: [SymbolTool]
  package var limits = ToolLimits()
  /// Whether a binary is only used that is known to be the right build, and not one that lies where the right one did.
  package var mustKnowBuild = false
  private let cache: SymbolCache

  /// - `cache`: what is known already; share one between profiles of the same programs.
  package init(
    searchPath: BinarySearchPath, tools: [SymbolTool], cache: SymbolCache = SymbolCache()
  ) {
    (self.searchPath, self.tools, self.cache) = (searchPath, tools, cache)
  }

  /// The profile with the names that are found, and what there is to say of them.
  ///
  /// - `budget`: how much memory the names may take.
  package func symbolized(
    _ profile: consuming Profile, budget: Int
  ) -> (Profile, SymbolizationNotes) {
    var notes = SymbolizationNotes()
    let work = SymbolWork(profile, self, &notes)
    var names = LocationNaming(profile)
    for binary in work.binaries {
      let addresses = Set(binary.locations.map(\.address)).sorted()
      let symbols = cache.symbols(
        of: binary.binary, addresses, tools, limits: limits, budget: budget)
      notes.add(binary, symbols)
      for location in binary.locations {
        names.name(location.row, symbols.found[location.address], symbols.found.texts)
      }
      names.expand(binary.mappings, isByTool: symbols.origins.contains { $0 != .table })
    }
    guard names.hasNames else { return (profile, notes) }
    names.finish(&profile)
    return (profile, notes)
  }
}

/// The locations of a profile with an address and no name, by binary.
struct SymbolWork {
  /// A location and its address as its binary counts it.
  struct Location {
    let row: Int
    let address: UInt64
  }

  struct Binary {
    let binary: FoundBinary
    var mappings: [Int] = []
    var locations: [Location] = []
    /// How many locations lie in nothing that the binary has code for.
    var outside = 0
  }

  private(set) var binaries: [Binary] = []

  /// No program loads as many; a tool is started for each.
  private static let mostBinaries = 1000

  init(
    _ profile: borrowing Profile, _ settings: ProfileSymbolizer, _ notes: inout SymbolizationNotes
  ) {
    let rows = Self.unnamed(profile)
    notes.asked = rows.reduce(0) { $0 + $1.count }
    notes.withoutMapping = rows[0].count
    let search = BinarySearch(
      searchPath: settings.searchPath, mustKnowBuild: settings.mustKnowBuild)
    for (index, mapping) in profile.mappings.enumerated() where !rows[index + 1].isEmpty {
      let file = Array(profile.strings.bytes(of: mapping.filename))
      let buildID = profile.strings[mapping.buildID]
      let name = MappingName(file: file, buildID: buildID)
      guard name.isOfFile else {
        notes.addNoFile(name)
        continue
      }
      guard binaries.count < Self.mostBinaries else {
        notes.unasked += 1
        continue
      }
      guard let binary = search.binary(file: file, buildID: buildID, &notes.rejected) else {
        notes.addMissing(name)
        continue
      }
      add(rows[index + 1], of: profile, index, mapping, binary)
    }
    notes.searchPath = settings.searchPath
  }

  private mutating func add(
    _ rows: [Int], of profile: borrowing Profile, _ index: Int, _ mapping: Mapping,
    _ binary: FoundBinary
  ) {
    let number: Int
    if let known = binaries.firstIndex(where: { $0.binary.path == binary.path }) {
      number = known
    } else {
      number = binaries.count
      binaries.append(Binary(binary: binary))
    }
    let loaded = LoadedBinary(binary.kind, binary.segments, mapping)
    binaries[number].mappings.append(index)
    for row in rows {
      if let address = loaded.fileAddress(of: profile.locations.addresses[row]) {
        binaries[number].locations.append(Location(row: row, address: address))
      } else {
        binaries[number].outside += 1
      }
    }
  }

  /// The locations with an address and without a name: of none, and of each mapping.
  private static func unnamed(_ profile: borrowing Profile) -> [[Int]] {
    var rows = [[Int]](repeating: [], count: profile.mappings.count + 1)
    for row in UnnamedLocations(profile) { rows[Int(profile.locations.mappings[row])].append(row) }
    return rows
  }
}

/// The rows of the locations that have an address and no name.
struct UnnamedLocations: Sequence, IteratorProtocol {
  private let locations: LocationTable
  private let names: [UInt32]
  private var row = 0

  init(_ profile: borrowing Profile) {
    locations = profile.locations
    names = profile.functions.names
  }

  mutating func next() -> Int? {
    while row < locations.count {
      defer { row += 1 }
      let lines = locations.lines(of: LocationID(UInt32(row)))
      let hasName = lines.contains { names[Int(locations.lineFunctions[$0])] != 0 }
      if !hasName, locations.addresses[row] != 0 { return row }
    }
    return nil
  }
}
