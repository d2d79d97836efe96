extension RefusedContent {
  private static let report = "is a report, not a profile; give the profile it was made from"
  private static let test =
    "is output of go test without a stack: go test -cpuprofile cpu.pb.gz writes a profile"

  static let texts = [
    Self(
      "mode: atomic\nmain.go:3.13,5.2 1 0\n",
      "is a Go coverage profile: go tool cover -func=FILE"),
    Self(
      "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n",
      "is a Git LFS pointer, not the file itself: git lfs pull"),
    Self(
      "desc: (none)\ncmd: ./a\ntime_unit: i\n#-----------\nsnapshot=0\ntime=0\n",
      "is a profile from Valgrind's massif: ms_print FILE shows it"),
    Self(
      "<?xml version=\"1.0\"?>\n<trace-query-result>\n<node/>",
      "is an Instruments export (xctrace): inferno-collapse-xctrace FILE"),
    Self("File: a\nType: cpu\nShowing nodes accounting for 5s, 100% of 5s total\n", report),
    Self("Type: cpu\n-----------+-------------\n     5s   main.main\n", report),
    Self("(pprof) top\nShowing\n", report),
    Self("Total: 5s\nROUTINE ======================== main.main in /a.go\n", report),
    Self("TAP version 14\n1..1\nok 1 - count() <= 5\n", report),
    Self("name,flat,flat_share,cum,cum_share\nmain,5,1.0,5,1.0\n", report),
    Self("=== RUN   TestA\n--- PASS: TestA (0.00s)\nPASS\nok  \ta\t0.1s\n", test),
    Self("# a\n./a.go:3:2: undefined: b\nFAIL\ta [build failed]\n", test),
  ]

  private static let jsonReport = "is a report as JSON; give the profile it was made from"

  static let jsonFiles = [
    Self(
      #"{"session":{},"sample_count":3,"root_frame":{}}"#,
      "is a pyinstrument profile: pyinstrument -r speedscope writes stacks"),
    Self(
      "{\n\t\"linux-perf-json-version\": 1,\n\t\"headers\": {}, \"samples\": []}",
      "is a perf recording as JSON: perf script -F +period,+pid -i perf.data"),
    Self(
      #"{"elapsed_time_sec": 2.5, "files": {}}"#,
      "is a Scalene profile, which has no stacks: py-spy record -f raw measures stacks"),
    Self(
      #"{"version":1,"flamebearer":{"names":["total"]}}"#,
      "is a Pyroscope flame graph: profilecli query profile exports pprof"),
    Self(
      "{\n\"cmdline\": [\"./app\"],\n\"memstats\": {\"Alloc\": 1}\n}\n",
      "is the answer of /debug/vars; profiles are at /debug/pprof/goroutine, heap, profile and so on"
    ),
    Self(#"{"count":1,"rows":[{"cum":1,"cum_share":1.0,"flat":1,"flat_share":1.0}]}"#, jsonReport),
    Self(#"{"samples":[{"labels":[],"stack":[],"values":[]}]}"#, jsonReport),
    Self(
      "{\"Time\":\"2026\",\"Action\":\"run\",\"Package\":\"a\"}\n{\"Action\":\"fail\"}\n", test),
    Self(
      #"{"profile": {"samples": [], "unit": "none"}}"#,
      "JSON with the key 'profile' is no profile of a known format"),
    Self(
      #"{"a":1,"b":2,"c":3,"d":4,"e":5,"f":6}"#,
      "JSON with the keys 'a', 'b', 'c', 'd', 'e', … is no profile of a known format"),
  ]
}
