extension ForeignFormat {
  /// What other profilers, and this program, write as JSON.
  static let otherJSON = [
    json(
      .memoryDump, "a V8 heap snapshot, which has objects but no stacks", "Chrome DevTools shows it"
    ) {
      $0.has("meta", in: "snapshot")
    },
    json(.otherProfile, "a profile from Valgrind's DHAT", "dh_view.html shows it") {
      $0.has("dhatFileVersion")
    },
    json(
      .otherProfile, "a perf recording as JSON", "perf script -F +period,+pid -i perf.data"
    ) { $0.has("linux-perf-json-version") },
    json(
      .otherProfile, "a pyinstrument profile", "pyinstrument -r speedscope writes stacks"
    ) {
      $0.has("root_frame") && $0.has("sample_count")
    },
    json(
      .otherProfile, "a Scalene profile, which has no stacks",
      "py-spy record -f raw measures stacks"
    ) {
      $0.has("elapsed_time_sec") && $0.has("files")
    },
    json(.otherProfile, "a Pyroscope flame graph", "profilecli query profile exports pprof") {
      $0.has("flamebearer")
    },
    json(.debugPage, "the answer of /debug/vars", nil) { $0.has("memstats") && $0.has("cmdline") },
    ForeignFormat(.report, "a report as JSON", .note("give the profile it was made from")) {
      isReport($0.outline)
    },
  ]

  private static func json(
    _ kind: ContentKind, _ name: String, _ command: String?,
    fits: @escaping @Sendable (JSONOutline) -> Bool
  ) -> ForeignFormat {
    ForeignFormat(kind, name, command.map { .command($0) } ?? addresses) {
      $0.outline.map(fits) ?? false
    }
  }

  private static func word(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  /// The common mark of this program's own reports.
  private static func isReport(_ outline: JSONOutline?) -> Bool {
    guard let outline else { return false }
    let marks: [(parent: String?, keys: [String])] = [
      (nil, ["flat_share", "cum_share"]), ("rows", ["flat_share", "cum_share"]),
      ("nodes", ["callees", "callers"]), ("keys", ["name", "share", "values"]),
      ("samples", ["labels", "stack", "values"]), ("groups", ["created_by", "example"]),
      ("profiles", ["drop_frames", "keep_frames"]), (nil, ["built_in", "exit_status"]),
      ("after", ["duration_nanoseconds", "time_nanoseconds"]), ("runs", ["invocations"]),
    ]
    return marks.contains { mark in mark.keys.allSatisfy { outline.has($0, in: mark.parent) } }
  }
}
