// Compressed pprof, in blocks of seven bytes: inflating ends within its limit, whatever comes.
import ProfileModel
import Synchronization

@testable import PprofWire

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = [UInt8](UnsafeBufferPointer(start: start, count: count))
  let whole = try? PprofReader.read(ByteSource(bytes), limits: limits).profile
  let cut = try? PprofReader.read(inBlocks(bytes), limits: limits).profile
  precondition(whole == cut, "blocks change what is read")
  return 0
}

private let limits = ReadLimits(inflatedBytes: 1 << 20)

private func inBlocks(_ bytes: [UInt8]) -> ByteSource {
  let position = Mutex(0)
  return ByteSource {
    position.withLock { position in
      defer { position = min(position + 7, bytes.count) }
      return Array(bytes[position..<min(position + 7, bytes.count)])
    }
  }
}
