import PprofWire
package import ProfileModel
import Synchronization

extension FixtureFiles {
  /// The pprof file with a path, given without its ending.
  package static func profile(_ path: some StringProtocol) throws -> Profile {
    let folder = path.split(separator: "/").dropLast().joined(separator: "/")
    let names = [".pb", ".pb.gz"].map { "\(path)\($0)" }
    let name = names.first { profiles(in: folder).contains($0) }
    return try PprofReader.read(ByteSource(bytes(name ?? "\(path)"))).checked().profile
  }
}

extension ReadProfile {
  /// The result, after checking that the profile's tables are consistent.
  package func checked() throws -> ReadProfile {
    try profile.validate()
    return self
  }
}

/// The output of `write`.
package func bytes(_ write: (inout ByteSink) throws -> Void) throws -> [UInt8] {
  let written = Mutex<[UInt8]>([])
  var sink = ByteSink { block in written.withLock { $0 += block } }
  try write(&sink)
  try sink.finish()
  return written.withLock { $0 }
}

/// The bytes of a profile as pprof.
package func pprofBytes(_ profile: Profile, compressed: Bool = true) throws -> [UInt8] {
  try bytes { PprofWriter.write(profile, to: &$0, compressed: compressed) }
}
