import ProfileModel
import ProfileSystem

/// The destination of a command's data: a file that appears when it is complete, or standard output.
///
/// A file is written under a temporary name in the same folder and then renamed. Its old content stays intact until
/// then, even if the command reads it. Pipes and devices are written directly.
struct OutputFile {
  /// The path as given; nil or `-` for standard output.
  let path: SystemPath?

  /// The name for messages.
  private var name: String {
    guard let path, path != "-" else { return "standard output" }
    return path.text
  }

  /// Writes the output of `body`.
  ///
  /// - `isForTerminals`: whether the format may be shown on a terminal.
  /// - Throws: what `body` throws, or a `FileError`; no partial file stays behind.
  func write(isForTerminals: Bool = true, _ body: (inout ByteSink) throws -> Void) throws {
    switch try named({ try OutputDestination(path) }) {
    case .standardOutput: try print(isForTerminals: isForTerminals, body)
    case .inPlace(let path): try writeInPlace(path, body)
    case .anew(let path, let existing): try writeAnew(path, existing, body)
    }
  }

  private func print(isForTerminals: Bool, _ body: (inout ByteSink) throws -> Void) throws {
    let isTerminal = FileDescriptor.standardOutput.isTerminal
    let hasStyles = isForTerminals && TerminalText.hasStyles(isTerminal: isTerminal)
    guard isTerminal || hasStyles else { return try fill(.standardOutput, body) }
    guard isForTerminals else {
      throw FileError(name, "this format cannot be shown in a terminal; give -o FILE, or pipe it")
    }
    var text = TerminalText(isFiltered: isTerminal)
    var output = PagedOutput(isTerminal: isTerminal)
    let style = { text.set($0) }
    var sink = ByteSink(style: hasStyles ? style : nil) { block in
      text.write(block)
      try output.write(text.flush())
    }
    do {
      try body(&sink)
      try named {
        try sink.finish()
        try output.write(text.flush(isLast: true))
      }
    } catch {
      try? output.finish()
      throw error
    }
    try named { try output.finish() }
  }

  private func writeInPlace(_ path: SystemPath, _ body: (inout ByteSink) throws -> Void) throws {
    let file = try named { try FileDescriptor.overwriting(path) }
    try fill(file, body)
    try named { try file.close() }
  }

  private func writeAnew(
    _ path: SystemPath, _ existing: FileStatus?, _ body: (inout ByteSink) throws -> Void
  ) throws {
    let pending: PendingFile
    do {
      pending = try PendingFile(at: path, inPlaceOf: existing, goesWithProgram: true)
    } catch {
      // Writing in place could lose the old content.
      guard existing == nil else {
        throw FileError(name, "no temporary file can be created beside it: \(error)")
      }
      throw error == .notThere
        ? FileError(name, "there is no folder \(path.folder.text)") : FileError(name, error)
    }
    do {
      try fill(pending.file, body)
      try named { try pending.complete() }
    } catch {
      pending.remove()
      throw error
    }
  }

  private func fill(_ file: FileDescriptor, _ body: (inout ByteSink) throws -> Void) throws {
    var sink = ByteSink { try file.write($0) }
    try body(&sink)
    try named { try sink.finish() }
  }

  /// Adds the name to an error. A broken pipe ends the program.
  private func named<Result: ~Copyable>(_ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch {
      if error as? SystemError == .brokenPipe { ThisProcess.endOfBrokenPipe() }
      throw FileError(name, error)
    }
  }
}
