extension ForeignFormat {
  /// What `go test` prints, as a text or as JSON.
  static let goTest = ForeignFormat(
    .testOutput, "output of go test without a stack",
    .command("go test -cpuprofile cpu.pb.gz writes a profile")
  ) { sample in
    if let outline = sample.outline { return outline.has("Action") && outline.has("Package") }
    let marks: [StaticString] = [
      "=== RUN   ", "--- FAIL: ", "--- PASS: ", "--- SKIP: ", "ok  \t", "FAIL\t", "?   \t",
      "goos: ",
    ]
    return marks.contains { sample.hasLine($0) }
  }

  /// What `go tool pprof` and this program print of a profile.
  static let report = ForeignFormat(
    .report, "a report, not a profile", .note("give the profile it was made from")
  ) { sample in
    let marks: [StaticString] = [
      "Showing nodes accounting for ", "flat  flat%   sum%", "-----------+--", "(pprof) ",
      "ROUTINE =====", "| flat | flat% |", "name,flat,flat_share", "TAP version ",
      "### pprof", "<testsuites",
    ]
    return marks.contains { sample.hasLine($0) }
  }
}
