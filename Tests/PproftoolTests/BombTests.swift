import Foundation
import Testing

/// Small inputs that expand a lot are refused within `--max-size` and little memory, with a clear message.
@Suite struct BombTests {
  /// A command that makes a bomb, the options to read it with, and the message.
  static let refused: [(bomb: String, options: String, error: String)] = [
    (
      // A hundred gzip members, each with a megabyte of an unknown field.
      "{ printf '\\242\\006\\373\\377\\077'; head -c 1048571 /dev/zero; } | gzip >m; "
        + "printf '\\062\\000\\012\\000' | gzip; for i in $(seq 100); do cat m; done; rm m",
      "--max-size 64MiB", "it inflates to more than 67108864 bytes"
    ),
    ("head -c 20000000 /dev/zero | tr '\\0' a; echo ' 1'", "", "says: \"aaaa"),
    ("head -c 140000000 /dev/zero | tr '\\0' a; echo ' 1'", "", "a line is longer than"),
    (
      "yes 'main;' | head -c 30000000 | tr -d '\\n'; echo ' 1'", "--max-size 10MB",
      "it inflates to more than 10485760 bytes"
    ),
    (
      "printf '\\062\\000\\012\\000\\022\\377\\377\\377\\377\\377\\377\\377\\177'", "",
      "a record claims 72057594037927935 bytes"
    ),
    (
      "printf '\\062\\000\\012\\000\\052\\010\\010\\001\\020\\200\\200\\200\\200\\010'", "",
      "a function refers to string 2147483648 of 1"
    ),
    (
      // A frame with a name of 200 kB, 50,000 times on one stack.
      "{ printf '{\"shared\":{\"frames\":[{\"name\":\"'; head -c 200000 /dev/zero | tr '\\0' a; printf '\"}]},\"profiles\":[{\"type\":\"sampled\",\"unit\":\"none\",\"startValue\":0,\"endValue\":1,\"samples\":[[0'; "
        + "for i in $(seq 50000); do printf ',0'; done; printf ']],\"weights\":[1]}]}'; }",
      "--from speedscope", "one of its stacks takes more than 67108864 bytes as text"
    ),
    (
      "printf '\\062\\000'; for i in $(seq 5000); do printf '\\012\\004\\010\\001\\020\\002'; done",
      "", "it has more than 4096 sample types"
    ),
  ]

  static let commands = ["info", "top", "flamegraph", "folded", "goroutines"]

  @Test(arguments: refused, commands)
  func itIsRefusedInOneLine(
    _ bomb: (bomb: String, options: String, error: String), _ command: String
  ) throws {
    let scratch = try ScratchFolder()
    let run = try Program.shell(
      "cd \"$1\"; [ -n \"${SANITIZED-}\" ] || ulimit -v 1500000; { \(bomb.bomb); } | \"$program\" \(command) \(bomb.options) -",
      scratch.path)
    #expect(run.status == 2)
    #expect(run.errors.hasPrefix("pproftool: standard input: "))
    #expect(run.errors.contains(bomb.error), "\(run.errors)")
    #expect(run.errors.split(separator: "\n").count == 1)
    #expect(run.output.isEmpty)
  }

  /// Deep stacks cause neither recursion nor slowness.
  @Test(
    arguments: commands + [
      "tree", "traces", "dot", "callgrind", "raw", "merge", "convert --to json",
    ])
  func aDeepStackIsReported(_ command: String) throws {
    let scratch = try ScratchFolder()
    try scratch.write((0..<3000).map { "f\($0)" }.joined(separator: ";") + " 7\n", to: "deep")
    let run = try Program.shell(
      "ulimit -s 1024; \"$program\" \(command) \"$1\" >/dev/null", scratch.file("deep"))
    #expect(run.status == 0, "\(run.errors)")
  }
}
