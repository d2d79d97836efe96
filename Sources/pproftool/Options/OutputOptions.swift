import ArgumentParser
import PprofWire
import ProfileModel
import ProfileSystem

/// Where a command's data goes.
struct OutputOptions: ParsableArguments {
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "The file to write, created only when it is complete; - is standard output.",
      valueName: "file"),
    completion: .file())
  var output: SystemPath?
}

extension OutputOptions {
  /// Has `body` write all there is to write; a text goes into gzip if the name of its file ends in `.gz`.
  ///
  /// - `isText`: whether it is text.
  /// - `isForTerminals`: whether a person can read it; anything else is kept off a terminal.
  func write(
    isText: Bool = true, isForTerminals: Bool = true, _ body: (inout ByteSink) throws -> Void
  ) throws {
    let file = OutputFile(path: output)
    guard isText, isInGzip else {
      return try file.write(isForTerminals: isText && isForTerminals, body)
    }
    try file.write(isForTerminals: false) { try $0.writeInGzip(body) }
  }

  /// Whether a person sees what is written.
  var isScreen: Bool {
    (output == nil || output == "-") && FileDescriptor.standardOutput.isTerminal
  }

  private var isInGzip: Bool { output?.text.lowercased().hasSuffix(".gz") ?? false }
}
