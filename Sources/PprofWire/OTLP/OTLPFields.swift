/// Goes through the fields of a message that may be as large as a file.
package struct OTLPFields {
  /// A field of a message.
  package struct Field {
    package let number: UInt64
    /// The value of a number.
    package fileprivate(set) var value: UInt64 = 0
    /// Where the content of bytes lies; nil for a number.
    package fileprivate(set) var content: Range<Int>?
  }
  private var cursor: WireCursor
  private let end: Int
  /// Where the next field begins.
  var offset: Int { cursor.position }

  package init(_ range: Range<Int>) {
    cursor = WireCursor(position: range.lowerBound)
    end = range.upperBound
  }

  /// The next field; nil at the end.
  package mutating func next(_ bytes: borrowing Span<UInt8>) throws(PprofError) -> Field? {
    guard cursor.position < end else { return nil }
    let start = cursor.position
    guard let tag = cursor.varint(bytes) else { throw PprofError(.badVarint, at: start) }
    guard let type = WireCursor.WireType(rawValue: UInt8(tag & 7)), tag >> 3 > 0 else {
      throw PprofError(.badWireType(field: tag >> 3, wireType: UInt8(tag & 7)), at: start)
    }
    var field = Field(number: tag >> 3)
    switch type {
    case .varint:
      guard let value = cursor.varint(bytes) else { throw PprofError(.badVarint, at: start) }
      field.value = value
    case .fixed32: field.value = try fixed(4, bytes, from: start)
    case .fixed64: field.value = try fixed(8, bytes, from: start)
    case .bytes:
      guard let length = cursor.varint(bytes) else { throw PprofError(.badVarint, at: start) }
      field.content = try consume(length, from: start)
    }
    guard cursor.position <= end else { throw pastEnd(start) }
    return field
  }

  private mutating func consume(_ length: UInt64, from start: Int) throws(PprofError) -> Range<Int>
  {
    guard cursor.position <= end, length <= UInt64(end - cursor.position) else {
      throw pastEnd(start)
    }
    let content = cursor.position..<(cursor.position + Int(length))
    cursor.position = content.upperBound
    return content
  }

  private mutating func fixed(
    _ size: Int, _ bytes: borrowing Span<UInt8>, from start: Int
  ) throws(PprofError) -> UInt64 {
    let content = try consume(UInt64(size), from: start)
    var value: UInt64 = 0
    for index in content.reversed() { value = value << 8 | UInt64(bytes[index]) }
    return value
  }

  private func pastEnd(_ start: Int) -> PprofError {
    PprofError(.truncated(need: end - start + 1, have: end - start), at: start)
  }
}
