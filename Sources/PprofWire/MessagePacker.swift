import CPprof
import CProtobufC
import ProfileModel

/// Packs messages by protobuf-c and appends them as fields of a profile.
struct MessagePacker {
  private var bytes: [UInt8] = []

  /// Appends one bytes field that holds a message.
  ///
  /// - `message`: any generated message; each begins with a `ProtobufCMessage`.
  mutating func append<Message>(
    _ message: inout Message, as field: WireRecord.Field, to sink: inout ByteSink
  ) {
    withUnsafePointer(to: &message) { message in
      message.withMemoryRebound(to: ProtobufCMessage.self, capacity: 1) { base in
        let size = protobuf_c_message_get_packed_size(base)
        if bytes.count < size { bytes = [UInt8](repeating: 0, count: size * 2) }
        bytes.withUnsafeMutableBufferPointer { _ = protobuf_c_message_pack(base, $0.baseAddress) }
        Self.append(bytes[..<size], as: field, to: &sink)
      }
    }
  }

  /// Appends one bytes field.
  static func append(
    _ content: ArraySlice<UInt8>, as field: WireRecord.Field, to sink: inout ByteSink
  ) {
    appendVarint(field.rawValue << 3 | 2, to: &sink)
    appendVarint(UInt64(content.count), to: &sink)
    sink.write(bytes: content)
  }

  /// Appends one number field, unless it is 0.
  static func append(_ number: Int64, as field: WireRecord.Field, to sink: inout ByteSink) {
    guard number != 0 else { return }
    appendVarint(field.rawValue << 3, to: &sink)
    appendVarint(UInt64(bitPattern: number), to: &sink)
  }

  /// Appends a number in its form inside a field.
  static func appendVarint(_ number: UInt64, to sink: inout ByteSink) {
    var rest = number
    while rest >= 0x80 {
      sink.write(byte: UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    sink.write(byte: UInt8(rest))
  }
}
