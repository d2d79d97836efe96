extension InputFormat {
  /// debug=2 of goroutine, and what the Go runtime prints of goroutines when a program ends.
  package static let goDump = InputFormat(
    name: "go-dump",
    summary:
      "/debug/pprof/goroutine?debug=2, runtime.Stack, panics, fatal errors, SIGQUIT, test timeouts, goleak",
    endings: [".debug2.txt", ".debug2", ".dump"],
    traits: [.hidesRuntimeFrames, .isDump, .tellsStates], isText: true,
    recognise: GoDumpReader.recognise,
    read: GoDumpReader.readAll)
}
