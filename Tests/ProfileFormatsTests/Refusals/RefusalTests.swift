import Foundation
import ProfileModel
import TestSupport
import Testing

@testable import ProfileFormats

/// Content other than a profile is identified, whatever its name or wrapping.
@Suite struct RefusalTests {
  /// Files of real programs, with the message about them.
  static let fixtures: [RefusedContent] = {
    let table = (try? FixtureFiles.bytes("foreign/expected.tsv")) ?? []
    return table.split(separator: 0x0A).dropFirst().compactMap { row in
      let columns = String(decoding: row, as: UTF8.self).split(separator: "\t").map(String.init)
      guard columns.count == 2, let bytes = try? FixtureFiles.bytes("foreign/\(columns[0])") else {
        return nil
      }
      return RefusedContent(bytes, columns[1])
    }
  }()

  @Test func thereAreFixtures() throws {
    let folder = FixtureFiles.folder.appending(path: "foreign").path()
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder).count == Self.fixtures.count + 1)
  }

  @Test(arguments: fixtures + RefusedContent.all)
  func itIsToldWhatItIs(_ content: RefusedContent) {
    for name in [nil, "x", "x.txt", "x.folded", "x.json"] as [String?] {
      let refusal = refusal(of: content.bytes, named: name)
      #expect(refusal?.description == content.message, "\(name ?? "-")")
      #expect(refusal?.hint == content.hint)
    }
  }

  @Test(arguments: fixtures + RefusedContent.all)
  func gzipAroundItChangesNothing(_ content: RefusedContent) throws {
    let refusal = refusal(of: try gzipped(content.bytes))
    #expect(refusal?.description == content.message)
  }

  /// Known content is named; unknown bytes are a damaged protobuf.
  @Test(arguments: fixtures + RefusedContent.all)
  func nameOfAProtobufMakesItNone(_ content: RefusedContent) {
    guard content.hint != .listFormats else { return }
    #expect(refusal(of: content.bytes, named: "x.pb.gz")?.description == content.message)
  }

  /// A text with trailing numbers may be unrecognised stacks.
  @Test(arguments: [
    ("the answer is 42\nbut nobody\n", true), ("the answer is\nbut nobody\n", false),
    ("error: 111", true), ("{\"error\": 5 }", false),
  ])
  func numbersAtTheEndsOfLinesMayBeStacks(_ text: String, _ mayBe: Bool) {
    let content = ForeignContent(unread: SourceWindow(Array(text.utf8), isWhole: true))
    #expect(content.hint == (mayBe ? .mayBeFolded : nil))
  }

  @Test func kindsAreCounted() {
    #expect(ContentKind.webPage.counted(1) == "1 web page")
    #expect(ContentKind.otherProfile.counted(2) == "2 profiles of other formats")
    #expect(ContentKind.emptyFile.counted(0) == "0 empty files")
  }

  /// Text before a dump is distinguished from text without one.
  @Test(arguments: [
    "=== RUN   TestA\n", "{\"level\":\"info\",\"msg\":\"a\"}\n", "Showing nodes accounting for 5\n",
    "a line of a log\n",
  ])
  func dumpBehindALongTextIsFound(_ line: String) throws {
    let text = String(repeating: line, count: 1 + 70_000 / line.utf8.count)
    let dump = "goroutine 1 [running]:\nmain.main()\n\t/a.go:1 +0x1\n"
    #expect(try readText(text + dump).notes.format == "go-dump")
    #expect(refusal(of: Array(text.utf8)) != nil)
  }

  @Test func damagedProfileKeepsItsMessageIfItIsOne() throws {
    // Two sample types, and one with a wrong wire type.
    let certain: [UInt8] = [0x0A, 2, 0x08, 1, 0x0A, 2, 0x08, 2, 0x0B, 0]
    // A pprof record followed by invalid bytes.
    let likely: [UInt8] = [0x1A, 2, 0x08, 1, 0x0B, 0]
    #expect(message(certain, named: nil).hasPrefix("at byte 8: "))
    #expect(message(likely, named: "x.pb").hasPrefix("at byte 4: "))
    #expect(
      message(likely, named: nil) == "begins with the bytes 1a 02 08, unlike any known format")
    #expect(message(likely, named: nil, from: .pprof).hasPrefix("at byte 4: "))
  }

  private func message(
    _ bytes: [UInt8], named name: String?, from format: InputFormat? = nil
  ) -> String {
    do {
      _ = try ProfileReader.read(ByteSource(bytes), from: format, named: name)
      return "was read"
    } catch { return "\(error)" }
  }

  /// With a given format, the content is identified only if the reader finds nothing of its own.
  @Test func formatThatIsGivenIsRead() {
    let page = Array("<html><title>a</title></html>".utf8)
    #expect(message(page, named: nil, from: .goDump).hasPrefix("is a web page"))
    #expect(message(page, named: nil, from: .folded).hasPrefix("line 1: "))
  }
}
