/// An error in a command line, and the line that was probably meant.
struct LineProblem: Error, Equatable, CustomStringConvertible {
  let description: String

  /// A problem whose message contains the remedy.
  init(answer: String) { description = answer }

  /// - `line`: the arguments to run instead, without the program; nil if unknown.
  /// - `command`: the command whose help to refer to without such a line.
  init(_ problem: String, line: [String]? = nil, help command: String? = nil) {
    if let line {
      let colon = problem.hasSuffix("?") ? "" : ":"
      description = "\(problem)\(colon) \(ShellLine.running(line))"
    } else {
      let name = command.map { "\($0) " } ?? ""
      description = "\(problem) (see 'pproftool \(name)--help')"
    }
  }
}
