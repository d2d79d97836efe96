internal import CZlib
internal import ProfileModel

/// The one owner of a zlib inflate stream, gzip or zlib, of one member or several.
struct Inflater: ~Copyable {
  /// zlib remembers the stream's address, so it lives in a cell of its own.
  private let stream: UnsafeMutablePointer<z_stream>
  private(set) var compressed = 0
  private(set) var inflated = 0
  /// Whether the stream stands between two members.
  private(set) var isBetweenMembers = false

  /// - Throws: `GzipError` when zlib gets no memory.
  init() throws(GzipError) {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    let anyHeader: Int32 = 15 + 32
    guard czlib_inflate_init(stream, anyHeader) == Z_OK else {
      stream.deallocate()
      throw GzipError(reason: .outOfMemory, compressed: 0, inflated: 0)
    }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
  }

  /// Inflates from `input` into `output` until one of them is used up.
  ///
  /// - Returns: how many bytes were taken and how many given.
  mutating func inflate(
    _ input: UnsafeBufferPointer<UInt8>, into output: UnsafeMutableBufferPointer<UInt8>
  ) throws(GzipError) -> (taken: Int, given: Int) {
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

  private mutating func beginMember(_ input: UnsafeBufferPointer<UInt8>) throws(GzipError) {
    guard input[0] == 0x1f else { throw error(.trailingBytes) }
    inflateReset(stream)
    isBetweenMembers = false
  }

  /// An error at the place that has been reached.
  func error(_ reason: GzipError.Reason) -> GzipError {
    GzipError(reason: reason, compressed: compressed, inflated: inflated)
  }
}
