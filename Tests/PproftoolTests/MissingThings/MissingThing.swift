import TestSupport
import Testing

/// A way to miss something: a command of bash, and what comes of it.
///
/// `check` is the command; `$F` is the folder of fixtures, `$H` that of the healthy service, `$L` that of the
/// leaking one; the command stands in an empty folder.
struct MissingThing: CustomTestStringConvertible, Sendable {
  let what: String
  let command: String
  /// A part of what is said about it.
  let message: String
  /// 2, there is no answer, unless what is there is enough to fail.
  var status: Int32 = 2

  init(_ what: String, _ command: String, _ message: String, status: Int32 = 2) {
    self.what = what
    self.command = command
    self.message = message
    self.status = status
  }

  var testDescription: String { what }

  /// Runs the command.
  func run() throws -> Program {
    try Self.run(command)
  }

  static func run(_ command: String) throws -> Program {
    let scratch = try ScratchFolder()
    return try Program.shell(
      """
      set -o pipefail; cd "$1" || exit 99; F=$2 H=$2/incident/healthy L=$2/incident/leaking
      check() { "$program" check "$@"; }
      guard() { check --assert 'guard: count() <= 500' "$@"; }
      listen() { check --assert 'listen: count(frame:(*Stream).listen) <= 200' "$@"; }
      \(command)
      """, scratch.path, FixtureFiles.path(""))
  }
}
