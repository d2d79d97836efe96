import ProfileFormats
import ProfileModel
import TestSupport
import Testing

@testable import ProfileAnalysis

/// Keys tell stacks apart as fingerprints do.
@Suite struct StackKeyTests {
  private static let files = [
    "incident/healthy/goroutine", "incident/healthy/heap", "incident/healthy/block",
    "incident/labelled/goroutine",
  ]

  @Test func keysAreEqualWhereFingerprintsAre() throws {
    var keys: [Fingerprint: StackKey] = [:]
    for file in Self.files {
      let plain = PlainStacks(try FixtureFiles.profile(file))
      let own = plain.keys
      for row in plain.rows.indices {
        let stack = StackID(UInt32(row))
        let key = own[plain.head(of: stack)]
        #expect(keys[plain.fingerprint(of: stack), default: key] == key)
        keys[plain.fingerprint(of: stack)] = key
        #expect(StackKey(names: plain.names(of: plain.rows[row])) == key)
      }
    }
    #expect(keys.count > 10 && Set(keys.values).count == keys.count)
  }
}
