internal import CProtobufC

/// Finds out why protobuf-c refuses a message: it only says that it does.
enum Diagnosis {
  /// The first rule that a message breaks.
  ///
  /// - Parameter message: what the message is called in an error.
  static func error(
    _ bytes: borrowing Span<UInt8>, _ message: String,
    _ descriptor: borrowing ProtobufCMessageDescriptor
  ) -> PprofError {
    do {
      try walk(bytes, descriptor)
      return PprofError(.unreadable(message: message))
    } catch {
      return error
    }
  }

  private static func walk(
    _ bytes: borrowing Span<UInt8>, _ descriptor: borrowing ProtobufCMessageDescriptor
  ) throws(PprofError) {
    let message = String(cString: descriptor.short_name)
    var cursor = WireCursor()
    while cursor.position < bytes.count {
      let tag = try number(bytes, &cursor, "a field")
      let known = field(tag >> 3, of: descriptor)
      let name = known.map { "\(message).\(String(cString: $0.name))" }
      guard let type = WireCursor.WireType(rawValue: UInt8(tag & 7)) else {
        throw PprofError(.badWireType(field: tag >> 3, wireType: UInt8(tag & 7)))
      }
      let content = try skip(type, bytes, &cursor, name ?? "field \(tag >> 3)")
      if let known, let name { try check(known, name, type, bytes.extracting(content)) }
    }
  }

  /// Steps over a field's value; gives where a bytes field's content lies.
  private static func skip(
    _ type: WireCursor.WireType, _ bytes: borrowing Span<UInt8>, _ cursor: inout WireCursor,
    _ name: String
  ) throws(PprofError) -> Range<Int> {
    let need: UInt64
    switch type {
    case .varint:
      _ = try number(bytes, &cursor, name)
      need = 0
    case .bytes: need = try number(bytes, &cursor, name)
    case .fixed64: need = 8
    case .fixed32: need = 4
    }
    let have = bytes.count - cursor.position
    guard need <= UInt64(have) else {
      throw PprofError(.pastEnd(field: name, need: need, have: have))
    }
    defer { cursor.position += Int(need) }
    return cursor.position..<cursor.position + Int(need)
  }

  private static func number(
    _ bytes: borrowing Span<UInt8>, _ cursor: inout WireCursor, _ name: String
  ) throws(PprofError) -> UInt64 {
    if let number = cursor.varint(bytes) { return number }
    let have = bytes.count - cursor.position
    guard have < 10 else { throw PprofError(.badVarint) }
    throw PprofError(.varintPastEnd(field: name))
  }

  /// Checks a known field's wire type, and what is in it.
  private static func check(
    _ field: ProtobufCFieldDescriptor, _ name: String, _ type: WireCursor.WireType,
    _ content: borrowing Span<UInt8>
  ) throws(PprofError) {
    let isMessage = field.type == PROTOBUF_C_TYPE_MESSAGE
    let isPacked = !isMessage && type == .bytes && field.label == PROTOBUF_C_LABEL_REPEATED
    guard type == (isMessage ? .bytes : .varint) || isPacked else {
      throw PprofError(.wrongWireType(field: name, wireType: type.rawValue))
    }
    if isMessage, let nested = field.descriptor {
      try walk(
        content, nested.assumingMemoryBound(to: ProtobufCMessageDescriptor.self).pointee)
    } else if isPacked {
      var cursor = WireCursor()
      while cursor.position < content.count { _ = try number(content, &cursor, name) }
    }
  }

  private static func field(
    _ number: UInt64, of descriptor: borrowing ProtobufCMessageDescriptor
  ) -> ProtobufCFieldDescriptor? {
    for place in 0..<Int(descriptor.n_fields) where UInt64(descriptor.fields[place].id) == number {
      return descriptor.fields[place]
    }
    return nil
  }
}
