import ProfileFormats
public import ProfileModel
import ProfileSystem

extension Profile {
  /// Reads a profile from a file, in any format that the program reads.
  ///
  /// - Throws: what is wrong with the file: that it cannot be opened, or what it is instead of a profile.
  public init(contentsOf path: String) throws {
    let file = try FileDescriptor.reading(SystemPath(Array(path.utf8)))
    defer { try? file.close() }
    let source = ByteSource { try file.read(upTo: 256 << 10) }
    self = try ProfileReader.read(source, named: path).profile
  }

  /// Reads a profile from bytes, in any format that the program reads.
  ///
  /// - Throws: what is wrong with them.
  public init(_ bytes: [UInt8]) throws {
    self = try ProfileReader.read(ByteSource(bytes)).profile
  }
}
