import ProfileFormats
import ProfileModel
import TestSupport
import Testing

@testable import ProfileAnalysis

/// A tree of all frames, with the smallest ones folded above a limit.
@Suite struct WholeTreeTests {
  /// Random stacks with recursion, as folded text.
  private static func text(_ seed: Int) -> String {
    var random = SeededRandom(seed)
    return (0..<80).map { _ in
      let frames = (0..<Int.random(in: 1...9, using: &random)).map { _ in
        "f\(Int.random(in: 0..<5, using: &random))"
      }
      return "\(frames.joined(separator: ";")) \(Int.random(in: 1...40, using: &random))"
    }.joined(separator: "\n") + "\n"
  }

  private func view(_ text: String) throws -> ProfileView {
    try ProfileView(ProfileReader.read(ByteSource(Array(text.utf8))).profile)
  }

  private func names(_ tree: CallTree, _ node: UInt32) -> [UInt32] {
    var (row, depth, names) = (Int(node), tree.depths[Int(node)], [UInt32]())
    while depth > 0 {
      if tree.depths[row] == depth {
        names.append(tree.names[row])
        depth -= 1
      }
      row -= 1
    }
    return names.reversed()
  }

  private static let rooms = [2, 3, 5, 17, 60, 150]
  @Test(arguments: 1...8, rooms)
  func whatIsFoldedIsCounted(_ seed: Int, _ room: Int) throws {
    let view = try view(Self.text(seed))
    let naming = view.tables.naming(NodeOptions())
    let make = { (most: Int) in
      try WholeTree(view.profile, columns: [0], naming, mostNodes: most)
    }
    let (whole, tree) = (try make(1_000_000), try make(room))
    #expect(whole.folded == nil)
    let folded = try #require(tree.folded)
    #expect(tree.tree.count <= room)
    let kept = tree.tree.count - 1 - folded.nodes.count
    #expect(kept + folded.frameCount == whole.tree.count - 1)
    #expect(folded.nodes.allSatisfy { tree.tree.names[Int($0)] == FoldedFrames.name })
    for (stack, leaf) in tree.leaves.enumerated() where leaf != WholeTree.none {
      let path = names(whole.tree, whole.leaves[stack])
      let found = names(tree.tree, leaf)
      let isCut = found.last == FoldedFrames.name
      #expect(
        Array(path.prefix(isCut ? found.count - 1 : found.count)) == found.filter { $0 != .max })
      #expect(isCut == (folded.kept[stack] != .max))
      #expect(isCut ? folded.kept[stack] == UInt32(found.count - 1) : path == found)
    }
  }

  /// No folded frame has a larger share than a kept one.
  @Test(arguments: 1...8)
  func theLightestAreFolded(_ seed: Int) throws {
    let view = try view(Self.text(seed))
    let naming = view.tables.naming(NodeOptions())
    let whole = try WholeTree(view.profile, columns: [0], naming, mostNodes: 1_000_000)
    let tree = try WholeTree(view.profile, columns: [0], naming, mostNodes: 60)
    let folded = try #require(tree.folded)
    let limit = folded.largestPart * Double(whole.tree.total)
    let isLight = whole.tree.totals.map { Double($0) <= limit + 1e-6 }
    #expect(isLight.count { $0 } == folded.frameCount)
    #expect(
      tree.tree.totals.indices.allSatisfy { node in
        tree.tree.names[node] == FoldedFrames.name || Double(tree.tree.totals[node]) > limit - 1e-6
      })
  }

  /// The values of names in kept and in folded frames add up to their totals.
  @Test(arguments: 1...8, [2, 17, 60])
  func sumsAreThoseOfAll(_ seed: Int, _ room: Int) throws {
    let view = try view(Self.text(seed))
    let naming = view.tables.naming(NodeOptions())
    let tree = try WholeTree(view.profile, columns: [0], naming, mostNodes: room)
    let count = naming.names.texts.count
    let areSites = (0..<count).map { $0 % 2 == 0 }
    let wanted = NameSums(view.profile, columns: [0], naming.names, isOwn: areSites)
    let sums = FoldedSums(
      view.profile, try #require(tree.folded), naming.names, columns: [0],
      sets: [UInt32](repeating: 0, count: view.profile.labelSets.count), areSites: areSites)
    var (selfValues, totals) = (
      [Int64](repeating: 0, count: count), [Int64](repeating: 0, count: count)
    )
    for row in 0..<sums.count {
      selfValues[Int(sums.names[row])] += sums.values[row].own
      totals[Int(sums.names[row])] += sums.values[row].total
    }
    let table = view.profile.sampleTable
    for sample in 0..<table.count {
      let path = names(tree.tree, tree.leaves[Int(table.stacks[sample])])
      if let leaf = path.last, leaf != .max { selfValues[Int(leaf)] += table.values[sample] }
      for name in Set(path) where name != .max { totals[Int(name)] += table.values[sample] }
    }
    #expect(selfValues == wanted.selfValues)
    #expect(totals == wanted.totals)
  }

  /// A node's drawing depends on its sign, which a sum of several would hide.
  @Test func stacksWithNegativeValuesAreKept() throws {
    var builder = ProfileBuilder()
    builder.header.sampleTypes = [
      ValueType(type: builder.string("samples"), unit: builder.string("count"))
    ]
    let stacks = [(["b", "a"], Int64(100)), (["d", "c", "a"], -1)]
    for (names, value) in stacks + (0..<50).map({ (["x\($0)", "a"], 1) }) {
      let frames = names.map { name in
        builder.location(function: builder.function(name: builder.string(name))).index
      }
      builder.appendSample(stack: builder.stack(frames.span), values: [value])
    }
    let view = try ProfileView(builder.finish())
    let naming = view.tables.naming(NodeOptions())
    let tree = try WholeTree(view.profile, columns: [0], naming, mostNodes: 10)
    #expect(view.profile.sampleTable.values.contains(-1))
    let paths = tree.tree.names.indices.map { names(tree.tree, UInt32($0)).count }
    #expect(paths.max() == 3)
    #expect(tree.folded?.frameCount == 50)
    #expect(throws: WholeTreeTooLarge.self) {
      try WholeTree(view.profile, columns: [0], naming, mostNodes: 4)
    }
  }
}
