import Testing

/// Runs every fuzz check without a fuzzer: on its seeds, on seeded changes of them, and on earlier failures.
@Suite struct FuzzingTests {
  @Test(arguments: FuzzCheck.all.map(\.name))
  func seedsPass(_ name: String) throws {
    let check = try #require(FuzzCheck.all.first { $0.name == name })
    let seeds = try seeds(of: check)
    #expect(!seeds.isEmpty)
    for seed in seeds { try check.run(seed) }
  }

  /// The most effective mutations: bytes are changed, removed, repeated or cut off.
  @Test(arguments: FuzzCheck.all.map(\.name))
  func changedSeedsPass(_ name: String) throws {
    let check = try #require(FuzzCheck.all.first { $0.name == name })
    var mutation = Mutation(seed: 7)
    for seed in try seeds(of: check) where seed.count < 1000 {
      for _ in 0..<5 {
        let changed = mutation.changed(seed)
        do { try check.run(changed) } catch { Issue.record("\(error): \(changed)") }
      }
    }
  }

  @Test func whatFailedOncePasses() throws {
    for name in try SeedFiles.checksThatFailed {
      let check = try #require(FuzzCheck.all.first { $0.name == name })
      for (file, bytes) in SeedFiles.failed(name) {
        do { try check.run(bytes) } catch { Issue.record("\(name)/\(file): \(error)") }
      }
    }
  }

  private func seeds(of check: FuzzCheck) throws -> [[UInt8]] {
    try SeedFiles.seeds(of: check.name) + SeedFiles.fixtures(endingIn: check.fixtures)
  }
}
