/// A message of protobuf that is no profile of pprof but begins with one of its tags, so that only its fields tell.
package enum ForeignMessage: Sendable, Equatable {
  /// `ProfilesData` of OpenTelemetry, or the request that sends it.
  case openTelemetry
  /// A trace of Perfetto.
  case perfetto

  /// The message that some bytes begin like; nil for anything else.
  ///
  /// - Parameter start: the beginning of inflated content, whose last record may be cut.
  package init?(start: ArraySlice<UInt8>) {
    let bytes = Array(start)
    let fields = Self.fields(bytes, in: 0..<bytes.count)
    if Self.isTelemetry(bytes, fields) {
      self = .openTelemetry
    } else if Self.isPerfetto(bytes, fields) {
      self = .perfetto
    } else {
      return nil
    }
  }

  /// Whether some bytes begin with a length, and a message of OpenTelemetry's profiles of that length.
  package static func isDelimitedTelemetry(_ start: ArraySlice<UInt8>) -> Bool {
    let bytes = Array(start)
    var cursor = WireCursor()
    guard let length = cursor.varint(bytes.span), length > 1, length <= WireRecord.sizeLimit else {
      return false
    }
    let end = min(cursor.position + Int(length), bytes.count)
    return isTelemetry(bytes, fields(bytes, in: cursor.position..<end))
  }

  /// A field of bytes in a message.
  private struct Field {
    let number: UInt64
    /// The range of its content, as far as that is there.
    let content: Range<Int>
  }

  /// The first fields of a message, the last of which may be cut; empty if one is not of bytes.
  private static func fields(_ bytes: [UInt8], in range: Range<Int>) -> [Field] {
    var fields: [Field] = []
    var cursor = WireCursor(position: range.lowerBound)
    while cursor.position < range.upperBound, fields.count < 8 {
      guard let tag = cursor.varint(bytes.span), tag & 7 == WireCursor.WireType.bytes.rawValue,
        let length = cursor.varint(bytes.span), length <= WireRecord.sizeLimit,
        cursor.position <= range.upperBound
      else { return [] }
      let end = min(cursor.position + Int(length), range.upperBound)
      fields.append(Field(number: tag >> 3, content: cursor.position..<end))
      cursor.position = end
    }
    return fields
  }

  /// Fields 1 and 2 alone: resources with their profiles, where pprof has types of samples, and a dictionary, where it
  /// has samples.
  private static func isTelemetry(_ bytes: [UInt8], _ fields: [Field]) -> Bool {
    guard let first = fields.first, fields.allSatisfy({ 1...2 ~= $0.number }) else { return false }
    // The first entry of a dictionary's first table is empty; samples of pprof have no field beyond 3.
    if first.number == 2 {
      let tables = Self.fields(bytes, in: first.content)
      return bytes[first.content].starts(with: [0x0A, 0])
        || tables.contains { 4...7 ~= $0.number } && tables.allSatisfy { $0.number <= 7 }
    }
    let parts = Self.fields(bytes, in: first.content)
    guard let part = parts.first, parts.allSatisfy({ 1...3 ~= $0.number }) else { return false }
    return part.number < 3
      && (part.content.isEmpty || !Self.fields(bytes, in: part.content).isEmpty)
  }

  /// Packets alone, whose first fields are a clock, a time, a sequence or who sent them.
  private static func isPerfetto(_ bytes: [UInt8], _ fields: [Field]) -> Bool {
    let tags: [UInt8] = [0x18, 0x32, 0x40, 0x50, 0x8A, 0xA2]
    return fields.count > 1
      && fields.allSatisfy { field in
        field.number == 1 && bytes[field.content].first.map(tags.contains) ?? false
      }
  }
}
