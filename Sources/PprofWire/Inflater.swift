import CZlib
import ProfileModel

/// The one owner of a zlib inflate stream, gzip or zlib, of one member or several.
struct Inflater: Decompressor, ~Copyable {
  /// zlib remembers the stream's address, so it lives in an allocated cell.
  private let stream: UnsafeMutablePointer<z_stream>
  private(set) var compressed = 0
  private(set) var inflated = 0
  private(set) var isBetweenMembers = false
  /// zlib takes the end of a member only when all of it has been given.
  var hasPendingOutput: Bool { false }
  var compression: Compression { .gzip }

  /// - Throws: `CompressionError` when zlib gets no memory.
  init() throws(CompressionError) {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    let anyHeader: Int32 = 15 + 32
    guard czlib_inflate_init(stream, anyHeader) == Z_OK else {
      stream.deallocate()
      throw CompressionError(reason: .outOfMemory, compression: .gzip, compressed: 0, inflated: 0)
    }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
  }

  mutating func decompress(
    _ input: UnsafeBufferPointer<UInt8>, into output: UnsafeMutableBufferPointer<UInt8>
  ) throws(CompressionError) -> (taken: Int, given: Int) {
    if isBetweenMembers, !input.isEmpty { try beginMember(input) }
    stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
    stream.pointee.avail_in = UInt32(clamping: input.count)
    stream.pointee.next_out = output.baseAddress
    stream.pointee.avail_out = UInt32(clamping: output.count)
    let status = CZlib.inflate(stream, Z_NO_FLUSH)
    let taken = input.count - Int(stream.pointee.avail_in)
    let given = output.count - Int(stream.pointee.avail_out)
    compressed += taken
    inflated += given
    switch status {
    case Z_OK, Z_BUF_ERROR: break
    case Z_STREAM_END: isBetweenMembers = true
    case Z_MEM_ERROR: throw error(.outOfMemory)
    default: throw error(.corrupt(stream.pointee.msg.map { String(cString: $0) } ?? "\(status)"))
    }
    return (taken, given)
  }

  private mutating func beginMember(_ input: UnsafeBufferPointer<UInt8>) throws(CompressionError) {
    guard input[0] == 0x1f else { throw error(.trailingBytes) }
    inflateReset(stream)
    isBetweenMembers = false
  }
}
