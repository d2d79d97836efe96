import ArgumentParser

/// `version`: the versions of the program and its networking libraries.
struct VersionCommand: ParsableCommand {
  static let configuration = CommandConfiguration.command(
    "version", abstract: "Print the versions of pproftool and of its networking libraries.",
    discussion: """
      Example: pproftool version
      """)

  func run() throws { try OutputFile(path: nil).write { $0.write(versionText + "\n") } }
}
