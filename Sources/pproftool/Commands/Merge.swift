import ArgumentParser
import ProfileModel
import ProfileSystem
import ReportRequests

/// `merge`: one profile of many.
struct Merge: ParsableCommand {
  static let configuration = CommandConfiguration.command(
    "merge", abstract: "Add up profiles into one.",
    discussion: """
      Samples with the same stack and labels become one. Profiles are read one after the other, so that \
      memory grows with the sum and not with their number. Of a folder all moments are added up, each once; \
      of several kinds --kind chooses one. The name of the output may ask for another format than pprof, and \
      a part of the sum may be saved, as by convert.

      Example: pproftool merge --keep-going fleet/ -o fleet.pb.gz
      For a compiler: pproftool merge --weighted-input 9,web.pb.gz --weighted-input 1,batch.pb.gz -o default.pgo.pb.gz
      """)

  @Argument(
    help: ArgumentHelp(
      "Files to read, folders of them, or addresses; - is standard input.", valueName: "profile"),
    completion: .file())
  var paths: [SystemPath] = []

  @Option(
    help: ArgumentHelp(
      "A file or folder that counts as if it were given n times; n is 1 or more. It may be given several times.",
      valueName: "n,profile"))
  var weightedInput: [SystemPath] = []

  @OptionGroup var writing: WritingOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup(title: "Saving") var saving: SavingOptions

  @OptionGroup(title: "Reading") var reading: ReadingOptions

  func validate() throws {
    let inputs = try self.inputs
    guard !inputs.isEmpty else {
      throw ValidationError("give profiles to add up, or --weighted-input n,profile")
    }
    try InputOptions.requireStandardInputOnce(inputs.flatMap(\.paths))
    _ = try writing.format(of: output)
  }

  func run() throws {
    let (inputs, format) = (try inputs, try writing.format(of: output))
    let paths = inputs.flatMap(\.paths)
    // One that counts more than once is added up, as it would be with itself.
    var sum = ProfileSum(of: inputs.reduce(0) { $0 + $1.paths.count + ($1.weight > 1 ? 1 : 0) })
    let reader = SourceReader(reading: reading, use: .sum)
    defer { reader.finish() }
    var count = 0
    for input in inputs {
      count += try reader.forEachAhead(input.paths) { path, read in
        let profile = read.rememberingLoss().repeated(input.weight)
        try sum.add(profile, from: InputFile.name(of: path))
      }
    }
    guard count > 0 else { throw NothingRead() }
    let name = InputFile.name(of: paths)
    let profile = try saving.saved(reading.profile(of: &sum, named: name), reading, named: name)
    try output.write(profile, as: format, reading, named: name, writing.settings)
  }

  /// Profiles that count as often as others.
  private struct Input {
    var weight: Int64
    var paths: [SystemPath]
  }

  private var inputs: [Input] {
    get throws {
      let plain = paths.isEmpty ? [] : [Input(weight: 1, paths: paths)]
      return try plain + weightedInput.map(Self.input)
    }
  }

  /// Reads `3,cpu.pb.gz`.
  private static func input(_ text: SystemPath) throws -> Input {
    let parts = text.bytes.split(
      separator: UInt8(ascii: ","), maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[1].isEmpty,
      let weight = Int64(String(decoding: parts[0], as: UTF8.self)), weight > 0
    else {
      throw ValidationError(
        "--weighted-input: expected a whole number above 0, a comma and a profile, found '\(text.text)'"
      )
    }
    return Input(weight: weight, paths: [SystemPath(parts[1])])
  }
}
