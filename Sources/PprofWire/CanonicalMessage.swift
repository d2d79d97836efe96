import CProtobufC

/// Writes a message that protobuf-c refuses anew, as `go tool pprof` reads it, or finds out what is wrong with it.
///
/// `go tool pprof` skips fields that it does not know, whatever their number, and reads tags and lengths of up to ten
/// bytes, where protobuf-c takes numbers from 1 to 2²⁹ and five bytes.
enum CanonicalMessage {
  /// The message with the fields that are known only, all numbers as short as they can be.
  ///
  /// - Throws: the first rule that the message breaks.
  static func bytes(
    of message: borrowing Span<UInt8>, _ descriptor: borrowing ProtobufCMessageDescriptor
  ) throws(PprofError) -> [UInt8] {
    let name = String(cString: descriptor.short_name)
    var written: [UInt8] = []
    var cursor = WireCursor()
    while cursor.position < message.count {
      let tag = try number(message, &cursor, "a field")
      let known = field(tag >> 3, of: descriptor)
      let field = known.map { "\(name).\(String(cString: $0.name))" } ?? "field \(tag >> 3)"
      guard let type = WireCursor.WireType(rawValue: UInt8(tag & 7)) else {
        throw PprofError(.badWireType(field: tag >> 3, wireType: UInt8(tag & 7)))
      }
      let value = try value(type, message, &cursor, field)
      guard let known else { continue }
      written.append(varint: tag)
      if type == .varint { written.append(varint: value.number) }
      if let content = try content(known, field, type, message.extracting(value.bytes)) {
        written.append(varint: UInt64(content.count))
        written += content
      }
    }
    return written
  }

  /// Throws if one of some fields, which are booleans, is no number: protobuf-c takes any wire type for them.
  static func requireNumbers(
    in fields: ClosedRange<UInt64>, of message: borrowing Span<UInt8>,
    _ descriptor: borrowing ProtobufCMessageDescriptor
  ) throws(PprofError) {
    var cursor = WireCursor()
    while let tag = cursor.varint(message) {
      guard let type = WireCursor.WireType(rawValue: UInt8(tag & 7)),
        type == .varint || !fields.contains(tag >> 3),
        (try? value(type, message, &cursor, "")) != nil
      else {
        _ = try bytes(of: message, descriptor)
        return
      }
    }
  }

  /// Steps over a field's value; gives the number, or where the content of a bytes field lies.
  private static func value(
    _ type: WireCursor.WireType, _ bytes: borrowing Span<UInt8>, _ cursor: inout WireCursor,
    _ name: String
  ) throws(PprofError) -> (number: UInt64, bytes: Range<Int>) {
    let need: UInt64
    switch type {
    case .varint:
      let number = try number(bytes, &cursor, name)
      return (number, cursor.position..<cursor.position)
    case .bytes: need = try number(bytes, &cursor, name)
    case .fixed64: need = 8
    case .fixed32: need = 4
    }
    let have = bytes.count - cursor.position
    guard need <= UInt64(have) else {
      throw PprofError(.pastEnd(field: name, need: need, have: have))
    }
    defer { cursor.position += Int(need) }
    return (0, cursor.position..<cursor.position + Int(need))
  }

  private static func number(
    _ bytes: borrowing Span<UInt8>, _ cursor: inout WireCursor, _ name: String
  ) throws(PprofError) -> UInt64 {
    if let number = cursor.varint(bytes) { return number }
    let have = bytes.count - cursor.position
    guard have < 10 else { throw PprofError(.badVarint) }
    throw PprofError(.varintPastEnd(field: name))
  }

  /// The content of a known field, rewritten; nil for a field that is a number.
  private static func content(
    _ field: ProtobufCFieldDescriptor, _ name: String, _ type: WireCursor.WireType,
    _ bytes: borrowing Span<UInt8>
  ) throws(PprofError) -> [UInt8]? {
    let isMessage = field.type == PROTOBUF_C_TYPE_MESSAGE
    let isText = field.type == PROTOBUF_C_TYPE_BYTES
    let isPacked =
      !isMessage && !isText && type == .bytes && field.label == PROTOBUF_C_LABEL_REPEATED
    guard type == (isMessage || isText ? .bytes : .varint) || isPacked else {
      throw PprofError(.wrongWireType(field: name, wireType: type.rawValue))
    }
    if isMessage, let nested = field.descriptor {
      let descriptor = nested.assumingMemoryBound(to: ProtobufCMessageDescriptor.self)
      return try Self.bytes(of: bytes, descriptor.pointee)
    }
    if isText { return bytes.indices.map { bytes[$0] } }
    guard isPacked else { return nil }
    var numbers: [UInt8] = []
    var cursor = WireCursor()
    while cursor.position < bytes.count {
      numbers.append(varint: try number(bytes, &cursor, name))
    }
    return numbers
  }

  private static func field(
    _ number: UInt64, of descriptor: borrowing ProtobufCMessageDescriptor
  ) -> ProtobufCFieldDescriptor? {
    for index in 0..<Int(descriptor.n_fields) where UInt64(descriptor.fields[index].id) == number {
      return descriptor.fields[index]
    }
    return nil
  }
}
