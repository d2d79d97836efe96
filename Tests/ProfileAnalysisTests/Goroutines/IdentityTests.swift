import ProfileFormats
import ProfileModel
import TestSupport
import Testing

@testable import ProfileAnalysis

/// A process has the same fingerprints in every format, with the same count for each.
@Suite struct IdentityTests {
  /// The number of goroutines of each fingerprint, and their sites.
  private static func counts(_ path: String) throws -> [String: Int64] {
    let profile = try ProfileReader.read(ByteSource(try FixtureFiles.bytes(path))).profile
    let normalized = NormalizedStacks(profile)
    var counts: [String: Int64] = [:]
    for row in 0..<profile.sampleTable.count {
      let stack = StackID(profile.sampleTable.stacks[row])
      // The connection that requested the profile has just started a goroutine, or is reading.
      guard !["", "net/http.(*connReader).backgroundRead"].contains(normalized.site(of: stack))
      else {
        continue
      }
      let key = "\(normalized.fingerprint(of: stack)) \(normalized.site(of: stack))"
      counts[key, default: 0] += profile.sampleTable.values[row]
    }
    return counts
  }

  static let moments: [(reference: String, others: [String])] = [
    (
      "goroutines/goroutine.pb.gz",
      [
        "goroutine.debug1.txt", "goroutine.debug2.txt", "goroutineleak.debug2.txt", "sigquit.txt",
        "sigquit.crash.txt.gz", "panic.crash.txt.gz",
      ].map { "goroutines/" + $0 }
    ),
    ("goroutines/goroutineleak.pb.gz", ["goroutines/goroutineleak.debug1.txt"]),
    (
      "incident/leaking/goroutine.pb.gz",
      ["incident/leaking/goroutine.debug1.txt", "incident/leaking/goroutine.debug2.txt.gz"]
    ),
    (
      "incident/leaking/goroutineleak.pb.gz", ["incident/leaking/goroutineleak.debug1.txt"]
    ),
    (
      "incident/healthy/goroutine.pb.gz",
      ["incident/healthy/goroutine.debug1.txt", "incident/healthy/goroutine.debug2.txt"]
    ),
    (
      "incident/labelled/goroutine.pb.gz",
      ["incident/labelled/goroutine.debug1.txt", "incident/labelled/goroutine.debug2.txt"]
    ),
    (
      "incident/aged/goroutine.pb.gz",
      ["incident/aged/goroutine.debug1.txt", "incident/aged/goroutine.debug2.txt"]
    ),
  ]

  @Test(arguments: moments)
  func everyFormatGivesTheSameCounts(_ reference: String, _ others: [String]) throws {
    let wanted = try Self.counts(reference)
    #expect(!wanted.isEmpty)
    for other in others {
      let found = try Self.counts(other)
      let different = Set(wanted.keys).union(found.keys).filter { wanted[$0] != found[$0] }
      #expect(
        different.isEmpty,
        "\(other): \(different.sorted().map { "\($0): \(wanted[$0] ?? 0) became \(found[$0] ?? 0)" })"
      )
    }
  }
}
