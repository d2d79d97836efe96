import ArgumentParser
import ProfileAnalysis
import ProfileExport
import ProfileModel
import ProfileSystem
import ReportRequests

extension OutputFormat: ExpressibleByArgument {
  init?(argument: String) { self.init(name: argument) }

  var defaultValueDescription: String { name }

  static var allValueStrings: [String] { all.map(\.name) }
}

/// `convert`: any format that can be read to any that can be written.
struct Convert: ParsableCommand {
  static let configuration = CommandConfiguration.command(
    "convert", abstract: "Write a profile in another format.",
    discussion: """
      The format is that of --to, or what the name of the output asks for; else pprof. A name may end in .gz, \
      too. Viewers of other tools read speedscope (speedscope.app), firefox (profiler.firefox.com), cpuprofile and \
      heapprofile (DevTools of Chrome), otlp (OpenTelemetry) and d3; what a format has no place for is said.

      Example: pproftool convert goroutine-dump.txt -o goroutine.pb.gz
      For a viewer: pproftool convert cpu.pb.gz -o cpu.speedscope.json
      """)

  @Argument(
    help: ArgumentHelp("The file to read; - is standard input.", valueName: "profile"),
    completion: .file())
  var path: SystemPath

  @Option(
    name: .customLong("to"), help: ArgumentHelp("The format to write.", valueName: "format"))
  var format: OutputFormat?

  @OptionGroup var writing: WritingOptions
  @OptionGroup var output: OutputOptions

  @OptionGroup(title: "Reading") var reading: ReadingOptions

  func validate() throws {
    try writing.check(with: chosenFormat())
    guard !reading.recursive, reading.kind == nil else {
      throw ValidationError(
        "--recursive and --kind are for folders, and convert takes one profile; see merge")
    }
    try reading.selection.refuseAll("is for folders, and convert takes one profile; see merge")
  }

  func run() throws {
    let format = try chosenFormat()
    guard !path.isFolder else {
      throw FileError(path.text, "is a folder, not a profile; merge adds up what lies in it")
    }
    let name = InputFile.name(of: path)
    let profile = try writing.chosen(of: reading.read(path).rememberingLoss(), named: name)
    try output.write(profile, as: format, reading, named: name, writing.settings)
  }

  private func chosenFormat() throws -> OutputFormat {
    let known = OutputFormat.allValueStrings.joined(separator: "|")
    return try output.profileFormat(format, advice: "give --to \(known)")
  }
}

extension OutputOptions {
  /// The format of a profile: the one that is given, or that the output's name asks for; pprof if its name has no ending.
  ///
  /// - `given`: what `--to` says; nil if it is not given.
  /// - `advice`: what to do about a name that asks for none of the formats.
  /// - Throws: if the name asks for another format than the option, or for none.
  func profileFormat(_ given: OutputFormat? = nil, advice: String) throws -> OutputFormat {
    guard let name = output.map({ SystemPath($0.fileName).text }), name.dropFirst().contains(".")
    else { return given ?? .pprof }
    let ending = FileEnding(of: name)?.text
    // What comes before `.gz` may be the ending of a report.
    let named = OutputFormat.ending(of: name) == ending ? OutputFormat(fileName: name) : nil
    guard let given else {
      if let named { return named }
      throw ValidationError("cannot tell the format from the name '\(name)': \(advice)")
    }
    if let named, named.fits(given) { return named }
    // One ending may be that of several formats.
    guard ending.map({ given.endings.contains($0) }) ?? true else {
      throw ValidationError("\(name): --to says \(given.name)")
    }
    return given
  }

  /// Writes a profile, and says what the format has no place for.
  ///
  /// - `name`: what the profile is called.
  func write(
    _ profile: Profile, as format: OutputFormat, _ reading: ReadingOptions, named name: String,
    _ settings: WritingSettings = WritingOptions.unchosen
  ) throws {
    let losses = format.losses(of: profile, settings)
    var leftOut = LeftOutStacks()
    try write(isText: format.isText) { sink in
      do {
        leftOut = try format.write(profile, settings, to: &sink)
      } catch {
        throw FileError(name, error)
      }
      // Thrown from here, no file appears.
      if reading.strict, let missed = leftOut.words { throw FileError(name, missed) }
    }
    if !losses.isEmpty {
      let list = losses.map(\.description).joined(separator: ", ")
      reading.warn("left out, as \(format.name) has no place for it: \(list)", of: name)
    }
    if format.isRounded(profile) {
      reading.warn("viewers of \(format.name) round values beyond 9007199254740992", of: name)
    }
    if let message = settings.groupKey.flatMap({ UnmatchedLabel.message($0, in: profile) }) {
      reading.warn(message, of: name)
    }
    reading.say(leftOut, of: name)
    if format.holdsNothing(of: profile) {
      let value = profile.sampleTable.count == 0 ? "" : " with a value that \(format.name) holds"
      reading.warn("nothing was written: there is no sample\(value)", of: name)
    }
  }
}
