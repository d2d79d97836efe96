import ArgumentParser
import ProfileModel
import ProfileSystem
import ReportRequests

/// `merge`: the sum of several profiles.
struct Merge: ParsableCommand {
  static let configuration = CommandConfiguration.command(
    "merge", abstract: "Add up several profiles into one.",
    discussion: """
      Samples with the same stack and labels become one sample. Profiles are read one at a time: memory grows with the \
      size of the sum, not with the number of profiles. Every snapshot in a folder is added once; if it holds several \
      kinds of profiles, choose one with --kind. As in convert, the name of the output file selects the format, and \
      filters save only a part.

      Example: pproftool merge --keep-going fleet/ -o fleet.pb.gz
      Example: pproftool merge -r --kind cpu profiles/ -o cpu.pb.gz
      For a compiler: pproftool merge --weighted-input 9,web.pb.gz --weighted-input 1,batch.pb.gz -o default.pgo.pb.gz
      """)

  @Argument(
    help: ArgumentHelp(
      "Files, folders or URLs to read; - is standard input.", valueName: "profile"),
    completion: .file())
  var paths: [SystemPath] = []

  @OptionGroup var listing: ListOptions

  @Option(
    help: ArgumentHelp(
      "A file or folder that counts as if it were given n times; n is 1 or more. May be given several times.",
      valueName: "n,profile"))
  var weightedInput: [SystemPath] = []

  @OptionGroup var writing: WritingOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup(title: "Saving") var saving: SavingOptions

  @OptionGroup(title: "Reading") var reading: ReadingOptions

  func validate() throws {
    let weighted = try self.weighted
    guard !paths.isEmpty || listing.filesFrom != nil || !weighted.isEmpty else {
      throw ValidationError("give profiles to add up, or give --weighted-input n,profile")
    }
    try ListOptions.requireStandardInputOnce(
      paths + weighted.map(\.path) + [listing.filesFrom].compactMap { $0 })
    _ = try writing.format(of: output)
    try reading.selection.refuseComparison()
  }

  func run() throws {
    let format = try writing.format(of: output)
    let (unweighted, weighted) = (InputOptions.Sources(paths, listing.list), try weighted)
    // A profile with a weight counts as several, since it is added to itself.
    var sum = ProfileSum(
      of: unweighted.leastCount + weighted.reduce(0) { $0 + ($1.weight > 1 ? 2 : 1) })
    var reader = SourceReader(reading: reading, use: .sum, list: unweighted.list)
    defer { reader.finish() }
    var count = 0
    func add(_ paths: [SystemPath], times: Int64) throws {
      count += try reader.forEachAhead(paths) { path, read in
        let name = InputFile.name(of: path)
        do { try sum.add(read.rememberingLoss().repeated(times), from: name) } catch {
          throw FileError(name, error)
        }
      }
    }
    if unweighted.leastCount > 0 { try add(unweighted.paths, times: 1) }
    reader.list = nil
    for input in weighted { try add([input.path], times: input.weight) }
    guard count > 0 else { throw NothingRead(reading) }
    let name = InputOptions.Sources(paths + weighted.map(\.path), unweighted.list).name
    var whole = try reading.profile(of: &sum, named: name)
    if let leftOut = reader.tally.line { whole = whole.remembering(loss: leftOut) }
    let profile = try saving.saved(whole, reading, named: name)
    try output.write(profile, as: format, reading, named: name, writing.settings)
  }

  /// An input that counts more than once.
  private struct Weighted {
    var weight: Int64
    var path: SystemPath
  }

  private var weighted: [Weighted] {
    get throws { try weightedInput.map(Self.weighted) }
  }

  /// Parses `3,cpu.pb.gz`.
  private static func weighted(_ text: SystemPath) throws -> Weighted {
    let parts = text.bytes.split(
      separator: UInt8(ascii: ","), maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[1].isEmpty,
      let weight = WholeNumber.parse(String(decoding: parts[0], as: UTF8.self)), weight > 0
    else {
      throw ValidationError(
        "--weighted-input: expected a whole number above 0, a comma and a profile, found '\(text.text)'"
      )
    }
    return Weighted(weight: Int64(weight), path: SystemPath(parts[1]))
  }
}
