import Testing

@testable import pproftool

@Suite struct HelpTests {
  private static let commands = CommandFacts.all

  @Test func factsAreThoseOfTheCommands() throws {
    #expect(Self.commands.map(\.name) == CommandNames.inOrder)
    let top = try #require(Self.commands.first { $0.name == "top" })
    #expect(top.option("-o")?.name == "--output" && top.option("--cum")?.isFlag == true)
    #expect(top.option("--format")?.values.contains("json") == true)
    #expect(top.arguments.map(\.valueName) == ["profile"])
  }

  @Test(arguments: CommandNames.inOrder)
  func shortHelpIsShort(_ name: String) throws {
    let facts = try #require(Self.commands.first { $0.name == name })
    let common = CommonOptions.of(name)
    let short = CommandHelp(facts, isWhole: false).text
    #expect(common.count <= 16)
    #expect(
      short.contains("Usage: pproftool \(name)") && short.contains("Examples:\n  pproftool \(name)")
    )
    for option in common {
      #expect(facts.option(option) != nil && !IgnoredOptions.isOne(option, of: name), "\(option)")
      #expect(short.contains("\(option)"), "\(option)")
    }
    let whole = CommandHelp(facts, isWhole: true).text
    for option in facts.options where !["--help", "--version"].contains(option.name) {
      let isThere = whole.contains("\n  \(option.usages)")
      #expect(isThere != IgnoredOptions.isOne(option.name, of: name), "\(option.name)")
    }
  }

  @Test(arguments: RepeatedOptions.intended.sorted())
  func optionsThatMayBeRepeatedTakeSeveralValues(_ name: String) {
    let options = Self.commands.compactMap { $0.option(name) }
    #expect(!options.isEmpty && options.allSatisfy(\.isRepeating))
  }

  @Test(arguments: CommandNames.inOrder)
  func whatIsIgnoredIsAnOption(_ name: String) throws {
    let facts = try #require(Self.commands.first { $0.name == name })
    for option in IgnoredOptions.of(name).sorted() {
      #expect(facts.option(option) != nil, "\(option)")
    }
  }

  static let asked: [(line: String, start: String)] = [
    ("top -h", "List the functions"), ("help top", "List the functions"),
    ("top x --help", "List the functions"),
    ("top --help-all", "List the functions"), ("help", "Read, report"), ("-h", "Read, report"),
    ("help pprof", "go tool pprof commands"), ("help filters", "Filters select"),
    ("help rules", "A rule compares"),
  ]
  @Test(arguments: asked)
  func helpIsWhatIsAskedFor(_ line: String, _ start: String) throws {
    let page = try #require(HelpPage(line.split(separator: " ").map(String.init)))
    #expect(page.text.hasPrefix(start))
  }

  static let others = ["top x", "help nothing", "top -- --help", "check --assert -h-"]
  @Test(arguments: others)
  func anythingElseIsNoHelp(_ line: String) {
    #expect(HelpPage(line.split(separator: " ").map(String.init)) == nil)
  }

  @Test func whatPprofIsTaughtIsTaken() {
    for line in HelpTopic.pprof.text.split(separator: "\n") where line.hasPrefix("  pprof -") {
      // The equivalent here follows after two or more spaces.
      let theirs = line.dropFirst(2).components(separatedBy: "  ")[0]
      let switches = theirs.split(separator: " ").dropFirst().prefix { $0.hasPrefix("-") }
      for word in switches.map({ String($0.prefix { !"=,".contains($0) }) }) {
        let isTaken =
          NormalizedLine([word, "x", "y"]).arguments.first != word || word.hasSuffix("base")
        #expect(
          isTaken || PprofSwitch.hint(for: word) != nil || word == "-normalize", "\(word)")
      }
    }
  }
}
