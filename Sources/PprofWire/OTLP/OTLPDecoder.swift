import CPprof
import CProtobufC
package import ProfileModel

/// Reads OpenTelemetry profiles in protobuf: `ProfilesData`, or the request that sends it.
///
/// The whole message is in memory, for the dictionary may stand behind what refers to it. Leaves are unpacked by
/// protobuf-c one at a time, what holds them is walked.
package struct OTLPDecoder: ~Copyable {
  private var arena: Arena
  private let limits: ReadLimits
  private var document = OTLPDocument()
  private var checked = 0

  private init(_ limits: ReadLimits) {
    arena = Arena(budget: limits.tableBytes)
    self.limits = limits
  }

  /// The documents of a file: one, or several with their length before each.
  package static func documents(
    _ bytes: [UInt8], limits: ReadLimits
  ) throws(PprofError) -> [OTLPDocument] {
    let all = bytes.span
    guard let ranges = delimited(all) else { return [try document(all, 0..<all.count, limits)] }
    var documents: [OTLPDocument] = []
    for range in ranges { documents.append(try document(all, range, limits)) }
    return documents
  }

  /// Where messages lie that have their length before them; nil for a message that has none.
  private static func delimited(_ bytes: borrowing Span<UInt8>) -> [Range<Int>]? {
    var fields = OTLPFields(0..<bytes.count)
    if let first = (try? fields.next(bytes)) ?? nil, first.number <= 2, first.content != nil {
      return nil
    }
    var ranges: [Range<Int>] = []
    var cursor = WireCursor()
    while cursor.position < bytes.count {
      guard let length = cursor.varint(bytes), length <= UInt64(bytes.count - cursor.position)
      else { return nil }
      ranges.append(cursor.position..<(cursor.position + Int(length)))
      cursor.position += Int(length)
    }
    return ranges
  }

  private static func document(
    _ bytes: borrowing Span<UInt8>, _ range: Range<Int>, _ limits: ReadLimits
  ) throws(PprofError) -> OTLPDocument {
    var decoder = OTLPDecoder(limits)
    var fields = OTLPFields(range)
    while let field = try fields.next(bytes) {
      guard let content = field.content else { continue }
      switch field.number {
      case 1: try decoder.decodeResource(bytes, content)
      case 2: try decoder.decodeDictionary(bytes, content)
      default: break
      }
    }
    return decoder.document
  }

  private mutating func check() throws(PprofError) {
    checked += 1
    guard checked % 256 == 0 else { return }
    guard document.memory <= limits.tableBytes else {
      throw PprofError(.tablesTooLarge(limit: limits.tableBytes))
    }
  }

  // MARK: Resources

  private mutating func decodeResource(
    _ bytes: borrowing Span<UInt8>, _ range: Range<Int>
  ) throws(PprofError) {
    document.resources.append(OTLPResource())
    var fields = OTLPFields(range)
    while let field = try fields.next(bytes) {
      guard let content = field.content else { continue }
      switch field.number {
      case 1: try decodeResourceAttributes(bytes, content)
      case 2: try decodeScope(bytes, content)
      default: break
      }
    }
  }

  private mutating func decodeResourceAttributes(
    _ bytes: borrowing Span<UInt8>, _ range: Range<Int>
  ) throws(PprofError) {
    var fields = OTLPFields(range)
    while let field = try fields.next(bytes) {
      guard field.number == 1, let content = field.content else { continue }
      let pair = try pair(bytes.extracting(content), depth: 0)
      document.resources[document.resources.count - 1].attributes.append(pair)
      try check()
    }
  }

  private mutating func decodeScope(
    _ bytes: borrowing Span<UInt8>, _ range: Range<Int>
  ) throws(PprofError) {
    var fields = OTLPFields(range)
    while let field = try fields.next(bytes) {
      guard field.number == 2, let content = field.content else { continue }
      let row = document.resources.count - 1
      document.resources[row].profiles.append(try profile(bytes, content))
    }
  }

  // MARK: Profiles

  private mutating func profile(
    _ bytes: borrowing Span<UInt8>, _ range: Range<Int>
  ) throws(PprofError) -> OTLPProfile {
    var profile = OTLPProfile()
    var fields = OTLPFields(range)
    while let field = try fields.next(bytes) {
      guard let content = field.content else {
        decode(number: field, &profile)
        continue
      }
      switch field.number {
      case 1: (profile.type, profile.unit) = try valueType(bytes.extracting(content))
      case 2:
        try decodeSample(bytes.extracting(content), &profile)
        guard profile.memory <= limits.tableBytes else {
          throw PprofError(.tablesTooLarge(limit: limits.tableBytes))
        }
      case 5: (profile.periodType, profile.periodUnit) = try valueType(bytes.extracting(content))
      case 11: profile.attributes += try Self.packed(bytes, content)
      default: break
      }
    }
    return profile
  }

  private func decode(number field: OTLPFields.Field, _ profile: inout OTLPProfile) {
    switch field.number {
    case 3: profile.time = field.value
    case 4: profile.duration = field.value
    case 6: profile.period = Int64(bitPattern: field.value)
    case 11: profile.attributes.append(Int(truncatingIfNeeded: field.value))
    default: break
    }
  }

  private static func packed(
    _ bytes: borrowing Span<UInt8>, _ range: Range<Int>
  ) throws(PprofError) -> [Int] {
    var numbers: [Int] = []
    var cursor = WireCursor(position: range.lowerBound)
    while cursor.position < range.upperBound {
      guard let number = cursor.varint(bytes), cursor.position <= range.upperBound else {
        throw PprofError(.badVarint, at: range.lowerBound)
      }
      numbers.append(Int(truncatingIfNeeded: number))
    }
    return numbers
  }

  private mutating func valueType(
    _ bytes: borrowing Span<UInt8>
  ) throws(PprofError) -> (type: Int, unit: Int) {
    try arena.withMessage(
      otlp__value_type__unpack, bytes, "ValueType", otlp__value_type__descriptor
    ) { message throws(PprofError) in
      (Int(message.type_strindex), Int(message.unit_strindex))
    }
  }

  private mutating func decodeSample(
    _ bytes: borrowing Span<UInt8>, _ profile: inout OTLPProfile
  ) throws(PprofError) {
    try arena.withMessage(
      otlp__sample__unpack, bytes, "Sample", otlp__sample__descriptor
    ) { message throws(PprofError) in
      var sample = OTLPProfile.Sample()
      (sample.stack, sample.link) = (message.stack_index, message.link_index)
      sample.attributes = Self.array(message.attribute_indices, message.n_attribute_indices)
      for value in UnsafeBufferPointer(start: message.values, count: message.n_values) {
        sample.add(value: value)
      }
      let times = UnsafeBufferPointer(
        start: message.timestamps_unix_nano, count: message.n_timestamps_unix_nano)
      sample.timeCount = Int32(clamping: times.count)
      for time in times { profile.note(time: time) }
      profile.append(sample)
    }
  }

  private static func array<Element>(
    _ start: UnsafeMutablePointer<Element>?, _ count: Int
  ) -> [Element] {
    Array(UnsafeBufferPointer(start: start, count: count))
  }

  // MARK: Dictionary

  private mutating func decodeDictionary(
    _ bytes: borrowing Span<UInt8>, _ range: Range<Int>
  ) throws(PprofError) {
    var fields = OTLPFields(range)
    while let field = try fields.next(bytes) {
      guard let content = field.content else { continue }
      let entry = bytes.extracting(content)
      switch field.number {
      case 1: try decodeMapping(entry)
      case 2: try decodeLocation(entry)
      case 3: try decodeFunction(entry)
      case 4: try decodeLink(entry)
      case 5: document.dictionary.append(string: entry)
      case 6: try decodeAttribute(entry)
      case 7: try decodeStack(entry)
      default: break
      }
      try check()
    }
  }

  private mutating func decodeMapping(_ bytes: borrowing Span<UInt8>) throws(PprofError) {
    let mapping = try arena.withMessage(
      otlp__mapping__unpack, bytes, "Mapping", otlp__mapping__descriptor
    ) { message throws(PprofError) in
      var mapping = OTLPDictionary.Mapping()
      (mapping.start, mapping.limit) = (message.memory_start, message.memory_limit)
      (mapping.offset, mapping.file) = (message.file_offset, Int(message.filename_strindex))
      mapping.attributes = Self.array(message.attribute_indices, message.n_attribute_indices)
        .map { Int($0) }
      return mapping
    }
    document.dictionary.mappings.append(mapping)
  }

  private mutating func decodeLocation(_ bytes: borrowing Span<UInt8>) throws(PprofError) {
    let location = try arena.withMessage(
      otlp__location__unpack, bytes, "Location", otlp__location__descriptor
    ) { message throws(PprofError) in
      var location = OTLPDictionary.Location()
      (location.mapping, location.address) = (Int(message.mapping_index), message.address)
      location.attributes = Self.array(message.attribute_indices, message.n_attribute_indices)
        .map { Int($0) }
      for line in UnsafeBufferPointer(start: message.lines, count: message.n_lines) {
        guard let line = line?.pointee else { continue }
        var copy = OTLPDictionary.Line()
        (copy.function, copy.line, copy.column) =
          (Int(line.function_index), line.line, line.column)
        location.lines.append(copy)
      }
      return location
    }
    document.dictionary.locations.append(location)
  }

  private mutating func decodeFunction(_ bytes: borrowing Span<UInt8>) throws(PprofError) {
    let function = try arena.withMessage(
      otlp__function__unpack, bytes, "Function", otlp__function__descriptor
    ) { message throws(PprofError) in
      var function = OTLPDictionary.Function()
      (function.name, function.systemName) =
        (Int(message.name_strindex), Int(message.system_name_strindex))
      (function.file, function.startLine) = (Int(message.filename_strindex), message.start_line)
      return function
    }
    document.dictionary.functions.append(function)
  }

  private mutating func decodeLink(_ bytes: borrowing Span<UInt8>) throws(PprofError) {
    let link = try arena.withMessage(
      otlp__link__unpack, bytes, "Link", otlp__link__descriptor
    ) { message throws(PprofError) in
      var link = OTLPDictionary.Link()
      link.trace = Self.array(message.trace_id.data, message.trace_id.len)
      link.span = Self.array(message.span_id.data, message.span_id.len)
      return link
    }
    document.dictionary.links.append(link)
  }

  private mutating func decodeStack(_ bytes: borrowing Span<UInt8>) throws(PprofError) {
    let locations = try arena.withMessage(
      otlp__stack__unpack, bytes, "Stack", otlp__stack__descriptor
    ) { message throws(PprofError) in
      Self.array(message.location_indices, message.n_location_indices)
    }
    document.dictionary.stackLocations += locations
    document.dictionary.stackEnds.append(document.dictionary.stackLocations.count)
  }

  private mutating func decodeAttribute(_ bytes: borrowing Span<UInt8>) throws(PprofError) {
    var attribute = OTLPDictionary.Attribute()
    let raw = try arena.withMessage(
      otlp__key_value_and_unit__unpack, bytes, "KeyValueAndUnit",
      otlp__key_value_and_unit__descriptor
    ) { message throws(PprofError) in
      (attribute.key, attribute.unit) = (Int(message.key_strindex), Int(message.unit_strindex))
      return message.value.map { RawValue($0.pointee) }
    }
    if let raw { attribute.value = try value(raw, depth: 0) }
    document.dictionary.attributes.append(attribute)
  }

  // MARK: Values

  /// A value whose parts were not unpacked yet.
  private enum RawValue {
    case plain(OTLPValue)
    case array([UInt8])
    case pairs([UInt8])

    init(_ value: borrowing Otlp__AnyValue) {
      switch value.value_case {
      case OTLP__ANY_VALUE__VALUE_STRING_VALUE: self = .plain(.text(Self.bytes(value.string_value)))
      case OTLP__ANY_VALUE__VALUE_BOOL_VALUE: self = .plain(.boolean(value.bool_value != 0))
      case OTLP__ANY_VALUE__VALUE_INT_VALUE: self = .plain(.integer(value.int_value))
      case OTLP__ANY_VALUE__VALUE_DOUBLE_VALUE: self = .plain(.number(value.double_value))
      case OTLP__ANY_VALUE__VALUE_ARRAY_VALUE: self = .array(Self.bytes(value.array_value))
      case OTLP__ANY_VALUE__VALUE_KVLIST_VALUE: self = .pairs(Self.bytes(value.kvlist_value))
      case OTLP__ANY_VALUE__VALUE_BYTES_VALUE:
        self = .plain(.bytes(Base64.encoded(Self.bytes(value.bytes_value))))
      case OTLP__ANY_VALUE__VALUE_STRING_VALUE_STRINDEX:
        self = .plain(.textIndex(Int(value.string_value_strindex)))
      default: self = .plain(.none)
      }
    }

    private static func bytes(_ data: ProtobufCBinaryData) -> [UInt8] {
      Array(UnsafeBufferPointer(start: data.data, count: data.len))
    }
  }

  private mutating func value(_ raw: RawValue, depth: Int) throws(PprofError) -> OTLPValue {
    let content: [UInt8]
    switch raw {
    case .plain(let value): return value
    case .array(let bytes), .pairs(let bytes): content = bytes
    }
    guard depth < OTLPValue.deepest else {
      throw PprofError(.tooLarge(what: "nested values", limit: OTLPValue.deepest))
    }
    var (values, pairs): ([OTLPValue], [OTLPPair]) = ([], [])
    var fields = OTLPFields(0..<content.count)
    while let field = try fields.next(content.span) {
      guard field.number == 1, let range = field.content else { continue }
      let part = content.span.extracting(range)
      if case .array = raw {
        values.append(try value(part, depth: depth + 1))
      } else {
        pairs.append(try pair(part, depth: depth + 1))
      }
    }
    if case .array = raw { return .array(values) }
    return .pairs(pairs)
  }

  private mutating func value(
    _ bytes: borrowing Span<UInt8>, depth: Int
  ) throws(PprofError) -> OTLPValue {
    let raw = try arena.withMessage(
      otlp__any_value__unpack, bytes, "AnyValue", otlp__any_value__descriptor
    ) { message throws(PprofError) in RawValue(message) }
    return try value(raw, depth: depth)
  }

  private mutating func pair(
    _ bytes: borrowing Span<UInt8>, depth: Int
  ) throws(PprofError) -> OTLPPair {
    var key: [UInt8] = []
    let raw = try arena.withMessage(
      otlp__key_value__unpack, bytes, "KeyValue", otlp__key_value__descriptor
    ) { message throws(PprofError) in
      key = Self.array(message.key.data, message.key.len)
      return message.value.map { RawValue($0.pointee) }
    }
    guard let raw else { return OTLPPair(key: key) }
    return OTLPPair(key: key, value: try value(raw, depth: depth))
  }
}
