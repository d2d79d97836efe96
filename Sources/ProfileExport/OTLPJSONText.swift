import JSONText
import PprofWire
import ProfileModel

/// OpenTelemetry's JSON of a message: what protobuf's own is, but for ids, which are hexadecimal.
///
/// It is made of the protobuf, so that there is one writer. Messages are as deep in one another as the schema.
struct OTLPJSONText {
  private let bytes: [UInt8]

  init(_ message: [UInt8]) { bytes = message }

  func write(to sink: inout ByteSink) throws {
    try write(.data, 0..<bytes.count, to: &sink)
  }

  private func write(
    _ message: OTLPSchema.Message, _ range: Range<Int>, to sink: inout ByteSink
  ) throws {
    var fields = OTLPFields(range)
    var last: (number: UInt64, isList: Bool)?
    sink.write("{")
    while let field = try fields.next(bytes.span) {
      guard let known = OTLPSchema.field(field.number, of: message) else { continue }
      // What repeats is written one behind the other.
      if let last, last.number == field.number {
        sink.write(",")
      } else {
        if let last { sink.write(last.isList ? "]," : ",") }
        sink.write(json: .text(known.name))
        sink.write(known.isList ? ":[" : ":")
      }
      try write(field, known.kind, to: &sink)
      last = (field.number, known.isList)
    }
    sink.write(last?.isList == true ? "]}" : "}")
  }

  private func write(
    _ field: OTLPFields.Field, _ kind: OTLPSchema.Kind, to sink: inout ByteSink
  ) throws {
    guard let content = field.content else { return write(field.value, kind, to: &sink) }
    switch kind {
    case .message(let message): try write(message, content, to: &sink)
    case .text: sink.write(json: .text(String(decoding: bytes[content], as: UTF8.self)))
    case .identity: writeHexadecimal(content, to: &sink)
    case .wide, .address, .index, .boolean: writeNumbers(content, kind, to: &sink)
    }
  }

  private func write(_ number: UInt64, _ kind: OTLPSchema.Kind, to sink: inout ByteSink) {
    switch kind {
    case .boolean: sink.write(number != 0 ? "true" : "false")
    case .index: sink.write(decimal: Int64(bitPattern: number))
    case .address: sink.write("\"\(number)\"")
    default: sink.write("\"\(Int64(bitPattern: number))\"")
    }
  }

  /// Writes numbers that are packed together.
  private func writeNumbers(
    _ range: Range<Int>, _ kind: OTLPSchema.Kind, to sink: inout ByteSink
  ) {
    var cursor = WireCursor(position: range.lowerBound)
    while cursor.position < range.upperBound, let number = cursor.varint(bytes.span) {
      write(number, kind, to: &sink)
      if cursor.position < range.upperBound { sink.write(",") }
    }
  }

  private func writeHexadecimal(_ range: Range<Int>, to sink: inout ByteSink) {
    sink.write("\"\(bytes[range].hexadecimal)\"")
  }
}
