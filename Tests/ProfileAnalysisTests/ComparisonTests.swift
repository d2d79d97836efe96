import ProfileFormats
import ProfileModel
import TestSupport
import Testing

@testable import ProfileAnalysis

@Suite struct ComparisonTests {
  static let groupings = ["function", "file", "line", "stack", "site", "package", "label.go.state"]
  static let captures = [
    "incident/healthy/goroutine.pb.gz", "incident/leaking/goroutine.debug1.txt",
    "incident/fixed/goroutine.debug2.txt", "incident/fixed/goroutine.pb.gz",
  ]

  @Test(arguments: captures, groupings)
  func nothingDiffersFromItself(_ fixture: String, _ by: String) throws {
    let comparison = try compare(side(fixture), side(fixture), by: by)
    #expect(comparison.rows.isEmpty)
    #expect(comparison.main == nil)
    #expect(comparison.total.delta == 0)
    #expect(comparison.unchangedCount > 0)
  }

  @Test(arguments: captures, groupings)
  func theOtherWayRoundSignsTurn(_ fixture: String, _ by: String) throws {
    let (first, second) = (try side(Self.captures[0]), try side(fixture))
    let forth = try compare(first, second, by: by)
    let back = try compare(second, first, by: by)
    #expect(forth.rows.map(\.name) == back.rows.map(\.name))
    #expect(forth.rows.map(\.flat.delta) == back.rows.map { -$0.flat.delta })
    #expect(forth.rows.map { $0.cum?.delta } == back.rows.map { $0.cum.map { -$0.delta } })
    #expect(forth.newCount == back.goneCount)
  }

  @Test(arguments: captures, ["stack", "site", "package", "label.go.state"])
  func groupsAddUpToTheTotal(_ fixture: String, _ by: String) throws {
    let comparison = try compare(side(Self.captures[0]), side(fixture), by: by)
    #expect(comparison.rows.reduce(0) { $0 + $1.flat.delta } == comparison.total.delta)
  }

  @Test(arguments: [
    "incident/leaking/goroutine.pb.gz", "incident/leaking/goroutine.debug1.txt",
    "incident/aged/goroutine.debug2.txt", "goroutines/goroutine.pb.gz", "crash/panic.all.txt",
    "cpu/labelled.pb.gz", "incident/leaking/heap.pb.gz",
  ])
  func sitesAreThoseOfPlainStacks(_ fixture: String) throws {
    let profile = try side(fixture).profile
    let (sites, normalized) = (StackSites(profile), NormalizedStacks(profile))
    for stack in 0..<UInt32(profile.stacks.count) {
      #expect(sites.names[sites.sites[Int(stack)]] == normalized.site(of: StackID(stack)))
    }
  }

  static let formats: [(before: String, after: String)] = [
    ("goroutine.debug1.txt", "goroutine.pb.gz"), ("goroutine.debug2.txt", "goroutine.pb.gz"),
    ("goroutine.debug1.txt", "goroutine.debug2.txt"),
  ]
  @Test(arguments: formats)
  func oneProcessIsTheSameInEveryFormat(_ before: String, _ after: String) throws {
    let comparison = try compare(
      side("incident/fixed/\(before)"), side("incident/fixed/\(after)"), by: "function")
    // The goroutine that writes the capture differs between formats, a timer comes and goes, and a dump omits the
    // runtime's goroutines.
    #expect(comparison.rows.allSatisfy { $0.largestDelta <= 2 })
  }

  static let rows: [(before: String, after: String, by: String, rows: [String])] = [
    ("a;b 1", "a;b 3\na;c 2", "function", ["b 1 3 grown", "c 0 2 new", "a 0 0 grown"]),
    ("a;b 5\nx 1", "a;b 2", "function", ["b 5 2 shrunk", "x 1 0 gone", "a 0 0 shrunk"]),
    // Recursion counts once.
    ("f;f;f 1", "f;f 4", "function", ["f 1 4 grown"]),
    ("p.f[int];g 1", "p.f[...];g 4", "stack", ["g 1 4 grown"]),
    (
      "a 9223372036854775807", "b 9223372036854775807", "function",
      [
        "a 9223372036854775807 0 gone", "b 0 9223372036854775807 new",
      ]
    ),
  ]
  @Test(arguments: rows)
  func rowsAreSortedByTheirChange(
    _ before: String, _ after: String, _ by: String, _ rows: [String]
  ) throws {
    let comparison = try compare(folded(before), folded(after), by: by)
    #expect(
      comparison.rows.map {
        "\(String(decoding: $0.name, as: UTF8.self)) \($0.flat.before) \($0.flat.after) \($0.change)"
      } == rows)
  }

  /// Many stacks with one site and equal changes, which only their fingerprints put in order.
  @Test(arguments: [1, 3, 20, 200])
  func aFewRowsAreTheFirstOfAll(_ count: Int) throws {
    let stacks = (0..<60).map { "root\($0);main.serve;runtime.gopark \($0 % 3 + 1)" }
    let (before, after) = (try folded("a;b 1"), try folded(stacks.joined(separator: "\n")))
    var trim = TrimOptions.none
    let all = try compare(before, after, by: "stack", trim: trim)
    trim.nodeCount = count
    let first = try compare(before, after, by: "stack", trim: trim)
    #expect(all.rows.count == 61)
    #expect(first.originalCount == 61)
    #expect(first.rows.map(\.stack) == all.rows.prefix(count).map(\.stack))
    #expect(first.rows.map(\.fingerprint) == all.rows.prefix(count).map(\.fingerprint))
    #expect(first.rows.allSatisfy { $0.fingerprint != nil && !$0.stack.isEmpty })
  }

  @Test func scalingKeepsTheTotalsEqual() throws {
    let many = (0..<1000).map { "f\($0) 1" }.joined(separator: "\n")
    let comparison = try compare(folded(many), folded("a 333"), by: "function", .total)
    #expect(comparison.total == ValuePair(before: 333, after: 333))
    #expect(throws: ComparisonError.noDuration(isBefore: true)) {
      try compare(folded("a 1"), folded("a 1"), by: "function", .duration)
    }
  }

  static let factors: [(before: Int64, after: Int64, text: String)] = [
    (0, 0, ""), (5, 5, ""), (0, 5, "new"), (5, 0, "gone"), (178, 64281, "×361"),
    (2, 5, "×2.5"), (4, 1, "÷4"), (64_281, 139, "÷462"), (5, 2, "÷2.5"), (1000, 3, "÷333"),
    (100, 107, "+7%"), (100, 93, "-7%"), (-5, 5, ""),
    (1, 123_456, "×123,456"), (.max, .min, ""), (1_000_000, 1, "÷1,000,000"),
  ]
  @Test(arguments: factors)
  func factorsAreSaidAsPeopleDo(_ before: Int64, _ after: Int64, _ text: String) {
    #expect(FactorText.text(ValuePair(before: before, after: after)) == text)
  }

  private func compare(
    _ before: ComparedSide, _ after: ComparedSide, by: String, _ scale: ComparisonScale = .none,
    trim: TrimOptions = .none
  ) throws -> Comparison {
    Comparison(
      try ComparedProfiles(before, after, ProfileQuery(), scale: scale),
      by: try #require(SampleDimension(name: by)), NodeOptions(), trim)
  }

  private func side(_ fixture: String) throws -> ComparedSide {
    let read = try ProfileReader.read(ByteSource(try FixtureFiles.bytes(fixture)))
    return ComparedSide(read.profile.withMapping(), name: fixture, traits: [read.notes.traits])
  }

  private func folded(_ text: String) throws -> ComparedSide {
    let read = try FoldedReader.read(ByteSource(Array(text.utf8)))
    return ComparedSide(read.profile.withMapping(), name: "text", traits: [.hasNamesOnly])
  }
}
