import ProfileFormats
import ProfileModel
import TestSupport
import Testing

@testable import ProfileAnalysis

/// Keys distinguish stacks as fingerprints do.
@Suite struct StackKeyTests {
  private static let files = [
    "incident/healthy/goroutine", "incident/healthy/heap", "incident/healthy/block",
    "incident/labelled/goroutine",
  ]

  @Test func keysAreEqualWhereFingerprintsAre() throws {
    var keys: [Fingerprint: StackKey] = [:]
    for file in Self.files {
      let normalized = NormalizedStacks(try FixtureFiles.profile(file))
      let own = normalized.keys
      for row in normalized.rows.indices {
        let stack = StackID(UInt32(row))
        let key = own[normalized.head(of: stack)]
        #expect(keys[normalized.fingerprint(of: stack), default: key] == key)
        keys[normalized.fingerprint(of: stack)] = key
        #expect(StackKey(names: normalized.names(of: normalized.rows[row])) == key)
      }
    }
    #expect(keys.count > 10 && Set(keys.values).count == keys.count)
  }

  /// Groups of samples can be named after the profile was freed.
  @Test func namesOutliveTheTables() throws {
    let profile = try FixtureFiles.profile(Self.files[0])
    let (normalized, settled) = (
      NormalizedStacks(profile), NormalizedStacks(profile).fingerprintCache
    )
    settled.keepForGroups()
    settled.settle()
    for stack in (0..<UInt32(normalized.stacks.count)).map(StackID.init) {
      #expect(settled[stack] == normalized.fingerprintCache[stack])
      #expect(settled.key(of: stack) == normalized.fingerprintCache.key(of: stack))
    }
    #expect(settled.all == normalized.fingerprints)
  }
}
