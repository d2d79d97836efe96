import NameDemangling
import Testing

/// `--demangle` affects only what is shown, not which functions are equal.
@Suite struct DemangleTests {
  /// Goroutines in C++ and Rust functions; the compiler's hash differs between builds.
  private static func goroutines(hash: String, count: Int = 3) -> String {
    """
    goroutine profile: total \(count)
    \(count) @ 0x1 0x2
    #\t0x1\t_ZNSt6vectorIiSaIiEE9push_backERKi+0x1\t/a.cc:1
    #\t0x2\t_ZN3app4main17h\(hash)E+0x1\t/main.rs:2

    """
  }

  private static let one = goroutines(hash: "0123456789abcdef")
  private static let other = goroutines(hash: "fedcba9876543210", count: 5)

  static let shown: [(style: String, names: [String])] = [
    ("none", ["_ZNSt6vectorIiSaIiEE9push_backERKi", "_ZN3app4main17h0123456789abcdefE"]),
    ("default", ["std::vector::push_back", "app::main"]),
    ("templates", ["std::vector<int, std::allocator<int> >::push_back", "app::main"]),
    ("full", ["std::vector<int, std::allocator<int> >::push_back(int const&)", "app::main"]),
  ]

  @Test(arguments: shown)
  func namesAreShownAsItSays(_ style: String, _ names: [String]) throws {
    let scratch = try ScratchFolder()
    let path = try scratch.write(Self.one, to: "g.txt")
    let run = try Program.run("top", "--demangle", style, path)
    let shown = run.text.split(separator: "\n").suffix(2).map { $0.split(separator: "%  ").last }
    #expect(shown == names.map { $0[...] })
    #expect(run.errors.isEmpty)
    if style == "default" { #expect(try Program.run("top", path).text == run.text) }
  }

  private static let commands: [[String]] = [
    ["goroutines"], ["check", "--explain", "--assert", "count(frame:std::vector::push_back) <= 2"],
    ["check", "--write-suppressions", "--assert", "count(site:app::main) <= 2"],
    ["check", "--init"], ["diff", "--by", "stack", "other.txt"], ["diff", "other.txt"],
    ["diff", "--format", "folded", "other.txt"],
  ]

  @Test(arguments: commands)
  func rulesPairsAndFingerprintsGoByTheDefaultForm(_ command: [String]) throws {
    let scratch = try ScratchFolder()
    let path = try scratch.write(Self.one, to: "g.txt")
    try scratch.write(Self.other, to: "other.txt")
    let arguments = command.map { $0 == "other.txt" ? scratch.file($0) : $0 } + [path]
    let expected = try Program.run(all: arguments)
    let isTold = command.contains("--init") || command.contains("--write-suppressions")
    #expect(expected.errors.isEmpty || isTold)
    for demangling in Demangling.allCases {
      let run = try Program.run(all: arguments + ["--demangle", demangling.rawValue])
      #expect((run.status, run.text) == (expected.status, expected.text))
      #expect(run.errors.contains("has no effect") == (demangling != .short))
    }
  }

  @Test func twoBuildsMeet() throws {
    let scratch = try ScratchFolder()
    let (before, after) = (
      try scratch.write(Self.one, to: "before.txt"), try scratch.write(Self.other, to: "after.txt")
    )
    let run = try Program.run("diff", before, after, "--demangle", "none")
    #expect(run.text.contains(" app::main\n"))
    #expect(!run.text.contains("(new)") && !run.text.contains("_ZN"))
  }

  @Test func theSystemNameGoesWithAProfile() throws {
    let scratch = try ScratchFolder()
    let path = try scratch.write(Self.one, to: "g.txt")
    for style in ["none", "full"] {
      let converted = try Program.run("convert", "--demangle", style, path)
      let top = try Program.run("top", "--demangle", "none", "-", input: converted.output)
      #expect(top.text.contains("_ZN3app4main17h0123456789abcdefE"))
    }
  }

  @Test func anotherFormIsRefused() throws {
    let run = try Program.run("top", "--demangle", "some", "-")
    #expect(run.status == 2)
    #expect(run.errors.contains("--demangle takes none, default, templates or full, not 'some'"))
  }
}
