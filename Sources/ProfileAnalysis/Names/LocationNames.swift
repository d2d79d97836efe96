package import ProfileModel

/// The names of each location's frames: a run for each location, the inlined leaf first.
///
/// A granularity decides what a frame is called: by its function, its file, its line. Location n's
/// names end at `ends[n]`; every location has at least one.
package struct LocationNames: Sendable {
  /// Where each location's names end.
  package private(set) var ends: [UInt32] = []
  /// The names, as ids in `texts`.
  package private(set) var names: [UInt32] = []
  /// Every distinct name once.
  @inlinable
  package var texts: StringTable { interner.table }
  @usableFromInline var interner = StringInterner()

  package init() {}

  /// The id of a text that will be used as a name.
  package mutating func text(_ text: borrowing Span<UInt8>) -> StringID { interner.intern(text) }

  /// Adds a name to the location that is appended next.
  package mutating func append(name: StringID) { names.append(name.index) }

  /// Adds a location that has the names appended since the last one.
  package mutating func appendLocation() { ends.append(UInt32(names.count)) }

  /// Which part of `names` belongs to a location.
  @inlinable
  package func range(of id: LocationID) -> Range<Int> {
    let index = Int(id.index)
    return (index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index])
  }

  /// How many names each stack has.
  package func counts(of stacks: StackTable) -> [UInt32] {
    let widths = ends.indices.map { UInt32(range(of: LocationID(UInt32($0))).count) }
    let areAllOne = widths.allSatisfy { $0 == 1 }
    return Parallel.column(stacks.count) { stack in
      let indices = stacks.frames(of: StackID(UInt32(stack)))
      guard !areAllOne else { return UInt32(indices.count) }
      return indices.reduce(UInt32(0)) { $0 &+ widths[Int(stacks.frames[$1])] }
    }
  }

  /// How many names the frame has that has most.
  package var mostInAFrame: Int {
    ends.indices.lazy.map { range(of: LocationID(UInt32($0))).count }.max() ?? 0
  }

  /// For each row of `names`, whether the frame was inlined into the next.
  package var areInlined: [Bool] {
    var result = [Bool](repeating: true, count: names.count)
    for end in ends where end > 0 { result[Int(end) - 1] = false }
    return result
  }

  /// The same frames under other names; names that become equal become one.
  package func renamed(_ rename: (borrowing Span<UInt8>) -> [UInt8]) -> LocationNames {
    var result = LocationNames()
    var indices: [UInt32] = []
    indices.reserveCapacity(texts.count)
    for row in 0..<texts.count {
      let old = texts.bytes(of: StringID(UInt32(row)))
      let new = rename(old.span)
      indices.append(result.text(new.span).index)
    }
    result.ends = ends
    result.names = names.map { indices[Int($0)] }
    return result
  }
}

extension LocationNames {
  /// The names of a profile's frames, as reports of the same options print them.
  ///
  /// A function whose name and file are empty and that belongs to no binary keeps its empty name:
  /// folded stacks have such.
  package init(_ profile: borrowing Profile, _ options: NodeOptions = NodeOptions()) {
    self.init(profile, NodeTable(copy profile, options))
  }

  init(_ profile: borrowing Profile, _ nodes: NodeTable) {
    self.init()
    let names = (0..<nodes.count).map { node in
      let name = nodes.printableName(node)
      return text(name.span)
    }
    for row in 0..<profile.locations.count {
      for index in nodes.range(of: UInt32(row)) {
        let node = Int(nodes.nodes[index])
        let isNameless = nodes.infos[node] == NodeInfo() && profile.hasEmptyName(row)
        append(name: isNameless ? .empty : names[node])
      }
      appendLocation()
    }
  }
}

extension Profile {
  /// Whether a location has lines, but neither names nor files.
  fileprivate func hasEmptyName(_ location: Int) -> Bool {
    let lines = locations.lines(of: LocationID(UInt32(location)))
    return !lines.isEmpty
      && lines.allSatisfy { line in
        let function = FunctionID(locations.lineFunctions[line])
        return strings.isEmpty(functions.name(of: function))
          && strings.isEmpty(functions.filename(of: function))
      }
  }
}
