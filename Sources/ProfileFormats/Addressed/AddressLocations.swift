import ProfileModel

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
