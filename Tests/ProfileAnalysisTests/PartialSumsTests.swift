import ProfileModel
import TestSupport
import Testing

@testable import ProfileAnalysis

/// Partial sums, one per thread, give the same for any number of parts: sums, marks and the order of first
/// occurrence.
@Suite struct PartialSumsTests {
  private static let partCounts = [2, 3, 7, 64]

  /// Recursion, inlined calls, values of both signs and labels.
  private static func view(_ seed: Int) throws -> ProfileView {
    var random = SeededRandom(seed)
    var builder = ProfileBuilder()
    let functions = (0..<12).map { builder.function(name: builder.string("f\($0)")) }
    let locations = (0..<30).map { _ in
      builder.location(
        lines: (0..<Int.random(in: 1...3, using: &random)).map { _ in
          ProfileBuilder.Line(function: functions.randomElement(using: &random) ?? functions[0])
        })
    }
    let labels = (0..<6).map { number in
      Label(key: builder.string("key\(number % 2)"), value: .text(builder.string("\(number)")))
    }
    for _ in 0..<200 {
      let stack = (0..<Int.random(in: 0...9, using: &random)).compactMap { _ in
        locations.randomElement(using: &random)
      }
      let set = labels.filter { _ in Int.random(in: 0...3, using: &random) == 0 }
      builder.appendSample(
        stack: builder.stack(stack), labels: builder.labelSet(set),
        values: [Int64.random(in: -3...9, using: &random)])
    }
    builder.header.sampleTypes = [
      ValueType(type: builder.string("samples"), unit: builder.string("count"))
    ]
    return try ProfileView(builder.finish())
  }

  private static func parts(_ count: Int, of samples: Int) -> [Range<Int>] {
    (0..<count).map { samples * $0 / count..<samples * ($0 + 1) / count }
  }

  @Test(arguments: 0..<50)
  func callsAreTheSame(_ seed: Int) throws {
    let view = try Self.view(seed)
    let (profile, table) = (view.profile, NodeTable(view.profile, NodeOptions()))
    let takesPart = (0..<table.count).map { seed % 2 == 0 || $0 % 3 != 0 }
    let walk = NodeWalk(table, takesPart: takesPart)
    let edges = { (count: Int) in
      EdgeSums.joined(
        Self.parts(count, of: profile.sampleTable.count).map {
          EdgeSums(of: $0, profile, walk, view.weights)
        }
      ).edges.map { "\($0)" }
    }
    let whole = edges(1)
    #expect(whole.count > 20)
    for count in Self.partCounts { #expect(edges(count) == whole, "in \(count) parts") }
  }

  @Test(arguments: 0..<50)
  func labelsAreTheSame(_ seed: Int) throws {
    let view = try Self.view(seed)
    let table = NodeTable(view.profile, NodeOptions())
    let nodes = (0..<table.count).filter { $0 % 3 != 0 }
    let tags = { (count: Int) in
      let start = TagCollector(view, nodes)
      return TagCollector.joined(
        Self.parts(count, of: view.profile.sampleTable.count).map {
          start.collected($0, SampleNodes(table, nodes))
        }
      ).tags(of: nodes, lighterThan: 2).map { "\($0)" }
    }
    let whole = tags(1)
    #expect(whole.count { $0.contains("Tag(") } > 5)
    for count in Self.partCounts { #expect(tags(count) == whole, "in \(count) parts") }
  }

  /// Clamped sums depend on the order in which values are added.
  @Test func sumsThatMayOverflowAreMadeInOnePart() {
    #expect(SampleWeights(values: [.max / 2, .min / 2 + 2]).smallestPart < .max)
    for values: [Int64] in [[.max], [.min], [.max / 2, .min / 2], [.max - 1, 1]] {
      #expect(SampleWeights(values: values).smallestPart == .max, "\(values)")
    }
  }
}
