import ProfileKit

/// Reports on a goroutine profile: `TopTen PROFILE PICTURE`.
@main
enum TopTen {
  static func main() throws {
    let paths = CommandLine.arguments.dropFirst()
    guard paths.count == 2, let path = paths.first, let picture = paths.last else {
      return print("usage: TopTen PROFILE PICTURE")
    }
    let profile = try Profile(contentsOf: path)
    for row in profile.top(10) { print(row.flatText, row.name) }
    try profile.flameGraph(title: "goroutines", name: path).write(to: picture)
    let report = try RuleSet(asserting: "listen: count(frame:listen) <= 200").check(profile)
    for verdict in report.verdicts { print(verdict) }
    for sample in profile.samples.prefix(1) { print(sample.values, sample.frames.map(\.name)) }
  }
}
