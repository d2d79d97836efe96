import ProfileFormats
import ProfileModel

extension FuzzCheck {
  /// The formats of other tools that are JSON.
  static let json = FuzzCheck(
    name: "json",
    fixtures: [
      ".speedscope.json", ".cpuprofile", ".heapprofile", "crossing.json", "parts.json", "name.json",
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

  private static let jsonFormats: [InputFormat] = [
    .speedscope, .cpuprofile, .heapprofile, .chromeTimeline,
  ]
}
