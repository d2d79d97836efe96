/// The blocks of a page, read as CONTRIBUTING describes them and checked on the way: a second implementation beside
/// the page's own script.
struct UnpackedProfile {
  /// A damaged block.
  struct Damaged: Error {
    let what: String
  }

  /// The head's numbers on folded frames.
  struct Folded {
    let name: Int
    let folds: Int
    let frames: Int
    /// The number of rows of the first side.
    let rows: Int
    /// For each type, whether it has a column of sites.
    let areBySite: [Bool]
  }

  private(set) var names: [String] = []
  /// The name and the parent of each node; node 0 is the root.
  private(set) var nameOfNode: [Int] = []
  private(set) var parents: [Int] = []
  /// Of the first side: the node and the label set of each sample, and a row of values, not yet divided.
  private(set) var nodes: [Int] = []
  private(set) var sets: [Int] = []
  private(set) var values: [[Int64]] = []
  /// The name of nodes that stand for folded frames; -1 if there are none.
  private var foldedName = -1
  /// The values of names in folded frames of the first side: own values and values with callees, one column per type.
  private var folded: (names: [Int], selfValues: [[Int64]], totals: [[Int64]]) = ([], [], [])

  /// - `counts`: the numbers of names, nodes and samples in the head, and the divisor of each type.
  init(
    _ blocks: [String: [UInt8]], names nameCount: Int, nodes nodeCount: Int, samples: Int,
    divisors: [Int64], folded: Folded? = nil
  ) throws {
    var names = BlockReader(blocks["names"] ?? [])
    self.names = try names.texts(nameCount)
    var tree = BlockReader(blocks["tree"] ?? [])
    try readTree(&tree, nodeCount)
    var block = BlockReader(blocks["samples0"] ?? [])
    try readSamples(&block, samples, divisors)
    guard let folded else { return }
    var folds = BlockReader(blocks["folded"] ?? [])
    try readFolded(&folds, folded, divisors)
  }

  private mutating func readFolded(
    _ block: inout BlockReader, _ header: Folded, _ divisors: [Int64]
  ) throws {
    foldedName = header.name
    var node = 0
    for step in try block.numbers(header.folds) {
      node += step
      guard nameOfNode.indices.contains(node), nameOfNode[node] == header.name else {
        throw Damaged(what: "node \(node) stands for no folded frames")
      }
    }
    let frames = try block.numbers(header.folds).reduce(0, +)
    guard frames == header.frames, nameOfNode.count(where: { $0 == header.name }) == header.folds
    else {
      throw Damaged(what: "\(frames) frames are folded, not \(header.frames)")
    }
    folded.names = try block.numbers(header.rows)
    _ = try block.numbers(header.rows)
    for (type, divisor) in divisors.enumerated() {
      let column = { (block: inout BlockReader) in
        try (0..<header.rows).map { _ in try block.signed() &* divisor }
      }
      folded.selfValues.append(try column(&block))
      folded.totals.append(try column(&block))
      if header.areBySite[type] { _ = try column(&block) }
    }
  }

  private mutating func readTree(_ block: inout BlockReader, _ count: Int) throws {
    nameOfNode = [0] + (try block.numbers(count - 1))
    (parents, path) = ([0], [0])
    for (node, pops) in try block.numbers(count - 1).enumerated() {
      let depth = path.count - pops
      guard depth >= 1, nameOfNode[node + 1] < names.count else {
        throw Damaged(what: "node \(node + 1) has no caller or no name")
      }
      path.removeLast(path.count - depth)
      parents.append(path[depth - 1])
      path.append(node + 1)
    }
    var flags = 0
    while flags < count - 1 { flags += try block.number() }
    guard flags == count - 1, block.isAtEnd else { throw Damaged(what: "runs do not add up") }
  }

  /// The parents of the next node, and the previous node.
  private var path: [Int] = []

  private mutating func readSamples(
    _ block: inout BlockReader, _ count: Int, _ divisors: [Int64]
  ) throws {
    var node = 0
    for step in try block.numbers(count) {
      node += step
      guard node < parents.count else { throw Damaged(what: "a sample of no node") }
      nodes.append(node)
    }
    sets = try block.numbers(count)
    values = Array(repeating: [], count: count)
    for divisor in divisors {
      for row in 0..<count { values[row].append(try block.signed() &* divisor) }
    }
    guard block.isAtEnd else { throw Damaged(what: "bytes are left of the samples") }
  }

  /// The values of each name for one type: its own, and with callees, counted once per stack.
  func sums(ofType type: Int) -> (selfValues: [String: Int64], totals: [String: Int64]) {
    var (selfValues, totals): ([String: Int64], [String: Int64]) = ([:], [:])
    for (row, name) in folded.names.enumerated() {
      selfValues[names[name], default: 0] &+= folded.selfValues[type][row]
      totals[names[name], default: 0] &+= folded.totals[type][row]
    }
    for (row, leaf) in nodes.enumerated() where values[row][type] != 0 && leaf != 0 {
      let value = values[row][type]
      if nameOfNode[leaf] != foldedName {
        selfValues[names[nameOfNode[leaf]], default: 0] &+= value
      }
      var (node, seen) = (leaf, Set<Int>())
      while node != 0 {
        if nameOfNode[node] != foldedName, seen.insert(nameOfNode[node]).inserted {
          totals[names[nameOfNode[node]], default: 0] &+= value
        }
        node = parents[node]
      }
    }
    return (selfValues, totals)
  }
}

/// Reads consecutive numbers and texts.
private struct BlockReader {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { position == bytes.count }

  mutating func varint() throws -> UInt64 {
    var (value, shift): (UInt64, UInt64) = (0, 0)
    while position < bytes.count, shift < 64 {
      let byte = bytes[position]
      position += 1
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return value }
      shift += 7
    }
    throw UnpackedProfile.Damaged(what: "a block ends within a number")
  }

  mutating func number() throws -> Int { Int(truncatingIfNeeded: try varint()) }

  mutating func signed() throws -> Int64 {
    let word = try varint()
    return Int64(bitPattern: word >> 1) ^ -Int64(bitPattern: word & 1)
  }

  mutating func numbers(_ count: Int) throws -> [Int] {
    try (0..<max(0, count)).map { _ in try number() }
  }

  mutating func texts(_ count: Int) throws -> [String] {
    try numbers(count).map { length in
      guard length <= bytes.count - position else {
        throw UnpackedProfile.Damaged(what: "a block ends within a text")
      }
      defer { position += length }
      return String(decoding: bytes[position..<position + length], as: UTF8.self)
    }
  }
}
