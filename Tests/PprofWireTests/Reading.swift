import ProfileModel
import Synchronization
import TestSupport

@testable import PprofWire

/// Reads a profile from memory.
func read(_ bytes: [UInt8], limits: ReadLimits = ReadLimits()) throws -> Profile {
  try PprofReader.read(ByteSource(bytes), limits: limits).checked().profile
}

/// All bytes of a possibly compressed source.
func inflated(_ bytes: [UInt8], limits: ReadLimits = ReadLimits()) throws -> [UInt8] {
  var source = try DecompressedSource.plain(ByteSource(bytes), limits: limits)
  var all: [UInt8] = []
  while true {
    let block = try source.next()
    if block.isEmpty { return all }
    all += block
  }
}

/// Decodes uncompressed bytes, with or without the varint loop for samples.
func decode(_ bytes: [UInt8], usesPlainLoop: Bool) throws -> Profile {
  var splitter = RecordSplitter(
    RecordDecoder(limits: ReadLimits(), usesPlainLoop: usesPlainLoop))
  try splitter.feed(bytes)
  return try splitter.finish().tables.resolved()
}

/// A source that returns one byte at a time.
func oneByteAtATime(_ bytes: [UInt8]) -> ByteSource {
  let position = Mutex(0)
  return ByteSource {
    position.withLock { position in
      guard position < bytes.count else { return [] }
      defer { position += 1 }
      return [bytes[position]]
    }
  }
}
