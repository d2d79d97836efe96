import ArgumentParser

@main
struct Pproftool: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pproftool",
    abstract: "Read, convert, report and compare pprof profiles, and check them for leaks.")
}
