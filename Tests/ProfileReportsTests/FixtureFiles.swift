import Foundation
import PprofWire
import ProfileModel
import Synchronization

/// The folder of fixtures in the checkout that the tests were built from.
enum FixtureFiles {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Fixtures")

  static func bytes(_ path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: folder.appending(path: path)))
  }

  /// The names in a folder, sorted.
  static func names(in path: String) -> [String] {
    let names = try? FileManager.default.contentsOfDirectory(
      atPath: folder.appending(path: path).path())
    return (names ?? []).sorted()
  }

  /// The pprof file whose name begins with a path, up to its ending.
  static func profile(_ path: some StringProtocol) throws -> Profile {
    let candidates = [".pb", ".pb.gz"].map { "\(path)\($0)" }
    let name = candidates.first { candidate in
      FileManager.default.fileExists(atPath: folder.appending(path: candidate).path())
    }
    return try PprofReader.read(ByteSource(bytes(name ?? "\(path)"))).profile
  }
}

/// What a report writes.
func text(_ write: (inout ByteSink) throws -> Void) throws -> [UInt8] {
  let written = Mutex<[UInt8]>([])
  var sink = ByteSink { block in written.withLock { $0 += block } }
  try write(&sink)
  try sink.finish()
  return written.withLock { $0 }
}
