extension InputFormat {
  /// debug=1 of goroutine, goroutineleak, threadcreate and custom profiles.
  package static let goCount = goText(
    "go-count",
    "/debug/pprof/...?debug=1 of goroutine, goroutineleak, threadcreate, custom profiles"
  ) { header in
    if case .count = header { true } else { false }
  }
  /// debug=1 of heap and allocs.
  package static let goHeap = goText("go-heap", "/debug/pprof/...?debug=1 of heap and allocs") {
    header in
    if case .heap(let sampling) = header { sampling.isGo } else { false }
  }
  /// debug=1 of block and mutex.
  package static let goContention = goText(
    "go-contention", "/debug/pprof/...?debug=1 of block and mutex"
  ) { header in
    if case .contention(let isGo) = header { isGo } else { false }
  }

  private static func goText(
    _ name: String, _ summary: String,
    _ isOwn: @escaping @Sendable (AddressedHeader) -> Bool
  ) -> InputFormat {
    InputFormat(
      name: name, summary: summary, endings: [".debug1.txt", ".debug1"],
      traits: .hidesRuntimeFrames, isText: true,
      recognise: { AddressedTextReader.recognise($0, isOwn) },
      read: { source, settings in
        try AddressedTextReader.readAll(source, limits: settings.limits)
      })
  }
}
