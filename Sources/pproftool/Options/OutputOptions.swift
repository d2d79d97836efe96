import ArgumentParser
import PprofWire
import ProfileModel
import ProfileSystem

/// The destination of a command's data.
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
  /// Writes the output of `body`. Text is compressed if the file name ends in `.gz`.
  ///
  /// - `isText`: whether the format is text.
  /// - `isForTerminals`: whether the format may be shown on a terminal.
  func write(
    isText: Bool = true, isForTerminals: Bool = true, _ body: (inout ByteSink) throws -> Void
  ) throws {
    let file = OutputFile(path: output)
    guard isText, isInGzip else {
      return try file.write(isForTerminals: isText && isForTerminals, body)
    }
    try file.write(isForTerminals: false) { try $0.writeInGzip(body) }
  }

  /// Whether the output goes to a terminal.
  var isScreen: Bool {
    (output == nil || output == "-") && FileDescriptor.standardOutput.isTerminal
  }

  private var isInGzip: Bool { output?.text.lowercased().hasSuffix(".gz") ?? false }
}
