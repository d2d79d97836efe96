/// A top-level field of a profile, as a range of bytes.
struct WireRecord {
  /// The meaning of a field number at the top level of a profile.
  enum Field: UInt64 {
    case sampleType = 1
    case sample, mapping, location, function, string, dropFrames, keepFrames, timeNanos
    case durationNanos, periodType, period, comment, defaultSampleType, docURL

    /// The field's name in `Proto/profile.proto`.
    var name: String {
      switch self {
      case .sampleType: "sample_type"
      case .sample: "sample"
      case .mapping: "mapping"
      case .location: "location"
      case .function: "function"
      case .string: "string_table"
      case .dropFrames: "drop_frames"
      case .keepFrames: "keep_frames"
      case .timeNanos: "time_nanos"
      case .durationNanos: "duration_nanos"
      case .periodType: "period_type"
      case .period: "period"
      case .comment: "comment"
      case .defaultSampleType: "default_sample_type"
      case .docURL: "doc_url"
      }
    }
  }

  /// The field's number; those that are no `Field` are skipped.
  let number: UInt64
  let wireType: WireCursor.WireType
  /// The value of a varint field.
  let value: UInt64
  /// Where the content of a bytes field lies.
  let content: Range<Int>
  /// Where the next record begins.
  let end: Int

  /// What was found where a record was looked for.
  enum Scan {
    case whole(WireRecord)
    /// The record is cut: it needs this many bytes in all, or at least one more than there are.
    case incomplete(need: Int)
  }

  /// The largest record there may be; real ones have a few kilobytes.
  static let sizeLimit = 1 << 27

  /// Scans for a record at a position.
  ///
  /// - `offset`: where `bytes` begin in the profile.
  static func scan(
    _ bytes: borrowing Span<UInt8>, at start: Int, offset: Int
  ) throws(PprofError) -> Scan {
    var cursor = WireCursor(position: start)
    guard let tag = cursor.varint(bytes) else {
      return try unfinished(bytes, cursor, start, offset)
    }
    guard let wireType = WireCursor.WireType(rawValue: UInt8(tag & 7)) else {
      throw PprofError(.badWireType(field: tag >> 3, wireType: UInt8(tag & 7)), at: offset + start)
    }
    var value: UInt64 = 0
    var length: UInt64 = wireType == .fixed64 ? 8 : wireType == .fixed32 ? 4 : 0
    if wireType == .varint || wireType == .bytes {
      guard let number = cursor.varint(bytes) else {
        return try unfinished(bytes, cursor, start, offset)
      }
      if wireType == .varint { value = number } else { length = number }
    }
    guard length <= sizeLimit else {
      throw PprofError(.recordTooLarge(bytes: length, limit: sizeLimit), at: offset + start)
    }
    let end = cursor.position + Int(length)
    guard end <= bytes.count else { return .incomplete(need: end - start) }
    return .whole(
      WireRecord(
        number: tag >> 3, wireType: wireType, value: value, content: cursor.position..<end, end: end
      ))
  }

  /// A number that did not end: the bytes may go on, unless it has had 10 of them.
  private static func unfinished(
    _ bytes: borrowing Span<UInt8>, _ cursor: WireCursor, _ start: Int, _ offset: Int
  ) throws(PprofError) -> Scan {
    guard bytes.count - cursor.position < 10 else {
      throw PprofError(.badVarint, at: offset + start)
    }
    return .incomplete(need: bytes.count - start + 1)
  }
}
