/// Cuts the blocks of a profile into its top-level records.
///
/// Records are decoded where they lie; only one that spans two blocks is copied.
struct RecordSplitter: ~Copyable {
  private var decoder: RecordDecoder
  /// The beginning of a record whose rest is still to come.
  private var pending: [UInt8] = []
  /// Where the next record begins in the profile.
  private var offset = 0

  init(_ decoder: consuming RecordDecoder) { self.decoder = decoder }

  /// Decodes all records that end in this block.
  mutating func feed(_ block: [UInt8]) throws(PprofError) {
    let start = try completePending(block.span)
    try decodeWhole(block.span, from: start)
  }

  /// What has been decoded.
  ///
  /// - Throws: when the last record is not whole.
  consuming func finish() throws(PprofError) -> RecordDecoder {
    if !pending.isEmpty {
      switch try WireRecord.scan(pending.span, at: 0, offset: offset) {
      case .whole: break
      case .incomplete(let need):
        throw PprofError(.truncated(need: need, have: pending.count), at: offset)
      }
    }
    try decoder.finish()
    return decoder
  }

  /// Completes the record that began in an earlier block; gives where the block goes on after it.
  private mutating func completePending(_ block: borrowing Span<UInt8>) throws(PprofError) -> Int {
    var taken = 0
    while !pending.isEmpty {
      switch try WireRecord.scan(pending.span, at: 0, offset: offset) {
      case .whole(let record):
        let whole = pending
        pending = []
        try decoder.decode(record, in: whole.span, at: offset)
        offset += record.end
      case .incomplete(let need):
        let more = min(need - pending.count, block.count - taken)
        guard more > 0 else { return taken }
        for index in taken..<taken + more { pending.append(block[index]) }
        taken += more
      }
    }
    return taken
  }

  private mutating func decodeWhole(
    _ block: borrowing Span<UInt8>, from start: Int
  ) throws(PprofError) {
    let base = offset - start
    var position = start
    while position < block.count {
      switch try WireRecord.scan(block, at: position, offset: base) {
      case .whole(let record):
        try decoder.decode(record, in: block, at: base + position)
        position = record.end
      case .incomplete:
        for index in position..<block.count { pending.append(block[index]) }
        offset = base + position
        return
      }
    }
    offset = base + position
  }
}
