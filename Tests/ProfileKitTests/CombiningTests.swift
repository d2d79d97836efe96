import Foundation
import ProfileKit
import TestSupport
import Testing

/// Sums, parts, differences and files of profiles.
@Suite struct CombiningTests {
  static let before = FixtureFiles.path("incident/healthy/goroutine.pb.gz")
  static let after = ProfileKitTests.goroutines

  private static func total(_ profile: Profile) -> Int64 {
    profile.samples.reduce(0) { $0 + $1.values[0] }
  }

  @Test func sumsAddUp() throws {
    let profiles = try [Self.before, Self.after].map { try Profile(contentsOf: $0) }
    let sum = try Profile(merging: profiles)
    try sum.validate()
    #expect(Self.total(sum) == Self.total(profiles[0]) + Self.total(profiles[1]))
    #expect(try Profile(merging: []).samples.isEmpty)
    let other = try Profile(contentsOf: ProfileKitTests.heap)
    let error = #expect(throws: MergingError.self) { try Profile(merging: [profiles[0], other]) }
    #expect(error?.index == 1)
    #expect(error?.description.hasPrefix("profile 2: cannot be added to profile 1: ") == true)
  }

  @Test func partsHaveWhatFiltersLeave() throws {
    let profile = try Profile(contentsOf: Self.after)
    var query = ProfileQuery()
    query.names.focus = try Pattern("runtime.gopark")
    let part = try profile.filtered(query)
    try part.validate()
    #expect((1..<profile.samples.count).contains(part.samples.count))
    #expect(part.samples.allSatisfy { $0.frames.contains { $0.name == "runtime.gopark" } })
    #expect(try profile.filtered(ProfileQuery()) == profile)
    var notes: [String] = []
    query.names.focus = try Pattern("no such function")
    #expect(try profile.filtered(query) { notes.append($0) }.samples.isEmpty)
    #expect(notes.count == 1)
    query.divisor = .nan
    #expect(throws: RequestError.self) { try profile.filtered(query) }
  }

  /// The formats of a comparison, each with something of its beginning.
  static let formats: [(format: ReportFormat, sign: String)] = [
    (.text, "goroutine"), (.json, "{"), (.csv, "change"), (.markdown, "|"), (.svg, "<svg"),
    (.html, "<!doctype html>"), (.folded, ""),
  ]

  @Test(arguments: formats)
  func differencesAreReported(_ format: ReportFormat, _ sign: String) throws {
    var request = ComparisonRequest()
    request.format = format
    let report = try Profile(contentsOf: Self.after).difference(
      from: try Profile(contentsOf: Self.before), request)
    let text = try report.text
    #expect(!text.isEmpty && (sign.isEmpty || text.prefix(4000).contains(sign)))
    #expect(report.format == format)
  }

  @Test func differencesAreProfiles() throws {
    let (before, after) = (
      try Profile(contentsOf: Self.before), try Profile(contentsOf: Self.after)
    )
    var request = ComparisonRequest()
    request.format = .pprof
    let difference = try Profile(try after.difference(from: before, request).bytes)
    #expect(Self.total(difference) == Self.total(after) - Self.total(before))
  }

  @Test func whatCannotBeComparedIsSaid() throws {
    let profile = try Profile(contentsOf: Self.after)
    let heap = try Profile(contentsOf: ProfileKitTests.heap)
    #expect(throws: ComparisonError.self) { try profile.difference(from: heap) }
    var request = ComparisonRequest()
    request.format = .dot
    #expect(throws: ReportError.self) { try profile.difference(from: profile, request) }
    request = ComparisonRequest()
    request.dimension = .wait
    #expect(throws: RequestError.dimension(.wait)) {
      try profile.difference(from: profile, request)
    }
    request = ComparisonRequest()
    request.scale = .factor(.nan)
    #expect(throws: RequestError.self) { try profile.difference(from: profile, request) }
  }

  @Test func profilesAreSaved() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "kit-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let profile = try Profile(contentsOf: Self.after)
    let file = folder.appending(path: "x.pb.gz").path()
    #expect(try profile.write(to: file) == nil)
    #expect(try Profile(contentsOf: file) == profile)
    let stacks = folder.appending(path: "x.folded").path()
    #expect(try profile.write(to: stacks)?.hasPrefix("folded has no place for ") == true)
    let picture = folder.appending(path: "x.svg").path()
    let error = #expect(throws: WritingError.self) { try profile.write(to: picture) }
    #expect(
      error?.description
        == "\(picture): no profile is written as .svg, but a report is, such as that of flameGraph(title:)"
    )
    #expect(!FileManager.default.fileExists(atPath: picture))
  }

  @Test func profilesAreWrittenToMemory() throws {
    let profile = try Profile(contentsOf: Self.after)
    #expect(try Profile(profile.bytes()) == profile)
    let stacks = try Profile(profile.bytes(named: "a/x.folded"), from: .folded)
    #expect(stacks.top(1).map(\.name) == profile.top(1).map(\.name))
    #expect(throws: WritingError.self) { try profile.bytes(named: "x.svg") }
    var notes: [String] = []
    _ = try profile.bytes { notes.append($0) }
    #expect(notes.isEmpty)
    _ = try profile.bytes(named: "x.folded") { notes.append($0) }
    #expect(notes.count == 1 && notes[0].hasPrefix("folded has no place for "))
  }

  /// A format of time holds no counts: the error names the file, which is not made.
  @Test func whatAFormatDoesNotHoldNamesTheFile() throws {
    let profile = try Profile(contentsOf: Self.after)
    let path = FileManager.default.temporaryDirectory.appending(
      path: "kit-\(UUID().uuidString).cpuprofile"
    ).path()
    let error = #expect(throws: WritingError.self) { try profile.write(to: path) }
    #expect(error?.description.hasPrefix("\(path): cpuprofile holds time, but '") == true)
    #expect(!FileManager.default.fileExists(atPath: path))
    #expect(throws: WritingError.self) { try profile.bytes(named: path) }
  }
}
