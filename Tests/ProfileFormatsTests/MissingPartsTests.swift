import ProfileModel
import TestSupport
import Testing

@testable import ProfileFormats

/// Texts that are known to lack a part without being cut in a line.
@Suite struct MissingPartsTests {
  private static let dump =
    "goroutine 1 [running]:\nmain.main()\n\tmain.go:1 +0x1\n\n"
    + "goroutine 7 [select]:\nmain.work()\n\tmain.go:2 +0x2\ncreated by main.main in goroutine 1\n\tmain.go:3 +0x3\n"

  /// A connection that broke leaves the headers that `curl -i` saved first.
  @Test(
    arguments: [
      ("Content-Length: 500", "it has 154 of the 500 bytes that its HTTP headers announce"),
      ("content-length:  500", "it has 154 of the 500 bytes that its HTTP headers announce"),
      ("Content-Length: 154", nil), ("Content-Length: 156", nil), ("Content-Length: 10", nil),
      ("Content-Length: 500\r\nContent-Encoding: gzip", nil), ("Content-Type: text/plain", nil),
    ] as [(String, String?)])
  func anAnswerIsAsLongAsItSays(_ headers: String, _ incomplete: String?) throws {
    #expect(Self.dump.utf8.count == 154)
    let read = try readText("HTTP/1.1 200 OK\r\n\(headers)\r\n\r\n\(Self.dump)")
    #expect(read.notes.incomplete == incomplete)
  }

  @Test func allocationsAreComparedWithTheHeader() throws {
    func text(_ total: Int) -> String {
      "heap profile: 1: 8 [\(total): 800] @ heap/524288\n"
        + "1: 8 [3: 24] @ 0x1\n#\t0x1\tmain.f+0x1\t/a.go:1\n"
    }
    #expect(
      try readText(text(5)).notes.incomplete
        == "the text is truncated: it has 3 of 5 allocated objects")
    #expect(try readText(text(3)).notes.incomplete == nil)
  }

  private static let contention =
    "--- contention:\ncycles/second=1000000000\nsampling period=1\n90 2 @ 0x1\n#\t0x1\tmain.f+0x1\t/a.go:1\n"

  @Test func delaysNeedAClock() throws {
    #expect(try readText(Self.contention).notes.incomplete == nil)
    let without = Self.contention.replacing("cycles/second=1000000000\n", with: "")
    #expect(
      try readText(without).notes.incomplete
        == "its cycles/second is missing, so the length of its delays is not known")
    let unreadable = Self.contention.replacing("second=", with: "second=3D")
    let error = #expect(throws: TextError.self) { try readText(unreadable) }
    #expect(error?.description == "line 2: 'cycles/second' is not followed by a number")
    let mixed = Self.contention.replacing("sampling", with: "cycles/second=5\nsampling")
    #expect(throws: TextError.self) { try readText(mixed) }
  }

  @Test func whatBpftraceAndPerfLostIsMissing() throws {
    let map = "@[\n    read+5\n    main+9\n]: 42\n"
    #expect(try readText("Attaching 1 probe...\n" + map).notes.incomplete == nil)
    for line in ["Lost 12345 events", "WARNING: could not store stack: map full"] {
      let read = try readText("Attaching 1 probe...\n\(line)\n\n" + map)
      #expect(read.notes.incomplete?.contains("line 2 says") == true)
    }
    let script =
      "app 1234 1000.100000:     250000 cycles:\n\t    55d5 foo+0x10 (/bin/app)\n\t  55d6 main+0x10 (/bin/app)\n\n"
    #expect(try readText(script).notes.incomplete == nil)
    let lost = script + "app  1234 1000.150000: PERF_RECORD_LOST: lost 50000 \n"
    #expect(
      try readText(lost).notes.incomplete == "perf lost samples: 1 line PERF_RECORD_LOST")
  }
}
