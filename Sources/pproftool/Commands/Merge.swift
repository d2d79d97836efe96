import ArgumentParser
import ProfileExport
import ProfileModel
import ReportRequests

/// `merge`: one profile of many.
struct Merge: ParsableCommand {
  static let configuration = CommandConfiguration.command(
    "merge", abstract: "Add up profiles into one.",
    discussion: """
      Samples with the same stack and labels become one. Profiles are read one after the other, so that \
      memory grows with the sum and not with their number. Of a folder all moments are added up, each once; \
      of several kinds --kind chooses one. The name of the output may ask for another format than pprof, as it \
      does for convert.

      Example: pproftool merge --keep-going fleet/ -o fleet.pb.gz
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    _ = try chosenFormat()
    try input.refuseComparison()
  }

  func run() throws {
    let format = try chosenFormat()
    var sum = ProfileSum(of: input.leastCount)
    let reader = input.reader(.sum)
    defer { reader.finish() }
    let count = try reader.forEachAhead(input.paths) { path, read in
      try sum.add(read.rememberingLoss(), from: InputFile.name(of: path))
    }
    guard count > 0 else { throw NothingRead() }
    let name = input.name
    let profile = input.reading.profile(of: &sum, named: name)
    try output.write(profile, as: format, input.reading, named: name)
  }

  private func chosenFormat() throws -> OutputFormat {
    let endings = OutputFormat.all.flatMap(\.endings).joined(separator: ", ")
    return try output.profileFormat(advice: "this command writes \(endings)")
  }
}
