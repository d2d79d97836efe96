import CPprof
import ProfileModel

/// Encodes a profile record by record: samples by a plain loop, all else through protobuf-c.
struct ProfileEncoder: ~Copyable {
  private let profile: Profile
  private var packer = MessagePacker()
  private var sample: SampleEncoder

  init(_ profile: Profile) {
    self.profile = profile
    sample = SampleEncoder(profile)
  }

  /// Appends every field, in the order of their numbers.
  mutating func encode(to sink: inout ByteSink) {
    for type in profile.header.sampleTypes { encode(type, as: .sampleType, to: &sink) }
    for row in 0..<profile.sampleTable.count {
      sample.encode(row, of: profile, to: &sink)
    }
    for mapping in profile.mappings { encode(mapping, to: &sink) }
    for row in 0..<profile.locations.count { encodeLocation(row, to: &sink) }
    for row in 0..<profile.functions.count { encodeFunction(row, to: &sink) }
    for row in 0..<profile.strings.count {
      let text = profile.strings.bytes(of: StringID(UInt32(row)))
      MessagePacker.append(text, as: .string, to: &sink)
    }
    if profile.labelSets.labels.contains(where: \.hasEmptyValue) {
      MessagePacker.append([][...], as: .string, to: &sink)
    }
    encodeHeader(to: &sink)
  }

  private mutating func encodeHeader(to sink: inout ByteSink) {
    let header = profile.header
    func append(_ text: StringID, as field: WireRecord.Field) {
      MessagePacker.append(Int64(text.index), as: field, to: &sink)
    }
    append(header.dropFrames, as: .dropFrames)
    append(header.keepFrames, as: .keepFrames)
    MessagePacker.append(header.timeNanos, as: .timeNanos, to: &sink)
    MessagePacker.append(header.durationNanos, as: .durationNanos, to: &sink)
    if header.periodType != ValueType(type: .empty, unit: .empty) {
      encode(header.periodType, as: .periodType, to: &sink)
    }
    MessagePacker.append(header.period, as: .period, to: &sink)
    for comment in header.comments {
      MessagePacker.appendVarint(WireRecord.Field.comment.rawValue << 3, to: &sink)
      MessagePacker.appendVarint(UInt64(comment.index), to: &sink)
    }
    append(header.defaultSampleType, as: .defaultSampleType)
    append(header.docURL, as: .docURL)
  }

  private mutating func encode(
    _ type: ValueType, as field: WireRecord.Field, to sink: inout ByteSink
  ) {
    var message = Pprof__ValueType()
    pprof__value_type__init(&message)
    message.type = Int64(type.type.index)
    message.unit = Int64(type.unit.index)
    packer.append(&message, as: field, to: &sink)
  }

  private mutating func encode(_ mapping: Mapping, to sink: inout ByteSink) {
    var message = Pprof__Mapping()
    pprof__mapping__init(&message)
    message.id = mapping.id
    message.memory_start = mapping.start
    message.memory_limit = mapping.limit
    message.file_offset = mapping.fileOffset
    message.filename = Int64(mapping.filename.index)
    message.build_id = Int64(mapping.buildID.index)
    message.has_functions = mapping.hasFunctions ? 1 : 0
    message.has_filenames = mapping.hasFilenames ? 1 : 0
    message.has_line_numbers = mapping.hasLineNumbers ? 1 : 0
    message.has_inline_frames = mapping.hasInlineFrames ? 1 : 0
    packer.append(&message, as: .mapping, to: &sink)
  }

  private mutating func encodeFunction(_ row: Int, to sink: inout ByteSink) {
    let functions = profile.functions
    var message = Pprof__Function()
    pprof__function__init(&message)
    message.id = functions.ids[row]
    message.name = Int64(functions.names[row])
    message.system_name = Int64(functions.systemNames[row])
    message.filename = Int64(functions.filenames[row])
    message.start_line = functions.startLines[row]
    packer.append(&message, as: .function, to: &sink)
  }

  private mutating func encodeLocation(_ row: Int, to sink: inout ByteSink) {
    let (locations, id) = (profile.locations, LocationID(UInt32(row)))
    var lines = locations.lines(of: id).map { line in
      var message = Pprof__Line()
      pprof__line__init(&message)
      message.function_id = profile.functions.ids[Int(locations.lineFunctions[line])]
      message.line = locations.lineNumbers[line]
      message.column = locations.lineColumns[line]
      return message
    }
    var message = Pprof__Location()
    pprof__location__init(&message)
    message.id = locations.ids[row]
    message.mapping_id = locations.mapping(of: id).map { profile.mappings[Int($0.index)].id } ?? 0
    message.address = locations.addresses[row]
    message.is_folded = locations.isFolded[row] ? 1 : 0
    withPointers(to: &lines) { pointers in
      message.n_line = pointers.count
      message.line = pointers.baseAddress
      packer.append(&message, as: .location, to: &sink)
    }
  }
}

/// Lends a pointer to each element, as protobuf-c wants its repeated messages.
func withPointers<Message>(
  to messages: inout [Message],
  _ body: (UnsafeMutableBufferPointer<UnsafeMutablePointer<Message>?>) -> Void
) {
  messages.withUnsafeMutableBufferPointer { messages in
    var pointers = messages.indices.map { index in messages.baseAddress.map { $0 + index } }
    pointers.withUnsafeMutableBufferPointer { body($0) }
  }
}
