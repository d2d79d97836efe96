import PprofWire

extension ForeignFormat {
  /// What other profilers record, in binary formats that need their own tools.
  static let recordings = [
    ForeignFormat(
      .otherProfile, "a perf.data file", .command("perf script -F +period,+pid -i FILE")
    ) { $0.begins("PERFILE2") || $0.begins("2ELIFREP") || $0.begins("PERFFILE") },
    ForeignFormat(
      .otherProfile, "a gprof profile (gmon.out), which has no stacks",
      .command("gprof PROGRAM FILE shows it")
    ) {
      $0.begins("gmon") && ($0.word(4, at: 4) == 1 || $0.word(4, at: 4, isBigEndian: true) == 1)
    },
    ForeignFormat(
      .otherProfile, "a profile from Python's cProfile (pstats), which has no stacks",
      .command("python3 -m pstats FILE shows it; py-spy record -f raw measures stacks"),
      fits: isPstats),
    ForeignFormat(
      .otherProfile, "a .NET trace (nettrace)",
      .command("dotnet-trace convert --format speedscope FILE"), begins: "Nettrace"),
    ForeignFormat(
      .otherProfile, "the output of simpleperf report-sample",
      .command("pprof_proto_generator.py -i perf.data makes a profile of the recording"),
      begins: "SIMPLEPERF"),
    ForeignFormat(
      .otherProfile, "a Windows event trace (ETL)",
      .command("xperf_to_collapsedstacks.py FILE makes folded stacks"), fits: isETL),
    ForeignFormat(
      .otherProfile, "an Austin recording (MOJO)", .command("austin2pprof FILE out.pb")
    ) { $0.begins("MOJ") && !$0.isText },
    ForeignFormat(
      .otherProfile, "a memray recording of allocations",
      .command("memray flamegraph FILE draws it"), begins: "memray\0"),
    ForeignFormat(
      .otherProfile, "a Firefox profile in JsonSlabs (JSLB)",
      .command("profiler.firefox.com opens it")
    ) { $0.begins([0xDC, 0xDF]) && $0.begins("JSLB", at: 2) },
    ForeignFormat(
      .otherProfile, "a stackprof dump", .command("stackprof --json FILE")
    ) { $0.begins([4, 8, 0x7B]) && $0.begins(":\u{0C}version", at: 4) },
    ForeignFormat(
      .otherProfile, "a Perfetto trace", .command("traceconv profile FILE out")
    ) { ForeignMessage(start: $0.bytes) == .perfetto },
    ForeignFormat(
      .coverage, "Go coverage data", .command("go tool covdata textfmt -i=FOLDER -o=FILE")
    ) { $0.begins("\0cvm") || $0.begins("\0cwm") },
  ]

  /// A dictionary of `marshal` whose keys are a file, a line and a function.
  private static func isPstats(_ sample: ForeignSample) -> Bool {
    let start = Array(sample.bytes.prefix(7))
    guard start.count == 7, start[0] & 0x7F == UInt8(ascii: "{") else { return false }
    let isSmall = start[1] & 0x7F == UInt8(ascii: ")") && start[2] == 3
    let isLarge = start[1] & 0x7F == UInt8(ascii: "(") && Array(start[2..<6]) == [3, 0, 0, 0]
    let text = start[isSmall ? 3 : 6] & 0x7F
    return (isSmall || isLarge) && "sutzZaA".utf8.contains(text)
  }

  /// The header of a buffer, which says its size first, and the system's header of the first event.
  private static func isETL(_ sample: ForeignSample) -> Bool {
    guard let size = sample.word(4, at: 0), 0x400...0x100_0000 ~= size, size % 0x400 == 0 else {
      return false
    }
    return sample.begins([2, 0, 1, 0xC0], at: 0x48) || sample.begins([2, 0, 2, 0xC0], at: 0x48)
  }
}
