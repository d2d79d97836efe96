import PprofWire
import ProfileModel
import Synchronization

/// Limits for fuzzed readers: enough for every fixture, too little to take long.
let fuzzLimits = ReadLimits(inflatedBytes: 1 << 20)

/// The output of `body`.
@discardableResult
func output(of body: (inout ByteSink) -> Void) throws -> [UInt8] {
  let written = Mutex<[UInt8]>([])
  var sink = ByteSink { block in written.withLock { $0 += block } }
  body(&sink)
  try sink.finish()
  return written.withLock { $0 }
}

/// A profile as pprof.
func encoded(_ profile: Profile, compressed: Bool) throws -> [UInt8] {
  try output { PprofWriter.write(profile, to: &$0, compressed: compressed) }
}

/// A source that returns bytes in blocks of a given size.
func source(of bytes: [UInt8], inBlocksOf size: Int) -> ByteSource {
  let position = Mutex(0)
  return ByteSource {
    position.withLock { position in
      let end = min(position + max(1, size), bytes.count)
      defer { position = end }
      return Array(bytes[position..<end])
    }
  }
}

/// Throws unless the tables of a profile are consistent.
func requireValid(_ profile: Profile, after step: String) throws(FuzzFailure) {
  do throws(InvalidProfile) { try profile.validate() } catch {
    throw FuzzFailure(description: "after \(step): \(error)")
  }
}
