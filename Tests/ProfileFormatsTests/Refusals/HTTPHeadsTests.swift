import ProfileModel
import TestSupport
import Testing

@testable import ProfileFormats

/// The headers that `curl -i` writes before a body.
@Suite struct HTTPHeadsTests {
  static let answers: [(text: String, message: String)] = [
    (
      "HTTP/1.1 404 Not Found\r\nContent-Type: text/plain\r\nX-Go-Pprof: 1\r\n\r\nUnknown profile\n",
      #"the server answered 404 Not Found: "Unknown profile""#
    ),
    (
      "HTTP/2 404 \r\n\r\nUnknown profile\n",
      #"the server answered 404 Not Found: "Unknown profile""#
    ),
    ("HTTP/2 418\n\n", "the server answered 418"),
    (
      "HTTP/1.0 500 Internal Server Error\n\nno\n",
      #"the server answered 500 Internal Server Error: "no""#
    ),
    ("HTTP/1.1 204 No Content\r\n\r\n", "the server answered 204 No Content"),
    ("HTTP/1.1 403 Forbidden", "the server answered 403 Forbidden"),
    ("HTTP/1.1 403 Forbidden\r\nServer: a", "the server answered 403 Forbidden"),
    (
      "HTTP/1.1 200 Connection established\r\n\r\nHTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 302 Found\r\nLocation: /b\r\n\r\nHTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html\r\n\r\n<html><title>502 Bad</title>",
      #"the server answered 502 Bad Gateway: "502 Bad""#
    ),
    (
      "HTTP/1.1 302 Found\r\nlocation: https://a/debug/pprof/heap\r\n\r\n<a href=\"/x\">Found</a>.\n",
      "the server answered 302 Found; curl -L would have followed it to https://a/debug/pprof/heap"
    ),
    ("HTTP/1.1 304 Not Modified\r\n\r\n", "the server answered 304 Not Modified"),
    (
      "HTTP/1.1 401 Unauthorized\r\n\r\n{\"error\":{\"message\":\"log in\",\"code\":7}}",
      #"the server answered 401 Unauthorized: "log in" (code 7)"#
    ),
    ("HTTP/1.1 500 Oh \u{1B}no\r\n\r\n\0\u{01}", #"the server answered 500 Oh \u{1b}no"#),
    (
      "HTTP/1.1 500 Error\r\n\r\ngoroutine 1 [running]:\nmain.main()\n\t/a.go:1 +0x1\n",
      #"the server answered 500 Error: "goroutine 1 [running]:""#
    ),
  ]

  @Test(arguments: answers)
  func statusThatIsNot200IsShown(_ text: String, _ message: String) {
    #expect(refusal(of: Array(text.utf8))?.description == message)
    #expect(refusal(of: Array(text.utf8), named: "heap.pb.gz")?.description == message)
  }

  @Test func bodyMayBeCompressed() throws {
    let head = Array("HTTP/1.1 404 Not Found\r\ncontent-encoding: gzip\r\n\r\n".utf8)
    let body = try gzipped(Array("Unknown profile\n".utf8))
    let message = #"the server answered 404 Not Found: "Unknown profile""#
    #expect(refusal(of: head + body)?.description == message)
    #expect(refusal(of: try gzipped(head + body))?.description == message)
    #expect(
      refusal(of: head + body.dropLast(9))?.description == "the server answered 404 Not Found")
  }

  @Test func linesMayEndInLineFeedsAlone() throws {
    let bytes = try FixtureFiles.bytes("incident/leaking/goroutine.pb.gz")
    let read = try ProfileReader.read(ByteSource(Array("HTTP/1.1 200 OK\nA: b\n\n".utf8) + bytes))
    #expect(read.notes.format == "pprof")
  }

  /// Servers that decompress send an uncompressed protobuf.
  @Test func headsBeforeABareProtobufAreDropped() throws {
    let profile = try readFixture("wire/every-field.pb").profile
    let bytes = try FixtureFiles.bytes("wire/every-field.pb")
    let read = try ProfileReader.read(ByteSource(Array("HTTP/1.1 200 OK\r\n\r\n".utf8) + bytes))
    #expect(read.profile == profile)
  }

  @Test(arguments: [
    "HTTP/1.1 is a protocol", "HTTP/1.1 99 Low", "HTTP/1.1 404Not", "HTTP/x 404 No",
    "HTTP/1.1 404 Not Found\nthis is a letter\n\nnot a head",
  ])
  func otherTextsAreNoHeads(_ text: String) {
    #expect(HTTPHeads(Array(text.utf8)[...]) == nil)
  }
}
