import CZstd

/// The one owner of a zstd stream, of one frame or several.
struct ZstdDecoder: Decompressor, ~Copyable {
  /// The largest window that is given memory: what `zstd` itself takes without being asked for more.
  private static let largestWindowLog: Int32 = 27

  private let context: OpaquePointer
  private(set) var compressed = 0
  private(set) var inflated = 0
  private(set) var isBetweenMembers = false
  private(set) var hasPendingOutput = false
  var compression: Compression { .zstd }

  /// - Throws: `CompressionError` when there is no memory.
  init() throws(CompressionError) {
    guard let context = ZSTD_createDCtx() else {
      throw CompressionError(reason: .outOfMemory, compression: .zstd, compressed: 0, inflated: 0)
    }
    self.context = context
    ZSTD_DCtx_setParameter(context, ZSTD_d_windowLogMax, Self.largestWindowLog)
  }

  deinit { ZSTD_freeDCtx(context) }

  mutating func decompress(
    _ input: UnsafeBufferPointer<UInt8>, into output: UnsafeMutableBufferPointer<UInt8>
  ) throws(CompressionError) -> (taken: Int, given: Int) {
    var source = ZSTD_inBuffer(src: input.baseAddress, size: input.count, pos: 0)
    var target = ZSTD_outBuffer(dst: output.baseAddress, size: output.count, pos: 0)
    let status = ZSTD_decompressStream(context, &target, &source)
    compressed += source.pos
    inflated += target.pos
    guard ZSTD_isError(status) == 0 else {
      throw error(.corrupt(String(cString: ZSTD_getErrorName(status)).lowercased()))
    }
    isBetweenMembers = status == 0
    hasPendingOutput = status != 0 && target.pos == target.size
    return (source.pos, target.pos)
  }
}
