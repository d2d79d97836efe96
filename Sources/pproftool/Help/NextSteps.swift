import ProfileReports
import ProfileSystem

/// Suggestions for commands to run next on what `info` has read.
struct NextSteps {
  private let paths: [SystemPath]
  /// The options that select what was read; all suggested commands have them.
  private let options: [String]
  private let kinds: Set<String>

  init(_ input: InputOptions, _ items: [InfoReport.Item]) {
    paths = input.paths
    let reading = input.reading
    options =
      (reading.recursive ? ["-r"] : []) + (reading.kind.map { ["--kind", $0] } ?? [])
      + (reading.from.map { ["--from", $0.name] } ?? [])
    kinds = Set(items.compactMap(\.kind))
  }

  /// `goroutines: pproftool goroutines FILE · picture: pproftool view FILE -o x.html`; nil if nothing can be run.
  var text: String? {
    guard !paths.contains(where: Self.isDrained) else { return nil }
    let files = paths.map(ShellLine.argument)
    let lines = steps.map { step in
      let arguments = [step.command] + options + files + step.output
      return "\(step.name): \(ShellLine.running(arguments))"
    }
    return lines.isEmpty ? nil : lines.joined(separator: " · ")
  }

  /// Whether a path is standard input or a pipe, which cannot be read a second time.
  private static func isDrained(_ path: SystemPath) -> Bool {
    guard path != "-", let status = try? FileStatus.of(path) else { return path == "-" }
    return status.isPipe
  }

  private typealias Step = (name: String, command: String, output: [String])

  private var steps: [Step] {
    let browser: Step = ("in the browser", "serve", [])
    // Profiles of different kinds do not add up.
    let isOne = kinds.count <= 1
    let view: [Step] = isOne ? [("picture", "view", ["-o", "x.html"])] : []
    if paths.first?.isFolder ?? false { return [("leaks", "check", []), browser] + view }
    guard isOne else { return [browser] }
    if paths.count == 2 { return [("what changed", "diff", [])] + view }
    let first: Step =
      kinds == ["goroutine"] ? ("goroutines", "goroutines", []) : ("functions", "top", [])
    return [first] + view
  }
}
