package import ProfileModel

/// Reads pprof's protobuf.
///
/// The format is `Proto/profile.proto`; what is refused is what `go tool pprof` refuses.
package enum PprofReader {
  /// Reads one profile to the end of its source, which may be gzip.
  ///
  /// - Throws: `PprofError`, `CompressionError`, or what the source throws. Nothing is kept of a profile that
  ///   is damaged anywhere.
  package static func read(
    _ source: consuming ByteSource, limits: ReadLimits = ReadLimits()
  ) throws -> ReadProfile {
    var plain = try DecompressedSource.plain(source, limits: limits)
    var splitter = RecordSplitter(RecordDecoder(limits: limits))
    var block = try plain.next()
    guard !block.isEmpty else { throw PprofError(.empty) }
    while !block.isEmpty {
      try splitter.feed(block)
      block = try plain.next()
    }
    let tables = try splitter.finish().tables
    var notes = ReadNotes()
    notes.recordsSeen = tables.samples.count
    notes.recordsRead = notes.recordsSeen
    let profile = try tables.resolved()
    guard profile.spelledMemory <= limits.tableBytes else {
      throw PprofError(.tablesTooLarge(limit: limits.tableBytes))
    }
    if let name = profile.nameOfSeveralTypes {
      notes.warnings.append("several sample types have the name '\(name)'; reports leave them out")
    }
    return ReadProfile(profile: profile, notes: notes)
  }

  /// What speaks for content being a profile.
  package enum Evidence: Sendable, Equatable {
    case none
    /// It begins with one whole record that is known and legal.
    case record
    /// It begins with several, and the first is one that profiles begin with.
    case profile
  }

  /// How strongly the beginning of inflated content suggests a profile.
  ///
  /// - `isWhole`: whether that is all of it, so that a first record that reaches beyond it is invalid.
  package static func evidence(in start: [UInt8], isWhole: Bool) -> Evidence {
    var position = 0
    var known = 0
    records: for _ in 0..<8 where position < start.count {
      guard let scan = try? WireRecord.scan(start.span, at: position, offset: 0) else {
        break records
      }
      guard case .whole(let record) = scan else {
        guard known == 0 else { break records }
        return !isWhole && beginsLargeRecord(start) ? .record : .none
      }
      if let field = WireRecord.Field(rawValue: record.number) {
        guard field.allows(record.wireType) else { break records }
        known += 1
      }
      position = record.end
    }
    return known > 1 && beginsAsProfilesDo(start) ? .profile : known > 0 ? .record : .none
  }

  /// Whether a first record larger than what is looked at has the one-byte tag of one that may be so large.
  private static func beginsLargeRecord(_ start: [UInt8]) -> Bool {
    let field = WireRecord.Field(rawValue: UInt64(start[0] >> 3))
    return field?.allows(.bytes) == true && start[0] & 7 == 2
  }

  /// Whether the first record is a sample type, which holds nothing but two numbers, the type of the period, with
  /// which the Go runtime begins profiles of memory and of counts, or the empty string that every string table begins
  /// with.
  private static func beginsAsProfilesDo(_ start: [UInt8]) -> Bool {
    guard case .whole(let record)? = try? WireRecord.scan(start.span, at: 0, offset: 0) else {
      return false
    }
    switch WireRecord.Field(rawValue: record.number) {
    case .string: return record.end == 2
    case .sampleType: return isValueType(start[record.content])
    case .periodType: return start[record.content].first == 0x08
    default: return false
    }
  }

  private static func isValueType(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.isEmpty || bytes.first == 0x08 || bytes.first == 0x10
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
