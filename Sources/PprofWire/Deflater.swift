import CZlib

/// The one owner of a zlib stream that deflates chunks, each on its own, into parts of one gzip member.
struct Deflater: ~Copyable {
  /// The result for a chunk: bytes that end on a byte boundary, and the checksum of the input.
  struct Part: Sendable {
    let bytes: [UInt8]
    let checksum: UInt
    let inputCount: Int
  }

  /// A stretch of the input, with what comes before it.
  struct Chunk: Sendable {
    let bytes: [UInt8]
    /// The 32 KiB before the chunk, which it may refer to.
    let dictionary: [UInt8]
    /// Whether it ends the member.
    let isLast: Bool
  }

  /// zlib remembers the stream's address, so it lives in an allocated cell.
  private let stream: UnsafeMutablePointer<z_stream>
  /// Fast, without lazy matches.
  private static let level: Int32 = 1
  /// zlib's search limits: how many earlier positions to try, the length of a match that ends the search, and the
  /// length up to which all bytes of a match are indexed, not the first alone.
  ///
  /// zlib's own 4, 8 and 4 of level 1 make files 11 % larger than `go tool pprof`'s; so they are 8 %, as at its level
  /// 2, in 0.8 of the time of that.
  private static let search: (chain: Int32, nice: Int32, entered: Int32) = (3, 32, 258)

  init(level: Int32 = Self.level) {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    let bareDeflate: Int32 = -15
    let status = czlib_deflate_init(stream, level, bareDeflate)
    precondition(status == Z_OK, "there is not enough memory: zlib needs 256 kB")
  }

  deinit {
    deflateEnd(stream)
    stream.deallocate()
  }

  /// Deflates all there is at once.
  mutating func deflate(_ bytes: [UInt8]) -> [UInt8] {
    deflateReset(stream)
    let bound = Int(deflateBound(stream, UInt(bytes.count)))
    return bytes.withUnsafeBufferPointer { input in
      [UInt8](unsafeUninitializedCapacity: bound) { output, count in
        var given = 0
        repeat {
          // zlib counts in 32 bits.
          let part = min(input.count - given, Int(UInt32.max))
          let room = min(output.count - count, Int(UInt32.max))
          stream.pointee.next_in = UnsafeMutablePointer(
            mutating: input.baseAddress.map { $0 + given })
          stream.pointee.avail_in = UInt32(part)
          stream.pointee.next_out = output.baseAddress.map { $0 + count }
          stream.pointee.avail_out = UInt32(room)
          _ = CZlib.deflate(stream, given + part == input.count ? Z_FINISH : Z_NO_FLUSH)
          given += part - Int(stream.pointee.avail_in)
          count += room - Int(stream.pointee.avail_out)
        } while given < input.count
      }
    }
  }

  /// Deflates a chunk.
  mutating func deflate(_ chunk: Chunk) -> Part {
    // A reset brings back the level's own search. The first number would shorten a search behind a match of
    // as many bytes, which there is only where matches are lazy.
    deflateReset(stream)
    deflateTune(stream, 4, Self.search.entered, Self.search.nice, Self.search.chain)
    chunk.dictionary.withUnsafeBufferPointer {
      _ = deflateSetDictionary(stream, $0.baseAddress, UInt32($0.count))
    }
    // The bound is for Z_FINISH; a flush adds at most 5 bytes and what zlib holds back.
    let bound = Int(deflateBound(stream, UInt(chunk.bytes.count))) + 64
    return chunk.bytes.withUnsafeBufferPointer { input in
      let bytes = [UInt8](unsafeUninitializedCapacity: bound) { output, count in
        stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
        stream.pointee.avail_in = UInt32(input.count)
        stream.pointee.next_out = output.baseAddress
        stream.pointee.avail_out = UInt32(output.count)
        _ = CZlib.deflate(stream, chunk.isLast ? Z_FINISH : Z_SYNC_FLUSH)
        count = output.count - Int(stream.pointee.avail_out)
      }
      let checksum = crc32(0, input.baseAddress, UInt32(input.count))
      return Part(bytes: bytes, checksum: checksum, inputCount: input.count)
    }
  }
}

/// Bytes as deflate alone (RFC 1951), without a header or a checksum, as scripts of browsers inflate them.
package enum RawDeflate {
  /// zlib's own choice: its highest level takes four times as long and gains 2 %.
  private static let level: Int32 = 6

  /// The bytes, deflated.
  package static func deflated(_ bytes: [UInt8]) -> [UInt8] {
    var deflater = Deflater(level: level)
    return deflater.deflate(bytes)
  }
}
