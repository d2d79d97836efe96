import ArgumentParser
import ProfileModel
import ProfileSystem

/// `convert`: any format that can be read to any that can be written.
struct Convert: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert", _superCommandName: "pproftool",
    abstract: "Write a profile in another format.",
    discussion: """
      The format is that of --to, or what the name of the output asks for; else pprof.

      Example: pproftool convert goroutine-dump.txt -o goroutine.pb.gz
      """)

  @Argument(
    help: ArgumentHelp("The file to read; - is standard input.", valueName: "profile"),
    completion: .file())
  var path: SystemPath

  @Option(
    name: .customLong("to"), help: ArgumentHelp("The format to write.", valueName: "format"))
  var format: ConvertFormat?

  @OptionGroup var output: OutputOptions

  @OptionGroup(title: "Reading") var reading: ReadingOptions

  func validate() throws {
    _ = try chosenFormat()
    guard !reading.recursive, reading.kind == nil else {
      throw ValidationError(
        "--recursive and --kind are for folders, and convert takes one profile; see merge")
    }
  }

  func run() throws {
    let format = try chosenFormat()
    guard !path.isFolder else {
      throw FileError(path.text, "is a folder, not a profile; merge adds up what lies in it")
    }
    let profile = try reading.read(path).rememberingLoss()
    var remark: String?
    try output.write(isText: format.isText) { remark = try format.write(profile, to: &$0) }
    if let remark { reading.warn(remark, of: InputFile.name(of: path)) }
  }

  /// The format that is given, or that the output's name asks for; pprof if its name has no ending.
  private func chosenFormat() throws -> ConvertFormat {
    if let format { return format }
    guard let name = output.output.map({ SystemPath($0.fileName).text }),
      name.dropFirst().contains(".")
    else { return .pprof }
    guard let format = ConvertFormat(fileName: name) else {
      let known = ConvertFormat.allCases.map(\.rawValue).joined(separator: "|")
      throw ValidationError("cannot tell the format from the name '\(name)': give --to \(known)")
    }
    return format
  }
}
