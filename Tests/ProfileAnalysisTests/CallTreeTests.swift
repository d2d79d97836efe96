import ProfileFormats
import ProfileModel
import TestSupport
import Testing

@testable import ProfileAnalysis

@Suite struct CallTreeTests {
  static let trees: [(folded: String, order: CallTreeShape.Order, drawing: String)] = [
    ("main;b 3\nmain;a 3\nmain 1\nx 9", .value, "all 16 [x 9, main 7(1) [a 3, b 3]]"),
    ("main;b 3\nmain;a 3\nmain 1\nx 9", .name, "all 16 [main 7(1) [a 3, b 3], x 9]"),
    ("main;b 3\nx 9\nmain;a 3\nmain 1", .input, "all 16 [main 3 [b 3], x 9, main 4(1) [a 3]]"),
    ("main;b 3\nmain;c 2\nmain;b 1", .input, "all 6 [main 6 [b 3, c 2, b 1]]"),
    // Sorted as text, `main;foo` would be on both sides of `main;foo.func1`.
    (
      "main;foo 5\nmain;foo.f 3\nmain;foo;bar 7", .name,
      "all 15 [main 15 [foo 12(5) [bar 7], foo.f 3]]"
    ),
    // A stack with value 0 must not displace another.
    ("a;b 50\nc;b 0\nd;x 50", .name, "all 100 [a 50 [b 50], d 50 [x 50]]"),
    ("m;f;f;f 3\nm;f;f 2\nm;f;g;f 1", .name, "all 6 [m 6 [f 6 [f 5(2) [f 3], g 1 [f 1]]]]"),
    ("a;;b 5\n;x 3", .name, "all 8 [ 3 [x 3], a 5 [ 5 [b 5]]]"),
    ("a 9223372036854775807\nb 5", .name, "all 9223372036854775807 [a 9223372036854775807, b 5]"),
  ]
  @Test(arguments: trees)
  func framesAreJoinedAndOrdered(
    _ folded: String, _ order: CallTreeShape.Order, _ drawing: String
  ) throws {
    var shape = CallTreeShape()
    shape.order = order
    #expect(try tree(folded, shape).drawing == drawing)
  }

  @Test func fromTheLeafCallersStandBelow() throws {
    var shape = CallTreeShape()
    shape.direction = .fromLeaf
    #expect(
      try tree("main;a;lock 3\nmain;b;lock 4\nmain;a 1", shape).drawing
        == "all 8 [lock 7 [b 4 [main 4], a 3 [main 3]], a 1 [main 1]]")
  }

  @Test func smallFramesAreCountedAboveThem() throws {
    var shape = CallTreeShape()
    shape.minimumShare = 0.1
    let tree = try tree("main;a;x 1\nmain;a;y 8\nmain;b;c;d 9\nmain 82\nz;z 2", shape)
    #expect(tree.drawing == "all 102 [main 100(82)]")
    #expect(tree.smallFrames == [2, 6])
    #expect(tree.smallTotals == [2, 18])
  }

  /// If a stack does not fit, its prefix is not kept either.
  @Test func aTreeIsBounded() throws {
    var shape = CallTreeShape()
    shape.mostNodes = 4
    let tree = try tree("main;a 3\nmain;b;c;d 9\nmain 1\nz 2", shape)
    #expect(tree.drawing == "all 15 [main 13(1) [a 3], z 2]")
    #expect(tree.smallFrames == [0, 3, 0, 0])
    #expect(tree.smallTotals == [0, 9, 0, 0])
  }

  /// The two stacks with value 3 are both dropped, since only one would fit.
  @Test func aLimitTakesTheSmallestAway() throws {
    let tree = try tree("main 80\nmain;a 5\nmain;a;b 4\nmain;c 3\nx 3", CallTreeShape())
    let limited = DrawnTree(tree: tree.tree.limited(to: 5), names: tree.names)
    #expect(limited.drawing == "all 95 [main 92(80) [a 9(5) [b 4]]]")
    #expect(limited.smallFrames == [1, 1, 0, 0])
    #expect(limited.smallTotals == [3, 3, 0, 0])
    #expect(limited.tree.ends == [4, 4, 4, 4])
    #expect(tree.tree.limited(to: 6).count == tree.tree.count)
    #expect(tree.tree.limited(to: 5, keepingShare: 0.03).count == tree.tree.count)
  }

  @Test func whatIsNotPositiveIsLeftOutAndCounted() {
    var builder = ProfileBuilder()
    let type = ValueType(type: builder.string("space"), unit: builder.string("bytes"))
    builder.header.sampleTypes = [type]
    let a = builder.location(function: builder.function(name: builder.string("a")))
    let b = builder.location(function: builder.function(name: builder.string("b")))
    // The same name at another address: both stacks are one row, with -1.
    let again = builder.location(
      lines: [.init(function: builder.function(name: builder.string("b")))], address: 7)
    builder.appendSample(stack: builder.stack([b, a]), values: [4])
    builder.appendSample(stack: builder.stack([again, a]), values: [-5])
    builder.appendSample(stack: builder.stack([a]), values: [3])
    builder.appendSample(stack: .empty, values: [2])
    let profile = builder.finish()
    let names = LocationNames(profile)
    let tree = DrawnTree(tree: CallTree(profile, column: 0, StackNaming(names)), names: names)
    #expect(tree.drawing == "all 5(2) [a 3]")
    #expect(tree.leftOut.count == 1)
    #expect(tree.leftOut.sums == [-1])
  }

  @Test func inlinedMeansInlinedEverywhere() {
    var builder = ProfileBuilder()
    builder.header.sampleTypes = [
      ValueType(type: builder.string("n"), unit: builder.string("count"))
    ]
    let functions = ["main", "outer", "inner"].map { builder.function(name: builder.string($0)) }
    let main = builder.location(function: functions[0])
    let outer = builder.location(function: functions[1])
    let inlined = builder.location(lines: [
      .init(function: functions[2]), .init(function: functions[1]),
    ])
    builder.appendSample(stack: builder.stack([inlined, main]), values: [1])
    builder.appendSample(stack: builder.stack([outer, main]), values: [1])
    let profile = builder.finish()
    let names = LocationNames(profile)
    let tree = DrawnTree(tree: CallTree(profile, column: 0, StackNaming(names)), names: names)
    #expect(tree.drawing == "all 2 [main 2 [outer 2(1) [inner 1]]]")
    #expect(tree.areInlined == [false, false, false, true])
  }

  /// `inner` is inlined into `outer` in only one stack, but always into `main`.
  @Test func aFunctionMayBeInlinedInOnePlaceOnly() {
    var builder = ProfileBuilder()
    builder.header.sampleTypes = [
      ValueType(type: builder.string("n"), unit: builder.string("count"))
    ]
    let functions = ["main", "outer", "inner", "leaf"].map {
      builder.function(name: builder.string($0))
    }
    let plain = functions.map { builder.location(function: $0) }
    let inOuter = builder.location(lines: [
      .init(function: functions[2]), .init(function: functions[1]),
    ])
    let inMain = builder.location(lines: [
      .init(function: functions[2]), .init(function: functions[0]),
    ])
    for stack in [
      [inOuter, plain[0]], [plain[2], plain[1], plain[0]], [inMain], [plain[3], inMain],
    ] { builder.appendSample(stack: builder.stack(stack), values: [1]) }
    let profile = builder.finish()
    let names = LocationNames(profile)
    var shape = CallTreeShape()
    shape.order = .name
    let tree = DrawnTree(
      tree: CallTree(profile, column: 0, StackNaming(names), shape: shape), names: names)
    #expect(tree.drawing == "all 4 [main 4 [inner 2(1) [leaf 1], outer 2 [inner 2]]]")
    #expect(tree.areInlined == [false, false, true, false, false, false])
  }

  @Test func aMillionFramesDeepIsNoDanger() throws {
    let tree = try tree(String(repeating: "f;", count: 1_000_000) + "g 1", CallTreeShape())
    #expect(tree.count == 1_000_002)
    #expect(tree.height == 1_000_001)
  }

  /// The same tree as an implementation with a dictionary per node, for random stacks and every order.
  @Test(arguments: 0..<100)
  func treeIsThatOfASimplerWay(_ seed: UInt64) throws {
    var random = SeededRandom(Int(seed))
    let names = ["a", "a b", "a-b", "ab", "b", "main", "é", ""]
    let stacks = (0..<Int.random(in: 1...60, using: &random)).map { _ in
      let depth = Int.random(in: 1...6, using: &random)
      let stack = (0..<depth).map { _ in names.randomElement(using: &random) ?? "" }
      return (stack, Int64.random(in: 0...9, using: &random))
    }.filter { $0.0 != [""] }
    let text = "x 1\n" + stacks.map { "\($0.0.joined(separator: ";")) \($0.1)\n" }.joined()
    for direction in [WalkDirection.fromRoot, .fromLeaf] {
      let root = PlainNode()
      root.add(["x"], 1)
      for (stack, value) in stacks {
        root.add(direction == .fromRoot ? stack : stack.reversed(), value)
      }
      for order in [CallTreeShape.Order.name, .value] {
        var shape = CallTreeShape()
        (shape.direction, shape.order) = (direction, order)
        #expect(try tree(text, shape).drawing == root.drawing("all", byValue: order == .value))
        shape.minimumShare = 0.07
        let small = try tree(text, shape)
        let minimum = CallTree.minimum(0.07, of: small.tree.total)
        #expect(small.drawing == root.drawing("all", byValue: order == .value, minimum))
        #expect(small.smallFrames.reduce(0, +) == root.count(below: minimum))
      }
    }
  }

  private func tree(_ folded: String, _ shape: CallTreeShape) throws -> DrawnTree {
    let source = ByteSource(Array(folded.utf8))
    let profile = try FoldedReader.read(source, joinsEqualStacks: false).profile
    let names = LocationNames(profile)
    return DrawnTree(
      tree: CallTree(profile, column: 0, StackNaming(names), shape: shape), names: names)
  }
}

/// A call tree with its names.
@dynamicMemberLookup
private struct DrawnTree {
  let tree: CallTree
  let names: LocationNames

  subscript<Value>(dynamicMember member: KeyPath<CallTree, Value>) -> Value {
    tree[keyPath: member]
  }

  /// The tree as text: `name total(self) [callees]`; the self value is omitted if it is 0 or equals the total.
  var drawing: String { drawing(of: 0) }

  private func drawing(of node: Int) -> String {
    let name = node == 0 ? "all" : names.texts[StringID(tree.names[node])]
    let callees = tree.children(of: node).map { drawing(of: $0) }
    return treeText(name, tree.totals[node], tree.selfValues[node], callees)
  }
}

private func treeText(_ name: String, _ total: Int64, _ own: Int64, _ callees: [String]) -> String {
  let ownText = own == 0 || own == total ? "" : "(\(own))"
  let calleesText = callees.isEmpty ? "" : " [\(callees.joined(separator: ", "))]"
  return "\(name) \(total)\(ownText)\(calleesText)"
}

/// A node with a dictionary of its callees.
private final class PlainNode {
  private var own: Int64 = 0
  private var total: Int64 = 0
  private var callees: [String: PlainNode] = [:]

  func add(_ stack: [String], _ value: Int64) {
    guard value > 0 else { return }
    total += value
    guard let first = stack.first else { return own += value }
    let callee = callees[first] ?? PlainNode()
    callees[first] = callee
    callee.add(Array(stack.dropFirst()), value)
  }

  /// The number of frames below a minimum.
  func count(below minimum: Int64) -> Int {
    callees.values.reduce(0) { $0 + ($1.total < minimum ? 1 : 0) + $1.count(below: minimum) }
  }

  func drawing(_ name: String, byValue: Bool, _ minimum: Int64 = 0) -> String {
    let sorted = callees.filter { $0.value.total >= minimum }.sorted { left, right in
      if byValue, left.value.total != right.value.total {
        return left.value.total > right.value.total
      }
      return left.key.utf8.lexicographicallyPrecedes(right.key.utf8)
    }
    return treeText(
      name, total, own, sorted.map { $0.value.drawing($0.key, byValue: byValue, minimum) })
  }
}
