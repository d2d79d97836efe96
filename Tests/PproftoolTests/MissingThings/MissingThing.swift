import TestSupport
import Testing

/// Something missing: a bash command, and its result.
///
/// `check` is the command; `$F` is the fixtures' folder, `$H` that of the healthy service, `$L` that of the leaking
/// one; the working folder is empty.
struct MissingThing: CustomTestStringConvertible, Sendable {
  let what: String
  let command: String
  /// A part of its message.
  let message: String
  /// Usually 2, for no verdict; 1 if the existing data is enough to fail.
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
