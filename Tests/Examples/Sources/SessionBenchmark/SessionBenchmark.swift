import ProfileKit

/// Measures how long a second report on a profile takes: the same report with another focus.
///
///     SessionBenchmark PROFILE FOCUS OTHER-FOCUS HIDE
@main
enum SessionBenchmark {
  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    guard arguments.count == 4, let path = arguments.first else {
      print("usage: SessionBenchmark PROFILE FOCUS OTHER-FOCUS HIDE")
      return
    }
    let patterns = try arguments.dropFirst().map { try Pattern($0) }
    let session = ProfileSession(try Profile(contentsOf: path))
    let kinds: [(String, ReportRequest.Kind)] = [
      ("top", .top), ("flamegraph", .flameGraph(FlameGraphRequest())), ("tree", .tree),
      ("goroutines", .goroutines(.stack)), ("folded", .folded),
    ]
    for (name, kind) in kinds {
      var request = ReportRequest(kind)
      request.query.names.frames.hide = patterns[2]
      // Use the count of goroutines.
      if name == "goroutines" { request.query.sampleType = "0" }
      let times = try [patterns[0], patterns[1], patterns[0]].map { focus in
        request.query.names.focus = focus
        return try ContinuousClock().measure { _ = try session.report(request).bytes.count }
      }
      print(name, times.map { "\($0)" }.joined(separator: "  "))
    }
  }
}
