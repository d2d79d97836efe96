package import ProfileModel

/// The nodes of a report, and the nodes of each location.
///
/// A location's nodes are those of its lines, the inlined leaf first. It is made once for a profile;
/// everything after it works on numbers.
package struct NodeTable: Sendable {
  /// The identity of each node.
  package private(set) var infos: [NodeInfo] = []
  /// The texts that the infos refer to: the profile's, and shortened file names.
  package var texts: StringTable { strings.table }
  /// Where each location's nodes end.
  package private(set) var ends: [UInt32] = []
  /// The nodes of all locations.
  package private(set) var nodes: [UInt32] = []
  /// The node of each location that has only one; `.max` for the others.
  package private(set) var single: [UInt32] = []
  /// Whether a node is anywhere called from a line that it was inlined into.
  package private(set) var isInlinedSomewhere: [Bool] = []
  private var index = HashIndex()
  private var strings = StringInterner()
  /// Where the profile's strings are, once they are needed: as they stand, and as names of files.
  private var names: [StringID?]
  private var files: [StringID?]
  private let options: NodeOptions

  package init(_ profile: Profile, _ options: NodeOptions) {
    self.options = options
    names = Array(repeating: nil, count: profile.strings.count)
    files = names
    ends.reserveCapacity(profile.locations.count)
    for row in 0..<profile.locations.count { addLocation(LocationID(UInt32(row)), of: profile) }
  }

  /// How many nodes there are.
  package var count: Int { infos.count }

  /// Which part of `nodes` belongs to a location.
  @inline(__always)
  package func range(of location: UInt32) -> Range<Int> {
    (location == 0 ? 0 : Int(ends[Int(location) - 1]))..<Int(ends[Int(location)])
  }

  /// The node of a location that a stack ends in: its inlined leaf.
  @inline(__always)
  func leaf(of location: UInt32) -> UInt32 { nodes[range(of: location).lowerBound] }

  /// The table with groups of nodes instead of nodes, to be weighed: a group counts once in a sample, however many of
  /// its nodes stand on the stack. What the groups stand for is not in the table.
  ///
  /// - `groups`: the group of each node, less than `count`.
  package func grouped(_ groups: [UInt32], count: Int) -> NodeTable {
    var table = self
    table.infos = Array(repeating: NodeInfo(), count: count)
    table.nodes = nodes.map { groups[Int($0)] }
    table.single = single.map { $0 == .max ? .max : groups[Int($0)] }
    return table
  }

  /// A node's name in a report.
  package func printableName(_ node: Int) -> [UInt8] { infos[node].printableName(in: texts) }

  private mutating func addLocation(_ id: LocationID, of profile: Profile) {
    var lines = profile.locations.lines(of: id)
    if options.noInlines, lines.count > 1 { lines = lines.upperBound - 1..<lines.upperBound }
    if lines.isEmpty {
      add(unresolved(id, profile))
    }
    for line in lines {
      let node = add(info(line, id, profile))
      if line != lines.upperBound - 1 { isInlinedSomewhere[node] = true }
    }
    single.append(lines.count > 1 ? .max : nodes[nodes.count - 1])
    ends.append(UInt32(nodes.count))
  }

  @discardableResult
  private mutating func add(_ info: NodeInfo) -> Int {
    let row = row(of: info)
    nodes.append(row)
    return Int(row)
  }

  private mutating func row(of info: NodeInfo) -> UInt32 {
    var probe = index.probe(info.wordHash)
    while let row = index.next(&probe) {
      if infos[Int(row)] == info { return row }
    }
    let row = UInt32(infos.count)
    index.insert(row, at: probe)
    infos.append(info)
    isInlinedSomewhere.append(false)
    return row
  }

  /// A location without lines is known by its address and its binary.
  private mutating func unresolved(_ id: LocationID, _ profile: Profile) -> NodeInfo {
    var info = NodeInfo()
    if options.granularity.hasAddresses {
      info.address = profile.locations.addresses[Int(id.index)]
    }
    info.binary = binary(id, profile)
    return info
  }

  private mutating func info(_ line: Int, _ id: LocationID, _ profile: Profile) -> NodeInfo {
    let granularity = options.granularity
    let function = FunctionID(profile.locations.lineFunctions[line])
    var info = NodeInfo()
    if granularity.hasAddresses { info.address = profile.locations.addresses[Int(id.index)] }
    if granularity.hasNames { info.name = name(profile.functions.name(of: function), profile) }
    if granularity.hasFiles { info.file = file(profile.functions.filename(of: function), profile) }
    if granularity.hasLines {
      info.line = profile.locations.lineNumbers[line]
      if options.showsColumns || options.changesNothing {
        info.column = profile.locations.lineColumns[line]
      }
    }
    if options.keepsBinaries || info.name == .empty {
      info.binary = binary(id, profile)
      info.startLine = profile.functions.startLines[Int(function.index)]
    }
    return info
  }

  private mutating func binary(_ id: LocationID, _ profile: Profile) -> StringID {
    guard let mapping = profile.locations.mapping(of: id) else { return .empty }
    return name(profile.mappings[Int(mapping.index)].filename, profile)
  }

  private mutating func name(_ id: StringID, _ profile: Profile) -> StringID {
    if let known = names[Int(id.index)] { return known }
    let index = strings.intern(profile.strings.bytes(of: id))
    names[Int(id.index)] = index
    return index
  }

  private mutating func file(_ id: StringID, _ profile: Profile) -> StringID {
    if let known = files[Int(id.index)] { return known }
    let index = strings.intern(options.paths.shown(profile.strings.bytes(of: id))[...])
    files[Int(id.index)] = index
    return index
  }
}

extension NodeInfo {
  fileprivate var wordHash: UInt32 {
    var hasher = WordHasher()
    hasher.combine(UInt64(name.index) << 32 | UInt64(file.index))
    hasher.combine(UInt64(binary.index))
    hasher.combine(address)
    hasher.combine(UInt64(bitPattern: line))
    hasher.combine(UInt64(bitPattern: column))
    hasher.combine(UInt64(bitPattern: startLine))
    return hasher.finalize()
  }
}
