import ArgumentParser
import Foundation
import ProfileServing
import Testing

@testable import pproftool

@Suite struct ServedOptionsTests {
  /// Options only for the command line: files, output, comparison sides, and options for scripts.
  private static let never: Set = [
    "output", "base", "diff-base", "normalize", "before", "after", "exit-code", "threshold", "help",
    "version", "runs", "out", "path-prefix", "rules", "baseline", "test", "init",
    "write-suppressions", "files-from", "null", "since", "until", "instance-is", "version-is",
    "max-left-out", "open",
  ]

  private struct Name: Decodable { let kind: String, name: String }
  private struct Argument: Decodable { let kind: String, names: [Name]? }
  private struct Command: Decodable {
    let commandName: String, arguments: [Argument]?, subcommands: [Command]?
  }

  /// All commands, as ArgumentParser describes them; the program built for debugging takes seconds for that.
  private static let program = Result {
    struct Whole: Decodable { let command: Command }
    let dump = try Program.run("--experimental-dump-help")
    return try JSONDecoder().decode(Whole.self, from: dump.output).command
  }

  /// The long names of a command's options, and which of them are flags.
  private static func options(_ command: String) throws -> (all: Set<String>, flags: Set<String>) {
    let found = try #require(program.get().subcommands?.first { $0.commandName == command })
    func names(_ arguments: [Argument]) -> Set<String> {
      Set(arguments.flatMap { $0.names ?? [] }.filter { $0.kind == "long" }.map(\.name))
    }
    let arguments = found.arguments ?? []
    return (names(arguments), names(arguments.filter { $0.kind == "flag" }))
  }

  @Test(arguments: ServedCommand.kinds)
  func ofEachOptionItIsDecidedWhetherARequestMayNameIt(_ command: String) throws {
    let (all, flags) = try Self.options(command)
    #expect(all.count > 5)
    let served = ServedOptions.valued.union(ServedOptions.flags).union(ServedRules.valued)
      .union(ServedRules.flags)
    let known = served.union(ServedOptions.reading).union(Self.never)
    #expect(all.subtracting(known) == [], "of \(command)")
    let servedFlags = ServedOptions.flags.union(ServedRules.flags)
    #expect(flags.intersection(served).subtracting(servedFlags) == [], "flags of \(command)")
    #expect(
      flags.intersection(ServedOptions.reading).subtracting(ServedOptions.readingFlags) == [])
    #expect(all.subtracting(flags).intersection(servedFlags) == [], "no flags of \(command)")
  }

  @Test func noRequestNamesFilesOrAddresses() {
    let served = ServedOptions.valued.union(ServedOptions.flags).union(ServedRules.valued)
    #expect(served.isDisjoint(with: ServedOptions.reading))
    #expect(served.isDisjoint(with: Self.never))
    #expect(
      ServedOptions.reading.isSuperset(of: ["source-path", "trim-path", "unix-socket", "save"]))
  }

  static let queries: [(query: String, arguments: [String])] = [
    ("focus=a%20b&cum", ["--focus", "a b", "--cum"]), ("focus=&cum=on&p=1&base=2", ["--cum"]),
    ("focus=--output", ["--focus=--output"]),
    ("granularity=&nodecount=5", ["--nodecount", "5"]),
  ]
  @Test(arguments: queries)
  func aQueryIsOptions(_ query: String, _ arguments: [String]) throws {
    #expect(try ServedOptions.arguments(RequestQuery(query.utf8)).flatMap { $0 } == arguments)
  }

  static let refused = [
    "output=x", "source-path=/", "cum=5", "nothing=1", "from=pprof", "o=x", "=x", "rules=x",
    "layout={instance}", "since=2h", "files-from=x",
  ]
  @Test(arguments: refused)
  func whatIsNoOptionForARequestIsRefused(_ query: String) {
    #expect(throws: ServedError.self) { try ServedOptions.arguments(RequestQuery(query.utf8)) }
  }

  @Test func givenOptionsAreFoundAmongArguments() {
    let arguments = [
      "serve", "--focus", "a b", "--kind=heap", "x.pb.gz", "-r", "--listen", "127.0.0.1:0", "--cum",
      "--", "--ignore", "y",
    ]
    let query = GivenOptions(arguments, valued: ServedOptions.valued, flags: ServedOptions.flags)
    #expect(query.items == [.init(name: "focus", value: "a b"), .init(name: "cum", value: "true")])
    let reading = GivenOptions(
      arguments, valued: ServedOptions.reading.subtracting(ServedOptions.readingFlags),
      flags: ServedOptions.readingFlags)
    #expect(reading.arguments == ["--kind", "heap", "--recursive"])
  }

  @Test func anOptionToBlameIsNamed() throws {
    for (query, option) in [("focus=(", "focus"), ("hide=[", "hide"), ("nodecount=x", "nodecount")]
    {
      let command = try ServedCommand("top", RequestQuery(query.utf8), given: [])
      let error = #expect(throws: ServedError.self) { try command.report() }
      #expect(error?.option == option && error?.status == 400)
    }
  }

  @Test func aValueThatLooksLikeAnOptionIsAValue() throws {
    let command = try ServedCommand("top", RequestQuery("focus=--cum".utf8), given: [])
    let request = try command.report().request()
    #expect(request.query.names.focus?.text == "--cum" && request.trimming.order == .flat)
  }
}
