import ProfileFormats
public import ProfileModel
import ProfileSystem

extension Profile {
  /// Reads a profile from a file, in any format that the program reads.
  ///
  /// - Parameters:
  ///   - path: the path of the file.
  ///   - note: is told what a person should know of what was read, a sentence each: that the file is cut short, for
  ///     example.
  /// - Throws: what is wrong with the file: that it cannot be opened, or what it is instead of a profile.
  public init(contentsOf path: String, note: (String) -> Void = { _ in }) throws {
    let file = try FileDescriptor.reading(SystemPath(path))
    defer { try? file.close() }
    let source = ByteSource { try file.read(upTo: 256 << 10) }
    self.init(try ProfileReader.read(source, named: path), note)
  }

  /// Reads a profile from bytes, in any format that the program reads.
  ///
  /// - Parameters:
  ///   - bytes: what a file or an answer of a server holds.
  ///   - note: is told what a person should know of what was read, a sentence each.
  /// - Throws: what is wrong with them.
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
