internal import CZlib
internal import ProfileModel

/// The one owner of a zlib deflate stream that writes one gzip member.
struct Deflater: ~Copyable {
  /// zlib remembers the stream's address, so it lives in a cell of its own.
  private let stream: UnsafeMutablePointer<z_stream>
  private var output = [UInt8](repeating: 0, count: 64 << 10)
  /// The level that gzip itself uses.
  private static let level: Int32 = 6

  init() {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    let gzipHeader: Int32 = 15 + 16
    let status = czlib_deflate_init(stream, Self.level, gzipHeader)
    precondition(status == Z_OK, "zlib could not get 256 kB of memory")
  }

  deinit {
    deflateEnd(stream)
    stream.deallocate()
  }

  /// Deflates a block and appends what comes out; the last block ends the member.
  mutating func deflate(_ block: [UInt8], isLast: Bool, to sink: inout ByteSink) {
    block.withUnsafeBufferPointer { input in
      stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
      stream.pointee.avail_in = UInt32(clamping: input.count)
      var room = 0
      repeat {
        room = output.withUnsafeMutableBufferPointer { output in
          stream.pointee.next_out = output.baseAddress
          stream.pointee.avail_out = UInt32(clamping: output.count)
          _ = CZlib.deflate(stream, isLast ? Z_FINISH : Z_NO_FLUSH)
          return Int(stream.pointee.avail_out)
        }
        sink.write(bytes: output[..<(output.count - room)])
      } while room == 0
    }
  }
}
