import ProfileKit

/// Adds up, filters, saves and compares two profiles: `Combining BEFORE AFTER FOLDER`.
@main
enum Combining {
  static func main() throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    guard arguments.count == 3 else { return print("usage: Combining BEFORE AFTER FOLDER") }
    let (paths, folder) = (arguments.prefix(2), arguments[2])
    let profiles = try paths.map { try Profile(contentsOf: $0) }
    let (before, after) = (profiles[0], profiles[1])
    try after.write(to: "\(folder)/saved.pb.gz")
    try Profile(merging: profiles).write(to: "\(folder)/sum.pb.gz")
    var query = ProfileQuery()
    query.names.focus = try Pattern("listen")
    try after.filtered(query).write(to: "\(folder)/part.pb.gz")
    for (name, request) in comparisons {
      try after.difference(from: before, request, names: (before: paths[0], after: paths[1]))
        .write(to: "\(folder)/\(name)")
    }
  }

  /// Comparisons with the names of their files.
  private static var comparisons: [(name: String, request: ComparisonRequest)] {
    let formats: [ReportFormat] = [.text, .json, .svg, .html, .folded, .pprof]
    return formats.map { format in
      var request = ComparisonRequest()
      request.format = format
      request.dimension = ReportFormat.tables.contains(format) ? .site : .function
      request.advice.allRows = "--nodecount 0"
      request.advice.allFrames = "--min-width 0"
      request.advice.wholeProfile = "pproftool view"
      request.advice.bothSides = "--layout union"
      request.drawing.direction = .down
      request.drawing.colors = FlameGraphStyle.Colors.change
      return ("change\(format.endings[0])", request)
    }
  }
}
