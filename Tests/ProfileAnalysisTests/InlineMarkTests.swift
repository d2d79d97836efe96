import ProfileAnalysis
import ProfileModel
import Testing

/// The inline marks of many synthetic profiles, against a direct implementation of the rule: a call counts once per
/// sample, and its first occurrence decides whether it is inlined.
@Suite struct InlineMarkTests {
  private typealias Sample = (stack: String, value: Int64)

  /// Reproducible pseudo-random numbers (Knuth's linear congruential generator).
  private struct Dice {
    var state: UInt64

    mutating func roll(_ sides: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % sides
    }
  }

  private struct Call: Hashable {
    let source, target: Substring
  }

  /// Stacks of functions `a` to `h`, and of `s` to `u`, which are more often inlined than called.
  private static func samples(_ dice: inout Dice) -> [Sample] {
    let (large, small) = (["a", "b", "c", "d", "e", "f", "g", "h"], ["s", "t", "u"])
    return (0..<60).map { _ in
      let locations = (0...dice.roll(6)).map { _ in
        var lines = [dice.roll(12) == 0 ? small[dice.roll(3)] : large[dice.roll(8)]]
        while dice.roll(3) == 0 { lines.append(small[dice.roll(3)]) }
        return lines.joined(separator: "/")
      }
      return (locations.joined(separator: ";"), Int64(1 + dice.roll(9)))
    }
  }

  private static func marks(
    _ samples: [Sample], shown: Set<String>, limit: Int64
  ) -> [String: InlineMark] {
    var calls: [Call: (weight: Int64, isInline: Bool)] = [:]
    for sample in samples {
      var (seen, source): (Set<Call>, Substring?) = ([], nil)
      for location in sample.stack.split(separator: ";") {
        for (index, name) in location.split(separator: "/").enumerated()
        where shown.contains(String(name)) {
          defer { source = name }
          guard let source, source != name else { continue }
          let call = Call(source: source, target: name)
          guard seen.insert(call).inserted else { continue }
          let known = calls[call, default: (0, true)]
          calls[call] = (known.weight + sample.value, known.isInline && index > 0)
        }
      }
    }
    let heavy = calls.filter { abs($0.value.weight) >= limit }
    let inlined = Set(heavy.filter { $0.value.isInline }.map { String($0.key.target) })
    let called = Set(heavy.filter { !$0.value.isInline }.map { String($0.key.target) })
    return Dictionary(
      uniqueKeysWithValues: shown.map { name in
        (name, inlined.contains(name) ? called.contains(name) ? .partial : .full : .none)
      })
  }

  @Test(arguments: [0, 0.02, 0.1, 0.2], [true, false])
  func marksAreThoseOfTheRule(_ edgeFraction: Double, _ hasNegative: Bool) throws {
    var trim = TrimOptions.none
    trim.edgeFraction = edgeFraction
    trim.nodeFraction = edgeFraction * 1.5
    var dice = Dice(state: 7)
    for round in 0..<50 {
      let samples = Self.samples(&dice) + (hasNegative ? [("y;z", -1)] : [])
      let table = TopTable(
        try ProfileView(TopTableTests.profile(samples)), NodeOptions(), trim)
      let found = table.rows.map { (String(decoding: $0.name, as: UTF8.self), $0.inlining) }
      let total = samples.reduce(Int64(0)) { $0 + $1.value }
      let expected = Self.marks(
        samples, shown: Set(found.map(\.0)), limit: Int64(Double(total) * edgeFraction))
      #expect(Dictionary(uniqueKeysWithValues: found) == expected, "round \(round)")
    }
  }
}
