import Foundation
import ProfileModel
import Synchronization
import Testing

@testable import PprofWire
@testable import ProfileFormats

/// The message about content that is not a profile; nil, with an issue, for any other result.
func refusal(of bytes: [UInt8], named name: String? = nil) -> ForeignContent? {
  do {
    let read = try ProfileReader.readAll(ByteSource(bytes), named: name)
    Issue.record("was read as \(read.map(\.notes.format))")
  } catch let error as ForeignContent {
    return error
  } catch {
    Issue.record("\(error)")
  }
  return nil
}

/// Bytes as gzip.
func gzipped(_ bytes: [UInt8]) throws -> [UInt8] {
  let written = Mutex<[UInt8]>([])
  let gzip = GzipSink(around: ByteSink { block in written.withLock { $0 += block } })
  gzip.write(bytes)
  var sink = gzip.finish()
  try sink.finish()
  return written.withLock { $0 }
}
