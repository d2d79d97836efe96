import IncidentReports
import ProfileSystem

/// Suggestions for commands to run next on a profile.
struct NextSteps {
  private let paths: [SystemPath]
  private let areGoroutines: Bool

  init(_ paths: [SystemPath], areGoroutines: Bool) {
    (self.paths, self.areGoroutines) = (paths, areGoroutines)
  }

  /// `goroutines: pproftool goroutines FILE · picture: pproftool view FILE -o x.html`.
  var text: String {
    let files = paths.map { ReversibleText.text(of: $0.bytes) }
    return steps.map { step in
      "\(step.name): \(ShellCommand(["pproftool"] + step.arguments(files)).text)"
    }.joined(separator: " · ")
  }

  private typealias Step = (name: String, arguments: ([String]) -> [String])

  private var steps: [Step] {
    let view: Step = ("picture", { ["view"] + $0 + ["-o", "x.html"] })
    if paths.count == 2 { return [("what changed", { ["diff"] + $0 }), view] }
    if paths.first?.isFolder ?? false {
      return [("leaks", { ["check"] + $0 }), ("in the browser", { ["serve"] + $0 }), view]
    }
    return [
      areGoroutines ? ("goroutines", { ["goroutines"] + $0 }) : ("functions", { ["top"] + $0 }),
      view,
    ]
  }
}
