import ProfileFormats
import ProfileModel

extension FuzzCheck {
  /// The formats of other tools that are JSON.
  static let json = FuzzCheck(
    name: "json",
    fixtures: [
      ".speedscope.json", ".fxprofile.json", ".cpuprofile", ".heapprofile", "crossing.json",
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

  /// Heap profiles of jemalloc.
  static let jemalloc = FuzzCheck(name: "jemalloc", fixtures: ["read.heap", "scaled.heap"]) {
    try readsTheSameInBlocks($0, from: .jemalloc)
  }

  private static let jsonFormats: [InputFormat] = [
    .speedscope, .cpuprofile, .heapprofile, .chromeTimeline, .firefox,
  ]
}
