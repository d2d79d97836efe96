import Foundation
import ProfileModel
import TestSupport
import Testing

@testable import ProfileExport

@Suite struct ProfileDataTests {
  @Test(arguments: ["wire/labels", "wire/locations-without-lines", "wire/no-samples"])
  func aProfileIsOneObject(_ fixture: String) throws {
    let profile = try FixtureFiles.profile(fixture)
    let output = try bytes { ProfileData.writeJSON(profile, to: &$0) }
    let name = fixture.split(separator: "/").last.map(String.init) ?? fixture
    try Golden.expect(output, is: "data/\(name).json")
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(output)) as? [String: Any])
    #expect((object["samples"] as? [Any])?.count == profile.sampleTable.count)
  }

  /// Hostile names stay within their line, and every line is JSON.
  @Test(arguments: ["names/everywhere", "names/functions", "wire/largest-values"])
  func aSampleIsALine(_ fixture: String) throws {
    let profile = try FixtureFiles.profile(fixture)
    let output = try bytes { ProfileData.writeNDJSON(profile, to: &$0) }
    let lines = output.split(separator: UInt8(ascii: "\n"))
    #expect(lines.count == profile.sampleTable.count)
    for line in lines {
      let row = try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any]
      #expect(Set(row.map { Array($0.keys) } ?? []) == ["labels", "stack", "values"])
    }
  }
}
