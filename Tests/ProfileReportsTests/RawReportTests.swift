import Foundation
import PprofWire
import ProfileAnalysis
import ProfileModel
import Synchronization
import TestSupport
import Testing

@testable import ProfileReports

@Suite struct RawReportTests {
  /// Profiles, each with the recorded output of `go tool pprof`.
  static let recorded = ["wire", "names"].flatMap { folder in
    FixtureFiles.names(in: folder).filter { $0.hasSuffix(".raw") }.map { "\(folder)/\($0)" }
  }

  @Test func thereAreRecordings() {
    #expect(Self.recorded.count > 40)
  }

  @Test(arguments: recorded)
  func everythingIsPrintedAsByTheReference(_ path: String) throws {
    let profile = try FixtureFiles.profile(path.dropLast(".raw".count)).withMapping()
    let written = try bytes { RawReport.write(profile, to: &$0) }
    #expect(written == (try FixtureFiles.bytes(path)))
  }

  static let durations: [(Int64, String)] = [
    (0, "0s"), (7, "7ns"), (1_000, "1µs"), (1_500, "1.5µs"), (20_000_000, "20ms"),
    (4_990_000_000, "4.99s"), (60_000_000_000, "1m0s"), (3_723_500_000_000, "1h2m3.5s"),
    (-1_000_000_001, "-1.000000001s"), (.min, "-2562047h47m16.854775808s"),
  ]

  @Test(arguments: durations)
  func durationIsThatOfGo(_ nanoseconds: Int64, _ text: String) {
    #expect(Timestamp.goDuration(nanoseconds) == text)
  }
}
