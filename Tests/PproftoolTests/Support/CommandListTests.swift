import ArgumentParser
import Foundation
import TestSupport
import Testing

@testable import pproftool

/// Lists of command lines in tests and scripts cover all commands, so that a new command is not forgotten.
@Suite struct CommandListTests {
  private static let commands = Set(
    Pproftool.configuration.subcommands.compactMap { $0.configuration.commandName })

  private static var attacked: Set<String> {
    let script = FixtureFiles.text("../Scripts/attack/commands.py")
    return commands.filter { script.contains("\"\($0)\"") || script.contains("'\($0)'") }
  }

  static let lists: [(name: String, commands: Set<String>, excluded: Set<String>)] = [
    // These write a profile, or the comments of one.
    (
      "OwnReportTests.reports", Set(OwnReportTests.reports.compactMap(\.first)),
      ["comments", "folded", "merge", "collect", "serve", "schema", "version", "completion"]
    ),
    // These write machine-readable output.
    (
      "HostileNameTests.texts", Set(HostileNameTests.texts.compactMap(\.first)),
      ["convert", "merge", "rows", "schema", "collect", "serve", "version", "completion"]
    ),
    // These do not end by themselves; Scripts/test-collect and Scripts/test-serve test them. The others read nothing.
    (
      "Scripts/attack/commands.py", attacked,
      ["collect", "serve", "schema", "version", "completion"]
    ),
  ]

  @Test(arguments: lists)
  func everyCommandIsInTheList(_ name: String, _ found: Set<String>, _ excluded: Set<String>) {
    #expect(Self.commands.count > 15)
    #expect(Self.commands.subtracting(found).subtracting(excluded) == [], "\(name)")
  }
}
