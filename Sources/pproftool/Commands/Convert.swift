import ArgumentParser
import ProfileModel
import ProfileSystem

/// `convert`: a profile, or a part of it, in another format.
struct Convert: ParsableCommand {
  static let configuration = CommandConfiguration.command(
    "convert", abstract: "Write a profile, or a part of it, in any format.",
    discussion: """
      The output format is the one given by --to or by the name of the output file, otherwise pprof. The name may \
      also end in .gz. For other viewers, write speedscope (speedscope.app), firefox (profiler.firefox.com), \
      cpuprofile and heapprofile (Chrome DevTools), otlp (OpenTelemetry) or d3. A warning lists what the chosen \
      format cannot store.

      Without filters and other options that select a part, the whole profile is written. With any of them, frames \
      that the profile marks as uninteresting are dropped, as in reports, and samples that become equal are merged.

      Example: pproftool convert goroutine-dump.txt -o goroutine.pb.gz
      With function names for addresses: pproftool convert --symbolize heap.pb.gz -o named.pb.gz
      For a viewer: pproftool convert cpu.pb.gz -o cpu.speedscope.json
      One tenant's samples, names redacted: pproftool convert cpu.pb.gz --tagfocus tenant=acme --redact -o share.pb.gz
      """)

  @Argument(
    help: ArgumentHelp("The profile to read; - is standard input.", valueName: "profile"),
    completion: .file())
  var path: SystemPath

  @OptionGroup var writing: WritingOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup(title: "Saving") var saving: SavingOptions

  @OptionGroup(title: "Reading") var reading: ReadingOptions

  func validate() throws {
    _ = try writing.format(of: output)
    guard !reading.recursive, reading.kind == nil else {
      throw ValidationError(
        "--recursive and --kind are for folders, but convert takes one profile; see merge")
    }
    try reading.selection.refuseAll("is for folders, but convert takes one profile; see merge")
  }

  func run() throws {
    let format = try writing.format(of: output)
    guard !path.isFolder else {
      throw FileError(path.text, "is a folder, not a profile; merge adds up the profiles in it")
    }
    let name = InputFile.name(of: path)
    let profile = try saving.saved(reading.read(path).rememberingLoss(), reading, named: name)
    try output.write(profile, as: format, reading, named: name, writing.settings)
  }
}
