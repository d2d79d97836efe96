public import ProfileModel

/// Reads pprof's protobuf.
///
/// The format is `Proto/profile.proto`; what is refused is what `go tool pprof` refuses.
public enum PprofReader {
  /// Reads one profile to the end of its source, which may be gzip.
  ///
  /// - Throws: `PprofError`, `GzipError`, or what the source throws. Nothing is kept of a profile that
  ///   is damaged anywhere.
  public static func read(
    _ source: consuming ByteSource, limits: ReadLimits = ReadLimits()
  ) throws -> ReadProfile {
    var plain = try GzipSource.inflating(source, limits: limits)
    var splitter = RecordSplitter(RecordDecoder(limits: limits))
    var block = try plain.next()
    guard !block.isEmpty else { throw PprofError(.empty) }
    while !block.isEmpty {
      try splitter.feed(block)
      block = try plain.next()
    }
    let tables = try splitter.finish().tables
    var notes = ReadNotes(format: "pprof")
    notes.recordsSeen = tables.samples.count
    notes.recordsRead = notes.recordsSeen
    let profile = try tables.resolved()
    guard profile.spelledMemory <= limits.tableBytes else {
      throw PprofError(.tablesTooLarge(limit: limits.tableBytes))
    }
    if let name = profile.nameOfSeveralTypes {
      notes.warnings.append("several sample types are called '\(name)'; reports leave them out")
    }
    return ReadProfile(profile: profile, notes: notes)
  }

  /// Whether inflated content begins as a profile does: with a few records that are known, or at least
  /// legal, and of the right wire type.
  public static func recognises(_ start: [UInt8]) -> Bool {
    var position = 0
    var known = 0
    for _ in 0..<8 where position < start.count {
      guard let scan = try? WireRecord.scan(start.span, at: position, offset: 0) else {
        return false
      }
      guard case .whole(let record) = scan else {
        // A first record larger than what is looked at: go by its one-byte tag.
        let field = WireRecord.Field(rawValue: UInt64(start[position] >> 3))
        return known > 0 || field?.allows(.bytes) == true && start[position] & 7 == 2
      }
      if let field = WireRecord.Field(rawValue: record.number) {
        guard field.allows(record.wireType) else { return false }
        known += 1
      }
      position = record.end
    }
    return known > 0
  }
}

extension WireRecord.Field {
  /// Whether a field may have a wire type.
  fileprivate func allows(_ type: WireCursor.WireType) -> Bool {
    switch self {
    case .sampleType, .sample, .mapping, .location, .function, .string, .periodType: type == .bytes
    case .comment: type == .bytes || type == .varint
    default: type == .varint
    }
  }
}
