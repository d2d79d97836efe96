import Foundation
import TestSupport
import Testing

/// File names that are not UTF-8, contain a line feed or start with a hyphen, in every command.
@Suite struct ByteNameTests {
  private let scratch: ScratchFolder
  init() throws {
    scratch = try ScratchFolder()
    let run = try Program.shell(
      """
      cd "$2"; cp "$1/incident/healthy/goroutine.pb.gz" $'g\\xff\\n.pb.gz'
      mkdir $'d\\xfe'; cp "$1/incident/leaking/goroutine.pb.gz" $'d\\xfe/-l\\xe9.pb.gz'
      printf 'version: 1\\nrules:\\n  - {id: a, assert: count() <= 200}\\n' >$'r\\xfd.yaml'
      """, FixtureFiles.path(""), scratch.path)
    #expect(run.status == 0, "\(run.errors)")
  }

  /// Runs a command in the folder; `$healthy`, `$leaking` and `$folder` are names.
  private func run(_ command: String) throws -> Program {
    try Program.shell(
      """
      cd "$1"; healthy=$'g\\xff\\n.pb.gz' folder=$'d\\xfe' leaking=$'d\\xfe/-l\\xe9.pb.gz'
      \(command)
      """, scratch.path)
  }

  private static let healthy = "g\\xff\\n.pb.gz"
  private static let leaking = "d\\xfe/-l\\xe9.pb.gz"

  static let commands: [(command: String, status: Int32, message: String)] = [
    ("\"$program\" info \"$healthy\"", 0, "File:           \(healthy)\n"),
    ("\"$program\" info --format json \"$healthy\"", 0, "\"file\": \"g\\\\xff\\n.pb.gz\""),
    ("\"$program\" info -r .", 0, "./\(leaking)  pprof  goroutine  64281"),
    ("cd $'d\\xfe'; \"$program\" top -- $'-l\\xe9.pb.gz'", 0, "64281"),
    ("\"$program\" top \"$folder\"", 0, "64281"),
    ("\"$program\" top '*.pb.gz'", 0, "of 178 total"),
    ("\"$program\" top $'d\\xfe'/'*'", 0, "64281"),
    ("\"$program\" goroutines -r .", 0, "2 processes, distinguished by name"),
    ("\"$program\" diff \"$healthy\" \"$leaking\"", 0, "After:  \(leaking), 2026"),
    (
      "\"$program\" check --rules $'r\\xfd.yaml' --baseline \"$healthy\" \"$leaking\"", 1,
      "FAIL a: 64281 > 200"
    ),
    ("\"$program\" check --assert 'count() <= 200' goroutine=\"$healthy\"", 0, "1 passed"),
    ("\"$program\" top --diff-base \"$healthy\" \"$leaking\"", 0, "of 178 total"),
    (
      "\"$program\" list main.main \"$healthy\" --source-path $'s\\xfc'", 2,
      "no source was found"
    ),
    (
      "\"$program\" top \"$healthy\" \"$healthy\"x", 2,
      "pproftool: \(healthy)x: no such file or directory\n"
    ),
    ("\"$program\" top $(printf 'n%.0s' {1..5000})", 2, "n: file name too long\n"),
    ("\"$program\" info $'a\\x9b2J\\x1b[2J'", 2, "pproftool: a\\x9b2J\\u{1b}[2J: no such file"),
    ("\"$program\" \"$healthy\"", 0, "goroutines: pproftool goroutines "),
    ("\"$program\" flamegraph --title $'t\\xff' \"$healthy\"", 2, "'t\\xff' is not UTF-8"),
    ("\"$program\" top --focus $'t\\xff' \"$healthy\"", 2, "'t\\xff' is not UTF-8"),
  ]

  @Test(arguments: commands)
  func aNameIsItsBytes(_ command: String, _ status: Int32, _ message: String) throws {
    let run = try run(command)
    #expect(run.status == status, "\(run.text)\(run.errors)")
    #expect((run.text + run.errors).contains(message), "\(run.text)\(run.errors)")
  }

  static let outputs = [
    "merge \"$healthy\" -o", "convert \"$healthy\" --to pprof -o", "flamegraph \"$healthy\" -o",
    "diff \"$healthy\" \"$leaking\" -o", "top \"$healthy\" -o",
    "check --assert 'count() <= 200' \"$healthy\" -o",
  ]

  @Test(arguments: outputs)
  func anOutputHasTheNameItWasGiven(_ command: String) throws {
    let run = try run(
      """
      "$program" \(command) $'o\\xff\\xc3\\n' && test -s $'o\\xff\\xc3\\n' && test ! -e .pproftool-* &&
        ln -s $'to\\xf0' $'l\\xff' && "$program" \(command) $'l\\xff' && test -s $'to\\xf0'
      """)
    #expect(run.status == 0, "\(run.errors)")
  }

  @Test func aFolderOfReportsHasTheNameItWasGiven() throws {
    let run = try run(
      """
      "$program" check --assert 'count() <= 200' "$healthy" --format json,text --out $'o\\xff' &&
        test -s $'o\\xff/check.json' -a -s $'o\\xff/check.txt'
      """)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.errors.hasSuffix("(reports in o\\xff)\n"))
  }

  /// Names that only look alike are different files with different moments.
  @Test func namesThatLookAlikeAreNotTheSame() throws {
    let run = try run(
      """
      mkdir n; for name in $'\\u00e9' $'e\\u0301'; do cp "$healthy" n/$name.pb.gz; done
      "$program" top n | grep total
      """)
    #expect(run.text.contains("of 356 total"), "\(run.text)\(run.errors)")
  }
}
