import ArgumentParser
import PprofWire
import ProfileModel
import ReportRequests

/// `merge`: one profile of many.
struct Merge: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge", _superCommandName: "pproftool",
    abstract: "Add up profiles into one.",
    discussion: """
      Samples with the same stack and labels become one. Profiles are read one after the other, so that \
      memory grows with the sum and not with their number. Of a folder all moments are added up, each once; \
      of several kinds --kind chooses one.

      Example: pproftool merge --keep-going fleet/ -o fleet.pb.gz
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    var sum = ProfileSum(of: input.paths.count)
    let reader = input.reader(.sum)
    defer { reader.finish() }
    let count = try reader.forEachAhead(input.paths) { path, read in
      try sum.add(read.rememberingLoss(), from: InputFile.name(of: path))
    }
    guard count > 0 else { throw NothingRead() }
    let profile = input.reading.profile(of: &sum, named: InputFile.name(of: input.paths))
    try output.write(isText: false) { PprofWriter.write(profile, to: &$0) }
  }
}
