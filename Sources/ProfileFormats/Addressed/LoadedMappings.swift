import ProfileModel

/// The mappings of a legacy profile, put right as far as its writers are known to get them wrong.
struct LoadedMappings {
  private var regions: [MemoryMap.Region]
  /// The mapping of what lies in no region, once it is needed.
  private var rest: Int?
  /// The program that all addresses belong to, unless something else says where they are from.
  private let program: ArraySlice<UInt8>

  init(_ map: MemoryMap, of program: ArraySlice<UInt8> = []) {
    self.program = map.regions.isEmpty ? program : []
    regions = Self.joined(map.regions)
    Self.moveMainToFront(&regions)
    if regions.count > 1, regions[0].file.starts(with: "/anon_hugepage"),
      regions[0].limit == regions[1].start
    {
      regions.removeFirst()
    }
    // The linker's default start of a program, which some writers give behind the headers.
    if let first = regions.first, first.start &- first.offset == 0x400000 {
      regions[0].start = 0x400000
      regions[0].offset = 0
    }
  }

  /// The indices of the mappings that hold addresses, 0 for the address 0, which has none.
  mutating func index(of address: UInt64) -> Int? {
    guard address != 0 else { return nil }
    if let index = regions.firstIndex(where: { $0.start <= address && address < $0.limit }) {
      return index
    }
    // A region whose first part was left out by its writer.
    if let index = regions.firstIndex(where: {
      $0.offset != 0 && $0.start &- $0.offset <= address && address < $0.start
    }) {
      regions[index].start &-= regions[index].offset
      regions[index].offset = 0
      return index
    }
    if rest == nil {
      rest = regions.count
      regions.append(.init(start: 0, limit: .max, file: program))
    }
    return rest
  }

  /// The mappings with the texts of a builder.
  func mappings(_ builder: inout ProfileBuilder) -> [MappingID] {
    regions.map { region in
      builder.addMapping(
        Mapping(
          id: 0, start: region.start, limit: region.limit, fileOffset: region.offset,
          filename: builder.string(region.file.span), buildID: builder.string(region.buildID.span)))
    }
  }

  /// Regions that follow each other and may be one, as one.
  private static func joined(_ regions: [MemoryMap.Region]) -> [MemoryMap.Region] {
    var joined: [MemoryMap.Region] = []
    for region in regions {
      guard var last = joined.last, continues(last, region) else {
        joined.append(region)
        continue
      }
      last.limit = region.limit
      if !region.file.isEmpty { last.file = region.file }
      if !region.buildID.isEmpty { last.buildID = region.buildID }
      joined[joined.count - 1] = last
    }
    return joined
  }

  private static func continues(_ first: MemoryMap.Region, _ second: MemoryMap.Region) -> Bool {
    let mayBeEqual: (ArraySlice<UInt8>, ArraySlice<UInt8>) -> Bool = {
      $0.isEmpty || $1.isEmpty || $0 == $1
    }
    guard mayBeEqual(first.file, second.file), mayBeEqual(first.buildID, second.buildID),
      first.limit == second.start
    else { return false }
    guard first.offset != 0, second.offset != 0 else { return true }
    return first.offset &+ (first.limit &- first.start) == second.offset
  }

  /// The main binary is taken to be the first that is neither a library nor a part without a file.
  private static func moveMainToFront(_ regions: inout [MemoryMap.Region]) {
    let main = regions.firstIndex { region in
      let file = String(decoding: region.file, as: UTF8.self)
      return !file.isEmpty && file != "(deleted)" && !file.hasPrefix("[") && !isLibrary(file)
    }
    if let main { regions.swapAt(0, main) }
  }

  /// Whether a name is that of a shared library: it ends in `.so`, or holds `.so.` or `.so_` and a digit.
  private static func isLibrary(_ file: String) -> Bool {
    if file.hasSuffix(".so") { return true }
    let bytes = Array(file.utf8)[...]
    var rest = bytes
    while let found = rest.firstRange(of: ".so") {
      let after = bytes[found.upperBound...]
      if after.first == UInt8(ascii: ".") || after.first == UInt8(ascii: "_"),
        let digit = after.dropFirst().first, 0x30...0x39 ~= digit
      {
        return true
      }
      rest = after
    }
    return false
  }
}

/// The locations of addresses: where they were loaded, and what symbols name them.
struct AddressLocations {
  private let symbols: SymbolTable?
  private let mappings: [UInt64: MappingID]
  private var known: [UInt64: LocationID] = [:]
  private var missing = 0

  /// - `stacks`: all addresses, in whose order mappings are needed.
  init(
    _ map: MemoryMap, _ symbols: SymbolTable?, _ builder: inout ProfileBuilder,
    of stacks: [[UInt64]]
  ) {
    self.symbols = symbols
    var loaded = LoadedMappings(map, of: symbols?.binary ?? [])
    var indices: [UInt64: Int?] = [:]
    for address in stacks.joined() where indices[address] == nil {
      indices[address] = .some(loaded.index(of: address))
    }
    let all = loaded.mappings(&builder)
    mappings = indices.compactMapValues { index in index.map { all[$0] } }
  }

  /// The location of an address; it is made when it is first asked for.
  mutating func location(of address: UInt64, _ builder: inout ProfileBuilder) -> LocationID {
    if let location = known[address] { return location }
    let lines = symbols?.lines(of: address, &builder) ?? []
    if lines.isEmpty { missing += 1 }
    let location = builder.location(lines: lines, address: address, mapping: mappings[address])
    known[address] = location
    return location
  }

  /// How many addresses the symbols do not name, as a sentence; nil if they name all, or there are none.
  var unnamed: String? {
    guard symbols != nil, missing > 0 else { return nil }
    return
      "\(missing) of \(known.count) addresses \(missing == 1 ? "is" : "are") not among its symbols"
  }
}
