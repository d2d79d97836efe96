import Foundation
import ProfileKit
import TestSupport
import Testing

/// Reading and building, and what the errors say.
@Suite struct ReadingTests {
  @Test func errorsBeginWithTheFile() throws {
    let missing = #expect(throws: ReadingError.self) { try Profile(contentsOf: "nosuch.pb.gz") }
    #expect(missing?.description == "nosuch.pb.gz: no such file or directory")
    #expect(missing?.kind == .notFound && missing?.path == "nosuch.pb.gz")
    let unnamed = #expect(throws: ReadingError.self) { try Profile(contentsOf: "") }
    #expect(unnamed?.description == "'': no such file or directory")
    let text = FixtureFiles.path("incident/leaking")
    let folder = #expect(throws: ReadingError.self) { try Profile(contentsOf: text) }
    #expect(folder?.kind == .unreadable && folder?.description.hasPrefix("\(text): ") == true)
  }

  @Test func aProfileIsShownInALine() throws {
    #expect(
      "\(try Profile(contentsOf: ProfileKitTests.heap))"
        == "alloc_objects (count), alloc_space (bytes), inuse_objects (count), inuse_space (bytes): 34 samples, 23 stacks, 43 functions"
    )
    #expect("\(Profile())" == "no sample type: 0 samples, 0 stacks, 0 functions")
  }

  static let wrong: [(bytes: [UInt8], kind: ReadingError.Kind)] = [
    (Array("<!DOCTYPE html><title>Sign in</title>".utf8), .notAProfile),
    ([0x1F, 0x8B, 8, 0, 0, 0, 0, 0], .damaged),
  ]

  @Test(arguments: wrong)
  func bytesHaveNoName(_ bytes: [UInt8], _ kind: ReadingError.Kind) {
    let error = #expect(throws: ReadingError.self) { try Profile(bytes) }
    #expect(error?.kind == kind && error?.path == nil && error?.reason == error?.description)
  }

  @Test func formatsHaveNames() throws {
    #expect(ProfileFormat(name: "folded") == .folded && ProfileFormat(name: "nosuch") == nil)
    #expect(ProfileFormat.all.contains(.pprof) && "\(ProfileFormat.folded)" == "folded")
    #expect(throws: ReadingError.self) {
      try Profile(contentsOf: ProfileKitTests.heap, from: .folded)
    }
    #expect(try Profile(contentsOf: ProfileKitTests.heap, from: .pprof).samples.count > 0)
  }

  /// A mapping of another builder, even the last that there can be, is found when the profile is built.
  @Test(arguments: [
    (MappingID(0), "locations.mappings, row 0: it refers to row 0 of 0"),
    (MappingID(.max), "locations.mappings, row 0: it refers to row 4294967294 of 0"),
  ])
  func mappingsMustBeThere(_ mapping: MappingID, _ message: String) throws {
    var builder = ProfileBuilder()
    let location = builder.location(lines: [], address: 5, mapping: mapping)
    builder.header.sampleTypes = [ValueType(type: .empty, unit: .empty)]
    try builder.addSample(stack: builder.stack([location]), values: [1])
    let (finished, error) = (builder, #expect(throws: InvalidProfile.self) { try builder.build() })
    _ = finished
    #expect(error?.description == message)
  }

  /// A text of several dumps, of which the caller chooses one.
  @Test func oneOfSeveralIsChosen() throws {
    let one = "goroutine profile: total 1\n1 @ 0x1\n#\t0x1\tmain.a+0x1\t/a.go:1\n\n"
    let bytes = Array((one + one.replacing("main.a", with: "main.b")).utf8)
    #expect(throws: ReadingError.self) { try Profile(bytes) }
    #expect(try Profile(bytes, nth: 1).top(1).map(\.name) == ["main.a"])
    #expect(try Profile(bytes, nth: -1).top(1).map(\.name) == ["main.b"])
    #expect(throws: ReadingError.self) { try Profile(bytes, nth: 3) }
  }

  @Test func whatUnpacksToMoreThanTheCallerAllowsIsRefused() throws {
    let bytes = try Profile(contentsOf: ProfileKitTests.heap).bytes()
    #expect(try !Profile(bytes, maxSize: 1 << 20).samples.isEmpty)
    let error = #expect(throws: ReadingError.self) { try Profile(bytes, maxSize: 1000) }
    #expect(error?.kind == .damaged)
  }

  @Test func failuresPrintTheirReason() throws {
    let profile = try Profile(contentsOf: ProfileKitTests.heap)
    var request = ReportRequest(.view(ViewRequest()))
    request.trimming.count = -3
    let error = #expect(throws: ReportFailure.self) { try profile.report(request) }
    #expect("\(try #require(error))" == "there is no table of -3 rows")
  }

  /// Reports can be made and written in other threads.
  @Test func reportsAreSendable() async throws {
    let session = ProfileSession(try Profile(contentsOf: ProfileKitTests.heap))
    let report = try session.report(ReportRequest(.top))
    let text = try await Task.detached { try report.text }.value
    #expect(try text == report.text)
  }
}
