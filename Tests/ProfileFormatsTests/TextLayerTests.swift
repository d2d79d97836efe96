import JSONText
import ProfileModel
import Testing

@testable import ProfileFormats

/// Log prefixes around the lines of a text.
@Suite struct TextLayerTests {
  /// A frame of folded stacks may be called like the first line of a Go text.
  @Test func foldedStacksThatWereAskedForHaveNoPrefix() throws {
    let line = "main;2026 goroutine profile: total 139"
    let read = try ProfileReader.read(ByteSource(Array(line.utf8)), from: .folded)
    #expect(read.notes.unwrapped.isEmpty)
    let names = (1..<read.profile.strings.count).map {
      read.profile.strings[StringID(UInt32($0))]
    }
    #expect(names.contains("2026 goroutine profile: total"))
  }

  private static let dump = """
    goroutine 1 [running]:
    main.main()
    \tmain.go:1 +0x1

    goroutine 7 [select]:
    main.work(...)
    \tmain.go:2
    main.run(0x1)
    \tmain.go:3 +0x3
    created by main.main in goroutine 1
    \tmain.go:3 +0x3

    """

  private static let goroutines = """
    goroutine profile: total 3
    2 @ 0x48c20a 0x48c001
    #\t0x48c209\tmain.inner+0x1f\t\tmain.go:3
    #\t0x48c000\tmain.outer+0x20\tmain.go:9

    1 @ 0x493141
    #\t0x493140\tmain.main+0x20\tmain.go:9


    """

  private static let heap = """
    heap profile: 1: 480 [7: 1983184] @ heap/1048576
    1: 480 [7: 1983184] @ 0x48c20a
    #\t0x48c209\tmain.inner+0x1f\t\tmain.go:3

    # runtime.MemStats
    # Alloc = 720

    """

  private static let contention = """
    --- mutex:
    cycles/second=1000000000
    sampling period=1
    5000000000 4 @ 0x48c20a
    #\t0x48c209\tmain.inner+0x1f\t\tmain.go:3

    """

  typealias Wrap = @Sendable (String) -> String

  private static func lines(_ wrap: @escaping @Sendable (Int, Substring) -> String) -> Wrap {
    { text in
      text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map(wrap)
        .joined(separator: "\n")
    }
  }

  static let logs: [(name: String, wrap: Wrap)] = [
    (
      "docker",
      lines {
        "{\"log\":\"\($1.replacing("\t", with: "\\t"))\\n\",\"stream\":\"stderr\",\"time\":\"2026-11-23T17:44:35.\($0)Z\"}"
      }
    ),
    (
      "spaced JSON",
      lines {
        "{ \"level\": \"\($0)\", \"message\" : \"\($1.replacing("\t", with: "\\u0009"))\" }"
      }
    ),
    ("containerd", lines { "2026-11-23T17:44:35.\($0 * 1001)Z stderr F \($1)" }),
    (
      "blanks cut off",
      lines { $1.isEmpty ? "2026-11-23 17:44:35.\($0) |" : "2026-11-23 17:44:35.\($0) | \($1)" }
    ),
    ("kubectl", lines { "[pod/router-7f9c\($0)d/app] \($1)" }),
    (
      "kubectl and JSON",
      lines { "[pod/router-7f9c\($0)d/app] {\"log\":\"\($1.replacing("\t", with: "\\t"))\\n\"}" }
    ),
    ("compose", lines { "router-\($0)   | \($1)" }),
    ("syslog", lines { "Nov 23 17:44:\($0 + 10) host router[\($0 + 1)]: \($1)" }),
    (
      "one object",
      {
        "{\"level\":\"panic\",\"msg\":\"\($0.replacing("\t", with: "\\t").replacing("\n", with: "\\n"))\"}"
      }
    ),
    (
      "in the middle of a string",
      {
        "{\"msg\":\"it hangs:\\ndump: \($0.replacing("\t", with: "\\t").replacing("\n", with: "\\n"))\"}"
      }
    ),
    (
      "in the middle of a string, behind one about it",
      {
        "{\"about\":\"a goroutine profile: total few\",\"msg\":\"dump: \($0.replacing("\t", with: "\\t").replacing("\n", with: "\\n"))\"}"
      }
    ),
    (
      "in the middle of a value",
      {
        "time=2026-11-23T17:44:35Z level=ERROR msg=\"dump: \($0.replacing("\t", with: "\\t").replacing("\n", with: "\\n"))\""
      }
    ),
    ("in the middle of a field", { "1764179084000,\"dump: \($0)\"" }),
    (
      "in the middle of the first string",
      { text in
        lines {
          "{\"log\":\"\($0 == 0 ? "dump: " : "")\($1.replacing("\t", with: "\\t"))\\n\"}"
        }(text)
      }
    ),
    ("only the first line", { "2026/11/23 17:44:35 " + $0 }),
    (
      "mixed",
      {
        "{\"log\":\"starting\\n\"}\nnot JSON\n"
          + lines { "{\"log\":\"\($1.replacing("\t", with: "\\t"))\\n\"}" }($0)
          + "\n{\"log\":\"bye\\n\"}"
      }
    ),
  ]

  @Test(arguments: logs)
  func wrappedDumpIsTheSame(_ name: String, _ wrap: Wrap) throws {
    let plain = try readText(Self.dump)
    let read = try readText(wrap(Self.dump) + "\n")
    #expect(read.profile.sampleLines == plain.profile.sampleLines, "\(name)")
    #expect(read.notes.recordsRead == 2)
    #expect(read.notes.unreadLines == 0)
    #expect(read.notes.incomplete == nil)
  }

  @Test(arguments: logs)
  func wrappedGoTextIsTheSame(_ name: String, _ wrap: Wrap) throws {
    for text in [Self.goroutines, Self.heap, Self.contention] {
      let plain = try readText(text)
      let read = try readText(wrap(text) + "\n")
      #expect(read.profile.sampleLines == plain.profile.sampleLines, "\(name)")
      #expect(read.notes.format == plain.notes.format)
      // The log's own line after the text.
      #expect(read.notes.unreadLines == (name == "mixed" ? 1 : 0))
      #expect(!read.profile.sampleLines.isEmpty)
    }
  }

  /// A record of a log that was cut off is not read as a profile without samples.
  @Test(arguments: ["{\"msg\":\"--- mutex:\\ncycles", "msg=\"--- contention:\\ncycles/second=1"])
  func headerWithMoreBehindItIsNone(_ text: String) {
    #expect(throws: (any Error).self) { try readText(text) }
  }

  /// A log message about a profile is not a profile.
  @Test func wordsAboutAProfileAreNoHeader() throws {
    let text = "2026/11/23 17:44:35 goroutine profile: total 3\n2026/11/23 17:44:36 bye 4\n"
    #expect(throws: (any Error).self) { try readText(text) }
  }

  @Test func headerFarBehindTheBeginningIsFound() throws {
    let noise = String(repeating: "2026-11-23T17:44:35Z stderr F nothing to see\n", count: 3000)
    let text = noise + Self.lines { "2026-11-23T17:44:35.\($0)Z stderr F \($1)" }(Self.dump) + "\n"
    #expect(try readText(text).notes.recordsRead == 2)
  }

  @Test func headerInAMessageIsNone() throws {
    let text = "panic: lines\n\tin a message, goroutine 7 [running]:\n\t\n"
    #expect(try readText(text).notes.recordsSeen == 0)
  }

  @Test(arguments: [
    (#""a""#, "a"), (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{c}\n\r\t"),
    (#""\u00e9\ud83d\ude00""#, "é😀"),
    (#""\ud83dx""#, "\u{FFFD}x"), (#""\ud83d\u0041""#, "\u{FFFD}A"),
  ])
  func textsOfJSONAreDecoded(_ json: String, _ text: String) {
    let decoded = JSONStrings.value(of: Array("k".utf8), in: Array("{\"k\": \(json)}".utf8)[...])
    #expect(decoded.map { String(decoding: $0, as: UTF8.self) } == text)
  }

  @Test(arguments: [#"""#, #""\"#, #""\u12"#, #""a"#])
  func damagedTextsOfJSONAreNone(_ json: String) {
    #expect(JSONStrings.value(of: Array("k".utf8), in: Array("{\"k\": \(json)".utf8)[...]) == nil)
  }
}
