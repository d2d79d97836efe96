import ProfileModel
import Testing

@testable import ProfileFormats

/// Trees and stacks in other tools' profiles may be thousands of frames deep.
@Suite struct DeepTreeTests {
  /// Far more than a thread's stack has room for calls.
  private static let depth = 5_000

  @Test func heapProfileIsReadWithoutRecursion() throws {
    let begin = #"{"callFrame":{"functionName":"f"},"selfSize":1,"children":["#
    let nodes =
      String(repeating: begin, count: Self.depth) + String(repeating: "]}", count: Self.depth)
    let read = try readText(#"{"head":\#(nodes)}"#, from: .heapprofile)
    #expect(read.profile.sampleTable.count == Self.depth)
    let last = StackID(UInt32(read.profile.stacks.count - 1))
    #expect(read.profile.stacks.frames(of: last).count == Self.depth)
  }

  @Test func treeThatIsTooDeepIsRefused() {
    let begin = #"{"children":["#
    let text = #"{"head":"# + String(repeating: begin, count: 60_000)
    let error = #expect(throws: (any Error).self) { try readText(text, from: .heapprofile) }
    #expect(error.map { "\($0)" }?.contains("nested more than 100000 levels deep") == true)
  }

  @Test func spansOpenInOneAnother() throws {
    let events = (0..<Self.depth).map { #"{"ph":"B","name":"f","ts":\#($0),"pid":1,"tid":1}"# }
    var limits = ReadLimits()
    limits.tableBytes = 8 << 20
    let text = "[" + events.joined(separator: ",")
    #expect(throws: ContentError(.tablesTooLarge(limit: 8 << 20))) {
      try readText(text, from: .chromeTimeline, limits: limits)
    }
    limits.depth = 1000
    #expect(throws: ContentError(.tooDeep(limit: 1000))) {
      try readText(text, from: .chromeTimeline, limits: limits)
    }
  }
}
