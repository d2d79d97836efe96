extension ForeignFormat {
  /// What other profilers write for people and for tools of their own.
  static let otherTexts = [
    ForeignFormat(
      .text, "a pointer of Git LFS, not the file itself", .command("git lfs pull"),
      begins: "version https://git-lfs.github.com/spec/"),
    ForeignFormat(
      .coverage, "a coverage profile of Go", .command("go tool cover -func=FILE"),
      fits: isCoverage),
    ForeignFormat(
      .otherProfile, "a callgrind profile, which this version does not read",
      .command("callgrind_annotate FILE shows it"), fits: isCallgrind),
    ForeignFormat(
      .otherProfile, "a profile of Valgrind's massif", .command("ms_print FILE shows it")
    ) { $0.hasLine("desc:") && $0.hasLine("cmd:") && $0.hasLine("time_unit:") },
    ForeignFormat(
      .report, "what perf report prints",
      .command("perf script -F +period,+pid -i perf.data"),
      begins: "# To display the perf.data header info"),
    ForeignFormat(
      .otherProfile, "a log of node --prof", .command("node --prof-process FILE shows it"),
      begins: "v8-version,"),
    ForeignFormat(
      .otherProfile, "a call graph of macOS's sample", .command("stackcollapse-sample.awk FILE")
    ) { $0.hasLine("Analysis of sampling ") || $0.hasLine("Sampling process ") },
    ForeignFormat(
      .otherProfile, "a thread dump of Java", .command("stackcollapse-jstack.pl FILE")
    ) { $0.hasLine("Full thread dump ") },
    ForeignFormat(
      .otherProfile, "what bpftrace prints", .command("stackcollapse-bpftrace.pl FILE"),
      fits: isBpftrace),
    ForeignFormat(
      .otherProfile, "what DTrace prints", .command("stackcollapse.pl FILE"), fits: isDTrace),
    ForeignFormat(
      .otherProfile, "an export of Instruments (xctrace)",
      .command("inferno-collapse-xctrace FILE")
    ) { isXML($0, with: ["<trace-query-result", "<trace-toc"]) },
    ForeignFormat(
      .otherProfile, "what pprof -raw prints, which this version does not read",
      .note("give the profile that it was printed of"), fits: isRawReport),
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

  private static func isCallgrind(_ sample: ForeignSample) -> Bool {
    sample.hasLine("# callgrind format")
      || sample.hasLine("events:")
        && (sample.hasLine("fn=") || sample.hasLine("positions:") || sample.hasLine("version:"))
  }

  /// `@[` or `@name[`, and further on `]: 42`.
  private static func isBpftrace(_ sample: ForeignSample) -> Bool {
    let begins = sample.lines.contains {
      $0.first == UInt8(ascii: "@") && $0.last == UInt8(ascii: "[")
    }
    return begins
      && sample.lines.contains { line in
        guard let end = line.lastRange(of: "]: ") else { return false }
        return !line[end.upperBound...].isEmpty
          && line[end.upperBound...].allSatisfy { 0x30...0x39 ~= $0 }
      }
  }

  /// Frames like ``libc.so.1`read+0xa``, a line each, and lines that are nothing but a count.
  private static func isDTrace(_ sample: ForeignSample) -> Bool {
    let isFrame = { (line: ArraySlice<UInt8>) in
      line.contains(UInt8(ascii: "`")) && !line.contains { [0x20, UInt8(ascii: ";")].contains($0) }
    }
    let isCount = { (line: ArraySlice<UInt8>) in line.allSatisfy { 0x30...0x39 ~= $0 } }
    return zip(sample.lines, sample.lines.dropFirst()).contains { isFrame($0) && isCount($1) }
  }

  /// A line `Period: 10`, and at most three lines further on `Samples:`.
  private static func isRawReport(_ sample: ForeignSample) -> Bool {
    guard let period = sample.lines.firstIndex(where: { $0.starts(with: "Period: ") }) else {
      return false
    }
    return sample.lines[period...].prefix(4).contains { $0.starts(with: "Samples:") }
  }
}
