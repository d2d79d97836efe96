import ProfileModel
import ProfileSystem

/// Where a command's data goes: a file that appears when it is complete, or standard output.
///
/// A file is written under another name in the same folder and renamed in the end, so its old content
/// stays whole until then, even if the command reads it. Pipes and devices are written directly.
struct OutputFile {
  /// The path as it was given; nil or `-` is standard output.
  let path: SystemPath?

  /// What a person calls it.
  private var name: String {
    guard let path, path != "-" else { return "standard output" }
    return path.text
  }

  /// Has `body` write all there is to write.
  ///
  /// - `isForTerminals`: whether a person can read it; anything else is kept off a terminal.
  /// - Throws: what `body` throws, or a `FileError`; no part of a file is left behind.
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
      try output.write(text.take())
    }
    do {
      try body(&sink)
      try named {
        try sink.finish()
        try output.write(text.take(isLast: true))
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
    } catch let error where existing != nil {
      // Written in place, it would be lost if anything went wrong.
      throw FileError(name, "no temporary file can be created beside it: \(error)")
    } catch {
      throw FileError(name, error)
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

  /// Adds the name to what goes wrong; a pipe that nobody reads any more ends the program.
  private func named<Result: ~Copyable>(_ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch {
      if error as? SystemError == .brokenPipe { ThisProcess.endOfBrokenPipe() }
      throw FileError(name, error)
    }
  }
}
