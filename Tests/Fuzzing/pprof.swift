// Bare pprof: what is accepted must survive writing and reading, with and without the plain loop.
import ProfileModel
import Synchronization

@testable import PprofWire

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = [UInt8](UnsafeBufferPointer(start: start, count: count))
  let profile = try? decode(bytes, usesPlainLoop: true)
  precondition(profile == (try? decode(bytes, usesPlainLoop: false)), "the plain loop differs")
  if let profile {
    let again = try? decode(write(profile), usesPlainLoop: true)
    precondition(again == profile, "writing loses something")
  }
  return 0
}

private func decode(_ bytes: [UInt8], usesPlainLoop: Bool) throws -> Profile {
  var splitter = RecordSplitter(RecordDecoder(limits: ReadLimits(), usesPlainLoop: usesPlainLoop))
  try splitter.feed(bytes)
  return try splitter.finish().tables.resolved()
}

private func write(_ profile: Profile) throws -> [UInt8] {
  let written = Mutex<[UInt8]>([])
  var sink = ByteSink { block in written.withLock { $0 += block } }
  PprofWriter.write(profile, to: &sink, compressed: false)
  try sink.finish()
  return written.withLock { $0 }
}
