import ProfileFormats
public import ProfileModel
import ProfileSystem

extension Profile {
  /// Reads a profile from a file, in any format that the program reads.
  ///
  /// - Parameters:
  ///   - path: the path of the file; `-` is standard input.
  ///   - format: the format of the file; nil to recognize it.
  ///   - nth: which of several profiles in one text, from 1; -1 is the last. Without it, several are an error.
  ///   - maxSize: how many bytes the file may have once it is unpacked; without it, 4 GiB.
  ///   - note: receives one sentence per fact that a user should know, for example that the file is truncated.
  /// - Throws: a `ReadingError` that says why the file cannot be opened, or what it is instead of a profile.
  public init(
    contentsOf path: String, from format: ProfileFormat? = nil, nth: Int? = nil,
    maxSize: Int? = nil, note: (String) -> Void = { _ in }
  ) throws {
    do {
      let isStandardInput = path == "-"
      let file = isStandardInput ? .standardInput : try FileDescriptor.reading(SystemPath(path))
      defer { if !isStandardInput { try? file.close() } }
      let source = ByteSource { try file.read(upTo: 256 << 10) }
      let read = try ProfileReader.read(
        source, from: format?.input, named: path, limits: ReadLimits(inflatedBytes: maxSize),
        nth: nth)
      try self.init(read, format, note)
    } catch {
      throw ReadingError(path, error)
    }
  }

  /// Reads a profile from bytes, in any format that the program reads.
  ///
  ///     let profile = try Profile([UInt8](request.body), maxSize: 64 << 20)
  ///
  /// Bytes of strangers need a limit: a few kilobytes may unpack to gigabytes. The tables of a profile take about a
  /// quarter of it, at least 64 MiB.
  ///
  /// - Parameters:
  ///   - bytes: the contents of a file or of a server's response.
  ///   - format: the format of the bytes; nil to recognize it.
  ///   - nth: which of several profiles in one text, from 1; -1 is the last. Without it, several are an error.
  ///   - maxSize: how many bytes they may be once they are unpacked; without it, 4 GiB.
  ///   - note: receives one sentence per fact that a user should know, for example that the profile is truncated.
  /// - Throws: a `ReadingError` that says what is wrong with the bytes, or what they are instead of a profile.
  public init(
    _ bytes: [UInt8], from format: ProfileFormat? = nil, nth: Int? = nil, maxSize: Int? = nil,
    note: (String) -> Void = { _ in }
  ) throws {
    do {
      let read = try ProfileReader.read(
        ByteSource(bytes), from: format?.input, limits: ReadLimits(inflatedBytes: maxSize), nth: nth
      )
      try self.init(read, format, note)
    } catch {
      throw ReadingError(nil, error)
    }
  }

  private init(_ read: ReadProfile, _ format: ProfileFormat?, _ note: (String) -> Void) throws {
    if let reason = read.notes.nothingToReport { throw NothingToReport(description: reason) }
    for sentence in read.notes.sentences { note(sentence) }
    self = read.rememberingLoss()
    traits = read.notes.traits
    unconfirmedFormat = format == nil ? UnconfirmedFormat(read.notes) : nil
  }
}

extension ReadNotes {
  /// What a person should know.
  fileprivate var sentences: [String] {
    [guess.map { "read as \(format) because \($0)" }, partial].compactMap { $0 } + warnings
  }
}

/// What is read has no sample, so that reports would be empty and rules would hold.
private struct NothingToReport: Error, CustomStringConvertible {
  let description: String
}
