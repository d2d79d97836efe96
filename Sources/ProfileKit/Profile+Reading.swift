import ProfileFormats
public import ProfileModel
import ProfileSystem

extension Profile {
  /// Reads a profile from a file, in any format that the program reads.
  ///
  /// - Parameters:
  ///   - path: the path of the file.
  ///   - note: receives one sentence per fact that a user should know, for example that the file is truncated.
  /// - Throws: an error that says why the file cannot be opened, or what it is instead of a profile.
  public init(contentsOf path: String, note: (String) -> Void = { _ in }) throws {
    let file = try FileDescriptor.reading(SystemPath(path))
    defer { try? file.close() }
    let source = ByteSource { try file.read(upTo: 256 << 10) }
    self.init(try ProfileReader.read(source, named: path), note)
  }

  /// Reads a profile from bytes, in any format that the program reads.
  ///
  /// - Parameters:
  ///   - bytes: the contents of a file or of a server's response.
  ///   - note: receives one sentence per fact that a user should know, for example that the profile is truncated.
  /// - Throws: an error that says what is wrong with the bytes, or what they are instead of a profile.
  public init(_ bytes: [UInt8], note: (String) -> Void = { _ in }) throws {
    self.init(try ProfileReader.read(ByteSource(bytes)), note)
  }

  private init(_ read: ReadProfile, _ note: (String) -> Void) {
    for sentence in read.notes.sentences { note(sentence) }
    self = read.rememberingLoss()
    traits = read.notes.traits
  }
}

extension ReadNotes {
  /// What a person should know.
  fileprivate var sentences: [String] {
    [guess.map { "read as \(format) because \($0)" }, partial].compactMap { $0 } + warnings
  }
}
