extension ForeignFormat {
  /// Output of other profilers for people and for their own tools.
  static let otherTexts = [
    ForeignFormat(
      .text, "a Git LFS pointer, not the file itself", .command("git lfs pull"),
      begins: "version https://git-lfs.github.com/spec/"),
    ForeignFormat(
      .coverage, "a Go coverage profile", .command("go tool cover -func=FILE"),
      fits: isCoverage),
    ForeignFormat(
      .otherProfile, "a profile from Valgrind's massif", .command("ms_print FILE shows it")
    ) { $0.hasLine("desc:") && $0.hasLine("cmd:") && $0.hasLine("time_unit:") },
    ForeignFormat(
      .report, "the output of perf report",
      .command("perf script -F +period,+pid -i perf.data"),
      begins: "# To display the perf.data header info"),
    ForeignFormat(
      .otherProfile, "a log of node --prof", .command("node --prof-process FILE shows it"),
      begins: "v8-version,"),
    ForeignFormat(
      .otherProfile, "an Instruments export (xctrace)",
      .command("inferno-collapse-xctrace FILE")
    ) { isXML($0, with: ["<trace-query-result", "<trace-toc"]) },
  ]

  /// Whether XML has one of some tags among its first.
  static func isXML(_ sample: ForeignSample, with tags: [StaticString]) -> Bool {
    guard sample.text.first == UInt8(ascii: "<") else { return false }
    let start = sample.text.prefix(4096)
    return tags.contains { start.firstRange(of: $0) != nil }
  }

  private static func isCoverage(_ sample: ForeignSample) -> Bool {
    ["set", "count", "atomic"].contains { mode in
      sample.lines.first?.elementsEqual("mode: \(mode)".utf8) == true
    }
  }
}
