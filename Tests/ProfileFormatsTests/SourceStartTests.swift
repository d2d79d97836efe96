import ProfileModel
import TestSupport
import Testing

@testable import ProfileFormats

/// Output of other programs before a profile.
@Suite struct SourceStartTests {
  private static let answer = "HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\n\r\n"
  private static let redirection = "HTTP/2 302 \r\nlocation: /debug/pprof/goroutine\r\n\r\n"

  @Test(arguments: [answer, redirection + answer])
  func headersOfHTTPBeforeAGzipAreDropped(_ head: String) throws {
    let bytes = try FixtureFiles.bytes("incident/leaking/goroutine.pb.gz")
    let plain = try ProfileReader.read(ByteSource(bytes))
    let read = try ProfileReader.read(ByteSource(Array(head.utf8) + bytes))
    #expect(read.profile.sampleLines == plain.profile.sampleLines)
  }

  @Test(arguments: [
    "goroutine profile: total 1\n1 @ 0x1\n",
    "goroutine 1 [running]:\nmain.main()\n\tmain.go:1 +0x1\n", "main;work 3\n",
  ])
  func byteOrderMarkIsDropped(_ text: String) throws {
    let plain = try readText(text)
    let read = try readText("\u{FEFF}" + text)
    #expect(read.profile.sampleLines == plain.profile.sampleLines)
    #expect(read.notes.format == plain.notes.format)
    #expect(read.notes.unreadLines == 0)
  }

  @Test func headersAloneAreNoProfile() {
    #expect(throws: (any Error).self) { try readText(Self.answer) }
  }
}
