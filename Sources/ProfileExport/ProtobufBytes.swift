import PprofWire
import ProfileModel

/// A protobuf message, written field by field; empty fields are omitted.
struct ProtobufBytes {
  private(set) var bytes: [UInt8] = []

  mutating func write(_ field: UInt64, _ number: UInt64) {
    guard number != 0 else { return }
    bytes.append(varint: field << 3)
    bytes.append(varint: number)
  }

  mutating func write(_ field: UInt64, _ number: Int64) { write(field, UInt64(bitPattern: number)) }

  mutating func write(_ field: UInt64, _ index: Int) { write(field, UInt64(index)) }

  /// Writes bytes or a message, an empty one too: it may be an entry of a table.
  mutating func write(_ field: UInt64, content: some Collection<UInt8>) {
    bytes.append(varint: field << 3 | 2)
    bytes.append(varint: UInt64(content.count))
    bytes.append(contentsOf: content)
  }

  /// Writes a text; what is no UTF-8 is replaced, for readers refuse a message that holds any.
  mutating func write(_ field: UInt64, text: some Collection<UInt8>) {
    write(field, content: String(decoding: text, as: UTF8.self).utf8)
  }

  mutating func write(_ field: UInt64, fixed number: UInt64) {
    guard number != 0 else { return }
    bytes.append(varint: field << 3 | 1)
    for shift in stride(from: 0, to: 64, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: number >> UInt64(shift)))
    }
  }

  /// Writes numbers of one field together.
  mutating func write(_ field: UInt64, packed numbers: some Collection<UInt64>) {
    guard !numbers.isEmpty else { return }
    var content: [UInt8] = []
    for number in numbers { content.append(varint: number) }
    write(field, content: content)
  }

  /// What `body` writes.
  static func message(_ body: (inout ProtobufBytes) -> Void) -> [UInt8] {
    var message = ProtobufBytes()
    body(&message)
    return message.bytes
  }
}
