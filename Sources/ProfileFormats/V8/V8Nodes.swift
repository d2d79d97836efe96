import JSONText
import ProfileModel

/// The nodes of a call tree of V8, in columns, in the order of the file.
///
/// The tree is given by the children of each node, by its parent, or by nested nodes.
struct V8Nodes {
  private var ids: [Int64] = []
  private var names: [UInt32] = []
  private var files: [UInt32] = []
  private var startLines: [Int64] = []
  /// The line that was executed, if there was only one.
  private var lines: [Int64] = []
  /// How many samples ended in each, or how many bytes it has in use.
  private(set) var weights: [Int64] = []
  /// The index of each parent plus 1; 0 if there is none, or it is given by an id.
  private var parents: [UInt32] = []
  private var parentIDs: [Int64: Int64] = [:]
  private var childIDs: [(parent: UInt32, child: Int64)] = []
  private var rows: [Int64: UInt32] = [:]
  /// The path of each node that was asked for, plus 1: many nodes may have the same.
  private var nodePaths: [UInt32] = []
  private var paths = CallPaths()

  var count: Int { ids.count }

  /// How much memory they take, about.
  var memory: Int {
    120 &* ids.count &+ 40 &* parentIDs.count &+ 16 &* childIDs.count &+ paths.memory
  }

  /// Adds a node about which nothing is known yet.
  mutating func append(parent: Int? = nil) -> Int {
    ids.append(0)
    names.append(0)
    files.append(0)
    startLines.append(0)
    lines.append(0)
    weights.append(0)
    parents.append(parent.map { UInt32($0 + 1) } ?? 0)
    return ids.count - 1
  }

  /// Parses the value of a key of a node's object.
  ///
  /// - `firstLine`: the number of the first line in a file: 0, but 1 in old profiles.
  mutating func parse(
    _ key: String, of node: Int, _ json: inout JSONTokenizer, _ builder: inout ProfileBuilder,
    firstLine: Int64 = 0
  ) throws {
    switch key {
    case "callFrame":
      try json.readObjectIfAny { key, json in
        try parseFrame(key, of: node, &json, &builder, firstLine: 0)
      }
    case "id":
      ids[node] = try json.integer() ?? 0
      rows[ids[node]] = UInt32(node)
    case "parent": if let parent = try json.integer() { parentIDs[Int64(node)] = parent }
    case "children":
      try json.readArrayIfAny { json in
        if let child = try json.integer() { childIDs.append((UInt32(node), child)) }
      }
    case "hitCount", "selfSize": weights[node] = try json.decimal()?.scaled(by: 0) ?? 0
    case "positionTicks": lines[node] = try onlyLine(&json)
    default: try parseFrame(key, of: node, &json, &builder, firstLine: firstLine)
    }
  }

  private mutating func parseFrame(
    _ key: String, of node: Int, _ json: inout JSONTokenizer, _ builder: inout ProfileBuilder,
    firstLine: Int64
  ) throws {
    switch key {
    case "functionName":
      names[node] = try json.textBytes().map { builder.string($0.span).index } ?? 0
    case "url": files[node] = try json.textBytes().map { builder.string($0.span).index } ?? 0
    case "lineNumber":
      let line = try json.integer() ?? -1
      startLines[node] = line < firstLine ? 0 : line.addingClamped(1 - firstLine)
    default: break
    }
  }

  /// The line of all ticks; 0 where they have several, or none.
  private func onlyLine(_ json: inout JSONTokenizer) throws -> Int64 {
    var (line, count): (Int64, Int) = (0, 0)
    try json.readArrayIfAny { json in
      count += 1
      try json.readObject { key, json in if key == "line" { line = try json.integer() ?? 0 } }
    }
    return count == 1 ? max(0, line) : 0
  }

  /// Adds the nodes of another part of the same tree.
  mutating func append(_ other: V8Nodes) {
    let first = count
    ids += other.ids
    names += other.names
    files += other.files
    startLines += other.startLines
    lines += other.lines
    weights += other.weights
    parents += other.parents.map { $0 == 0 ? 0 : $0 + UInt32(first) }
    for (node, parent) in other.parentIDs { parentIDs[node + Int64(first)] = parent }
    for (parent, child) in other.childIDs { childIDs.append((parent + UInt32(first), child)) }
    for (id, row) in other.rows { rows[id] = row + UInt32(first) }
  }
}

// MARK: Stacks

extension V8Nodes {
  /// Resolves the parents that were given by ids; must be called before stacks are made.
  mutating func connect() {
    for (node, id) in parentIDs {
      if let parent = rows[id] { parents[Int(node)] = parent + 1 }
    }
    for (parent, id) in childIDs {
      if let child = rows[id] { parents[Int(child)] = parent + 1 }
    }
    (parentIDs, childIDs) = ([:], [])
    nodePaths = Array(repeating: 0, count: count)
  }

  /// The node with an id; nil if there is none.
  func node(_ id: Int64) -> Int? { rows[id].map { Int($0) } }

  /// The stack of a node, without the root of all.
  mutating func stack(
    of node: Int, in builder: inout ProfileBuilder, _ limits: ReadLimits
  ) throws -> StackID {
    let path = try path(of: node, in: &builder)
    return try paths.stack(of: path, in: &builder, limits)
  }

  private mutating func path(of node: Int, in builder: inout ProfileBuilder) throws -> UInt32 {
    var unknown: [Int] = []
    var next = node
    while nodePaths[next] == 0 {
      unknown.append(next)
      guard unknown.count <= count else {
        throw ContentError(.other("its parents form a cycle"), in: "node \(ids[node])")
      }
      guard parents[next] != 0 else { break }
      next = Int(parents[next] - 1)
    }
    for node in unknown.reversed() {
      let parent = parents[node] == 0 ? nil : Optional(nodePaths[Int(parents[node] - 1)] - 1)
      nodePaths[node] = path(of: node, behind: parent, in: &builder) + 1
    }
    return nodePaths[node] - 1
  }

  /// The path of a node behind that of its parent; a root that says so is no frame.
  private mutating func path(
    of node: Int, behind parent: UInt32?, in builder: inout ProfileBuilder
  ) -> UInt32 {
    if parent == nil, StringID(names[node]) == builder.string("(root)") { return CallPaths.root }
    let name = names[node] == 0 ? builder.string("(anonymous)") : StringID(names[node])
    let function = builder.function(
      name: name, filename: StringID(files[node]), startLine: startLines[node])
    let location = builder.location(lines: [.init(function: function, number: lines[node])])
    return paths.child(of: parent ?? CallPaths.root, location.index)
  }
}

extension V8Nodes {
  /// Reads a tree of nodes nested in `children`; it may be thousands deep.
  mutating func readTree(
    _ json: inout JSONTokenizer, _ builder: inout ProfileBuilder, _ limits: ReadLimits,
    firstLine: Int64
  ) throws {
    try json.beginObject()
    var path = [append()]
    while let node = path.last {
      if try !json.nextKey() {
        path.removeLast()
        // What comes is the next child of the one above, or more of the object of that.
        guard let parent = path.last, try json.nextElement() else { continue }
        try path.append(beginChild(of: parent, &json))
      } else if json.key == "children", try json.kind() == .array {
        try json.beginArray()
        if try json.nextElement() { try path.append(beginChild(of: node, &json)) }
      } else {
        try parse(json.key, of: node, &json, &builder, firstLine: firstLine)
      }
      try limits.check(memory: builder.memory + memory)
    }
  }

  private mutating func beginChild(of parent: Int, _ json: inout JSONTokenizer) throws -> Int {
    try json.beginObject()
    return append(parent: parent)
  }
}
