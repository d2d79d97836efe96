import ProfileFormats
import ProfileModel

extension FuzzCheck {
  /// The formats of other tools that are JSON.
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

  /// What `perf script` prints.
  static let perfScript = FuzzCheck(
    name: "perf-script", fixtures: ["-lines.txt", "events.txt", "inlined.txt", "digits.txt"]
  ) { try readsTheSameInBlocks($0, from: .perfScript) }

  /// OpenTelemetry profiles in protobuf.
  static let otlp = FuzzCheck(name: "otlp", fixtures: [".otlp"]) {
    try readsTheSameInBlocks($0, from: .otlp)
  }

  /// What callgrind writes.
  static let callgrind = FuzzCheck(name: "callgrind", fixtures: [".out"]) {
    try readsTheSameInBlocks($0, from: .callgrind)
  }

  /// What `pprof -raw` prints.
  static let pprofRaw = FuzzCheck(
    name: "pprof-raw", fixtures: ["everything.txt", "mangled.txt", "there.txt"]
  ) { try readsTheSameInBlocks($0, from: .pprofRaw) }

  /// Texts that count stacks.
  static let stackTexts = FuzzCheck(
    name: "stack-texts", fixtures: ["threads.txt", "user.txt", "modules.txt"]
  ) { bytes in
    for format: InputFormat in [.macosSample, .bpftrace, .dtrace] {
      try readsTheSameInBlocks(bytes, from: format)
    }
  }

  /// Thread dumps of Java.
  static let jstack = FuzzCheck(name: "jstack", fixtures: ["locks.txt", "deadlock.txt"]) {
    try readsTheSameInBlocks($0, from: .jstack)
  }

  /// Heap profiles of jemalloc.
  static let jemalloc = FuzzCheck(name: "jemalloc", fixtures: ["read.heap", "scaled.heap"]) {
    try readsTheSameInBlocks($0, from: .jemalloc)
  }

  /// Recordings of Java Flight Recorder.
  static let jfr = FuzzCheck(name: "jfr", fixtures: [".jfr"]) {
    try readsTheSameInBlocks($0, from: .jfr)
  }

  private static let jsonFormats: [InputFormat] = [
    .speedscope, .cpuprofile, .heapprofile, .chromeTimeline, .firefox, .otlp,
    .stackprof, .json, .ndjson,
  ]
}
