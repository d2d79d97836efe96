import ProfileFormats
import ProfileModel
import TestSupport
import Testing

@testable import ProfileExport

@Suite struct OutputFormatTests {
  static let names: [(name: String, format: OutputFormat?)] = [
    ("a.pb.gz", .pprof), ("A.PB.GZ", .pprof), ("a.pprof", .pprof), ("heap.prof", .pprof),
    ("a.pb", .protobuf), ("a.folded", .folded), ("a.txt", .folded), ("a.json", .json),
    ("a.jsonl", .ndjson), ("a.svg", nil), ("pb", nil), ("a.gz", .pprof), ("a.pprof.gz", .pprof),
    ("a.speedscope.json", .speedscope), ("a.fxprofile.json", .firefox), ("a.otlp", .otlp),
    ("a.otlp.json", .otlpJSON), ("a.cpuprofile", .cpuprofile), ("a.heapprofile", .heapprofile),
    ("a.d3.json", .d3),
  ]

  @Test(arguments: names)
  func theNameSaysTheFormat(_ name: String, _ format: OutputFormat?) {
    #expect(OutputFormat(fileName: name) == format)
  }

  static let compressed = [
    ("a.folded.gz", "folded"), ("A.Speedscope.JSON.gz", "speedscope"), ("a.otlp.gz", "otlp"),
    ("a.otlp.json.gz", "otlp-json"), ("a.json.gz", "json"),
  ]

  @Test(arguments: compressed)
  func anyEndingMayBeInGzip(_ name: String, _ format: String) throws {
    let found = try #require(OutputFormat(fileName: name))
    #expect(found.name == format)
    #expect(found.isInGzip)
    #expect(!found.isText)
    let profile = try Self.profile("cpu/labelled.pb.gz")
    let plain = try #require(OutputFormat(name: format))
    let written = try bytes { _ = try found.write(profile, to: &$0) }
    #expect(written.starts(with: [0x1F, 0x8B]))
    let text = try bytes { _ = try plain.write(profile, to: &$0) }
    #expect(written.count < text.count)
    let read = try ProfileReader.read(ByteSource(written)).profile
    #expect(try read == ProfileReader.read(ByteSource(text)).profile)
  }

  static let fitting: [(name: String, chosen: OutputFormat, fits: Bool)] = [
    ("a.otlp.json", .otlp, true), ("a.otlp", .otlpJSON, false), ("a.otlp.json", .otlpJSON, true),
    ("a.pb", .pprof, false), ("a.folded.gz", .folded, true),
  ]

  @Test(arguments: fitting)
  func aNameFitsAFormat(_ name: String, _ chosen: OutputFormat, _ fits: Bool) throws {
    #expect(try #require(OutputFormat(fileName: name)).fits(chosen) == fits)
  }

  @Test func everyFormatIsFoundByItsNameAndByItsEndings() {
    for format in OutputFormat.all {
      #expect(OutputFormat(name: format.name) == format)
      #expect(!format.summary.isEmpty)
      for ending in format.endings { #expect(OutputFormat(fileName: "a\(ending)") == format) }
    }
    #expect(OutputFormat(name: "svg") == nil)
  }

  private static func profile(_ fixture: String) throws -> Profile {
    try ProfileReader.read(ByteSource(FixtureFiles.bytes(fixture))).profile
  }

  static let losses: [(fixture: String, format: OutputFormat, losses: [String])] = [
    (
      "incident/leaking/heap.pb.gz", .folded,
      [
        "3 sample types (alloc_objects, alloc_space, inuse_objects)", "the unit (bytes)",
        "1 label (bytes)", "files", "lines", "first lines of functions", "inlined calls",
        "addresses", "binaries", "time",
        "period",
      ]
    ),
    (
      "incident/leaking/heap.pb.gz", .speedscope,
      [
        "1 label (bytes)", "first lines of functions", "inlined calls", "addresses", "binaries",
        "time", "period",
      ]
    ),
    (
      "incident/leaking/heap.pb.gz", .firefox,
      ["1 label (bytes)", "addresses", "binaries", "period"]
    ),
    (
      "converters/jstack/jdk17-blocked.jstack.txt", .firefox,
      ["2 labels (go.state, thread)", "binaries", "8 samples without a stack"]
    ),
    (
      "incident/leaking/heap.pb.gz", .heapprofile,
      [
        "3 sample types (alloc_objects, alloc_space, inuse_objects)", "1 label (bytes)", "lines",
        "inlined calls", "addresses", "binaries", "time", "period",
      ]
    ),
    (
      "wire/every-field.pb", .cpuprofile,
      [
        "1 sample type (cpu)", "1 label (tenant)", "inlined calls", "addresses", "binaries", "time",
        "duration",
        "period", "comments", "drop frames",
      ]
    ),
    ("incident/leaking/heap.pb.gz", .otlp, []), ("wire/every-field.pb", .otlpJSON, []),
    ("wire/labels.pb", .otlp, ["units of labels with several units per key"]),
    (
      "differential/merge-dropped-type/a.pb", .otlp,
      ["units of labels with several units per key"]
    ),
    (
      "wire/nothing-but-types.pb", .d3, ["1 sample type (samples)", "the unit (nanoseconds)"]
    ),
    (
      "incident/leaking/heap.pb.gz", .json,
      ["first lines of functions", "addresses", "binaries"]
    ),
    (
      "incident/leaking/heap.pb.gz", .ndjson,
      ["first lines of functions", "addresses", "binaries", "time", "period"]
    ),
    ("incident/leaking/heap.pb.gz", .pprof, []), ("wire/every-field.pb", .protobuf, []),
    (
      "incident/leaking/goroutine.debug2.txt.gz", .folded,
      ["2 labels (go.created_by, go.state)", "files", "lines", "inlined calls", "period"]
    ),
    ("incident/leaking/goroutine.debug2.txt.gz", .json, []),
    (
      "wire/every-field.pb", .ndjson,
      [
        "first lines of functions", "addresses", "binaries", "time", "duration", "period",
        "comments", "drop frames",
      ]
    ),
    (
      "wire/columns.pb", .json, ["columns", "first lines of functions", "addresses", "binaries"]
    ),
    (
      "wire/nothing-but-types.pb", .folded, ["1 sample type (samples)", "the unit (nanoseconds)"]
    ),
    ("incident/healthy/allocs.pb.gz", .otlp, ["2 samples of nothing but zeros"]),
    (
      "incident/leaking/mutex.pb.gz", .cpuprofile,
      [
        "1 sample type (contentions)", "fractions of microseconds", "inlined calls", "addresses",
        "binaries", "time", "period",
      ]
    ),
  ]

  @Test(arguments: losses)
  func whatAFormatLosesIsKnown(
    _ fixture: String, _ format: OutputFormat, _ losses: [String]
  ) throws {
    #expect(format.losses(of: try Self.profile(fixture)).map(\.description) == losses)
  }

  /// A profile read from a format with losses loses nothing more when it is written in that format again.
  @Test(arguments: ["incident/leaking/heap.pb.gz", "wire/every-field.pb", "names/functions.pb.gz"])
  func foldedStacksKeepTheRest(_ fixture: String) throws {
    let profile = try Self.profile(fixture)
    let written = try bytes { _ = try OutputFormat.folded.write(profile, to: &$0) }
    let read = try ProfileReader.read(ByteSource(written), from: .folded).profile
    #expect(OutputFormat.folded.losses(of: read).isEmpty)
  }

  @Test func manyLabelsAreNotAllNamed() throws {
    var builder = ProfileBuilder()
    builder.header.sampleTypes = [
      ValueType(type: builder.string("samples"), unit: builder.string("count"))
    ]
    let labels = (1...9).map { number in
      Label(key: builder.string("k\(number)"), value: .text(.empty))
    }
    let set = builder.labelSet(labels)
    builder.appendSample(stack: builder.stack([]), labels: set, values: [1])
    let losses = OutputFormat.folded.losses(of: builder.finish())
    #expect(losses.map(\.description) == ["9 labels (k1, k2, k3, k4, k5, k6, k7, k8, …)"])
    #expect(losses.first?.names.count == 9)
  }
}
