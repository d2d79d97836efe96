import ProfileFormats
import ProfileModel

extension FuzzCheck {
  /// JSON formats of other tools.
  static let json = FuzzCheck(
    name: "json",
    fixtures: [
      ".speedscope.json", ".otlp.json", "ids.json", "everything.json", ".ndjson", ".fxprofile.json",
      ".cpuprofile", ".heapprofile",
      "crossing.json",
      "parts.json", "name.json",
      "frames.json",
      "bracket.json",
    ]
  ) { bytes in
    for format in jsonFormats { try readsTheSameInBlocks(bytes, from: format) }
  }

  /// Output of `perf script`.
  static let perfScript = FuzzCheck(
    name: "perf-script", fixtures: ["-lines.txt", "events.txt", "inlined.txt", "digits.txt"]
  ) { try readsTheSameInBlocks($0, from: .perfScript) }

  /// OpenTelemetry profiles in protobuf.
  static let otlp = FuzzCheck(name: "otlp", fixtures: [".otlp"]) {
    try readsTheSameInBlocks($0, from: .otlp)
  }

  /// Callgrind files.
  static let callgrind = FuzzCheck(name: "callgrind", fixtures: [".out"]) {
    try readsTheSameInBlocks($0, from: .callgrind)
  }

  /// Output of `pprof -raw`.
  static let pprofRaw = FuzzCheck(
    name: "pprof-raw", fixtures: ["everything.txt", "mangled.txt", "there.txt"]
  ) { try readsTheSameInBlocks($0, from: .pprofRaw) }

  /// Texts of stacks with counts.
  static let stackTexts = FuzzCheck(
    name: "stack-texts", fixtures: ["threads.txt", "user.txt", "modules.txt"]
  ) { bytes in
    for format: InputFormat in [.macosSample, .bpftrace, .dtrace] {
      try readsTheSameInBlocks(bytes, from: format)
    }
  }

  /// Java thread dumps.
  static let jstack = FuzzCheck(name: "jstack", fixtures: ["locks.txt", "deadlock.txt"]) {
    try readsTheSameInBlocks($0, from: .jstack)
  }

  /// jemalloc heap profiles.
  static let jemalloc = FuzzCheck(name: "jemalloc", fixtures: ["read.heap", "scaled.heap"]) {
    try readsTheSameInBlocks($0, from: .jemalloc)
  }

  /// Java Flight Recorder recordings.
  static let jfr = FuzzCheck(name: "jfr", fixtures: [".jfr"]) {
    try readsTheSameInBlocks($0, from: .jfr)
  }

  private static let jsonFormats: [InputFormat] = [
    .speedscope, .cpuprofile, .heapprofile, .chromeTimeline, .firefox, .otlp,
    .stackprof, .json, .ndjson,
  ]
}
