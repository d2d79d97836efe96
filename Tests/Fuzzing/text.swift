import PprofWire
// Texts of the Go runtime, dumps and legacy profiles: what is accepted must survive writing and reading,
// and where a block ends must not matter.
import ProfileFormats
import ProfileModel
import Synchronization

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = [UInt8](UnsafeBufferPointer(start: start, count: count))
  guard !PprofReader.recognises(bytes),
    let whole = try? ProfileReader.readAll(
      ByteSource(bytes), limits: ReadLimits(inflatedBytes: 1 << 20))
  else { return 0 }
  let halves = Halves(bytes)
  let again = try? ProfileReader.readAll(
    ByteSource { halves.next() }, limits: ReadLimits(inflatedBytes: 1 << 20))
  precondition(again?.map(\.profile) == whole.map(\.profile), "the end of a block matters")
  for read in whole {
    guard let copy = try? PprofReader.read(ByteSource(write(read.profile))).profile else {
      preconditionFailure("what was written cannot be read")
    }
    precondition(copy.samples.values == read.profile.samples.values, "writing loses something")
  }
  return 0
}

/// Gives bytes in two blocks.
private final class Halves: @unchecked Sendable {
  private var blocks: [[UInt8]]
  init(_ bytes: [UInt8]) {
    let half = bytes.count / 2
    blocks = [Array(bytes[half...]), Array(bytes[..<half])].filter { !$0.isEmpty }
  }
  func next() -> [UInt8] { blocks.popLast() ?? [] }
}

private func write(_ profile: Profile) throws -> [UInt8] {
  let written = Mutex<[UInt8]>([])
  var sink = ByteSink { block in written.withLock { $0 += block } }
  PprofWriter.write(profile, to: &sink, compressed: false)
  try sink.finish()
  return written.withLock { $0 }
}
