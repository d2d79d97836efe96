import ArgumentParser
import ProfileModel

/// `comments`: the comments of a profile.
struct Comments: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "comments", _superCommandName: "pproftool",
    abstract: "Print the comments of a profile, a line each.",
    discussion: """
      Example: pproftool comments heap.pb.gz
      """)

  @OptionGroup var report: ReportOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let profile = try report.subject().profile
    try output.write { sink in
      for comment in profile.header.comments {
        sink.write(bytes: profile.strings.bytes(of: comment))
        sink.write("\n")
      }
    }
  }
}
