import ProfileFormats
import ProfileModel
import Testing

@testable import ProfileAnalysis

@Suite struct ComparisonTreeTests {
  private static let before = "main;a;x 5\nmain;a;y 2\nmain;gone 4\nold 1"
  private static let after = "main;a;x 9\nmain;new;z 3\nmain;a 2"

  @Test(arguments: ComparisonLayout.allCases, [WalkDirection.fromRoot, .fromLeaf])
  func parentsHaveWhatTheirCalleesHaveOnBothSides(
    _ layout: ComparisonLayout, _ direction: WalkDirection
  ) throws {
    var shape = CallTreeShape()
    shape.direction = direction
    let tree = try tree(layout, shape)
    #expect(tree.pair(0) == ValuePair(before: 12, after: 14))
    for node in 0..<tree.count {
      let callees = tree.children(of: node).reduce(ValuePair(before: 0, after: 0)) {
        $0 + tree.pair($1)
      }
      #expect(callees.before <= tree.pair(node).before)
      #expect(callees.after <= tree.pair(node).after)
      let width = tree.children(of: node).reduce(tree.selfValues[node]) { $0 + tree.totals[$1] }
      #expect(width == tree.totals[node])
    }
  }

  @Test func everyFrameOfEitherSideIsInTheUnion() throws {
    let (names, tree) = try namesAndTree(.union)
    #expect(
      texts(tree, names) == [
        "main 11 14", "a 7 11", "x 5 9", "y 2 0", "gone 4 0", "new 0 3", "z 0 3", "old 1 0",
      ])
  }

  @Test func aSideKeepsTheNumbersOfTheOther() throws {
    let (names, tree) = try namesAndTree(.after)
    #expect(texts(tree, names) == ["main 11 14", "a 7 11", "x 5 9", "new 0 3", "z 0 3"])
    #expect(tree.total == 14)
  }

  @Test func whatIsTooSmallStillCountsAboveOnBothSides() throws {
    var shape = CallTreeShape()
    shape.minimumShare = 0.3
    let tree = try tree(.union, shape)
    #expect(tree.pair(0) == ValuePair(before: 12, after: 14))
    #expect(tree.pair(1) == ValuePair(before: 11, after: 14))
    #expect(tree.smallFrames[0] > 0)
  }

  private func texts(_ tree: CallTree, _ names: LocationNames) -> [String] {
    (1..<tree.count).map { node in
      let pair = tree.pair(node)
      return "\(names.texts[StringID(tree.names[node])]) \(pair.before) \(pair.after)"
    }
  }

  private func tree(_ layout: ComparisonLayout, _ shape: CallTreeShape) throws -> CallTree {
    try namesAndTree(layout, shape).tree
  }

  private func namesAndTree(
    _ layout: ComparisonLayout, _ shape: CallTreeShape = CallTreeShape()
  ) throws -> (names: LocationNames, tree: CallTree) {
    let profile = try ComparedProfiles(folded(Self.before), folded(Self.after), ProfileQuery())
      .view.profile
    let names = LocationNames(profile)
    return (names, CallTree(comparing: profile, layout: layout, StackNaming(names), shape: shape))
  }

  private func folded(_ text: String) throws -> ComparedSide {
    let read = try FoldedReader.read(ByteSource(Array(text.utf8)))
    return ComparedSide(read.profile, name: "text", traits: [.hasNamesOnly])
  }
}
