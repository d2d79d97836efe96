import ProfileModel

/// The dictionary of OpenTelemetry's profiles: the tables of a profile, an entry for nothing before each.
struct OTLPExport {
  private let profile: Profile
  /// Texts behind those of the profile.
  private var texts: [[UInt8]] = []
  private var textRows: [[UInt8]: Int] = [:]
  /// The attributes as they are written.
  private var attributes: [[UInt8]] = [[]]
  private var attributeRows: [[UInt8]: UInt64] = [:]

  init(_ profile: Profile) { self.profile = profile }

  private mutating func text(_ text: some Sequence<UInt8>) -> Int {
    let bytes = Array(text)
    if let row = textRows[bytes] { return row }
    let row = profile.strings.count + texts.count
    textRows[bytes] = row
    texts.append(bytes)
    return row
  }

  // MARK: Attributes

  /// The index of an attribute.
  private mutating func attribute(_ key: Int, unit: Int = 0, _ value: [UInt8]) -> UInt64 {
    let message = ProtobufBytes.message { message in
      message.write(1, key)
      message.write(2, content: value)
      message.write(3, unit)
    }
    if let row = attributeRows[message] { return row }
    let row = UInt64(attributes.count)
    attributeRows[message] = row
    attributes.append(message)
    return row
  }

  private mutating func attribute(_ key: String, _ value: [UInt8]) -> UInt64 {
    attribute(text(key.utf8), value)
  }

  private func value(text: StringID) -> [UInt8] {
    ProtobufBytes.message { $0.write(1, text: profile.strings.bytes(of: text)) }
  }

  /// A number, which is written even if it is 0.
  private func value(number: Int64) -> [UInt8] {
    let message = ProtobufBytes.message { $0.write(3, number) }
    return message.isEmpty ? [0x18, 0] : message
  }

  /// A number with its unit, as a text.
  private func value(number: Int64, _ unit: StringID) -> [UInt8] {
    let name = profile.strings.isEmpty(unit) ? "" : " \(profile.strings[unit])"
    return ProtobufBytes.message { $0.write(1, content: "\(number)\(name)".utf8) }
  }

  private func value(list: [[UInt8]]) -> [UInt8] {
    let array = ProtobufBytes.message { array in
      for value in list { array.write(1, content: value) }
    }
    return ProtobufBytes.message { $0.write(5, content: array) }
  }

  /// The attributes of a set of labels; a key that comes several times has a list of its values, and one unit.
  ///
  /// A key cannot have several units: such numbers become texts with their units.
  mutating func attributes(of set: LabelSetID) -> [UInt64] {
    var order: [[Label]] = []
    var rows: [StringID: Int] = [:]
    for label in profile.labelSets.labels(of: set) {
      let row = rows[label.key] ?? order.count
      if row == order.count {
        rows[label.key] = row
        order.append([])
      }
      order[row].append(label)
    }
    return order.map { labels in
      let units = labels.units
      let values = labels.map { label in
        switch label.value {
        case .text(let text): value(text: text)
        case .number(let number, let unit):
          units.count > 1 ? value(number: number, unit) : value(number: number)
        }
      }
      let unit = units.count == 1 ? units.first.map { Int($0.index) } ?? 0 : 0
      let whole = values.count == 1 ? values[0] : value(list: values)
      return attribute(Int(labels[0].key.index), unit: unit, whole)
    }
  }

  /// The attributes of a profile as a whole.
  mutating func headerAttributes() -> [UInt64] {
    let header = profile.header
    var indices: [UInt64] = []
    if !header.comments.isEmpty {
      let comments = value(list: header.comments.map { value(text: $0) })
      indices.append(attribute("pprof.profile.comment", comments))
    }
    let texts = [
      ("doc_url", header.docURL), ("drop_frames", header.dropFrames),
      ("keep_frames", header.keepFrames),
    ]
    for (name, text) in texts where !profile.strings.isEmpty(text) {
      indices.append(attribute("pprof.profile.\(name)", value(text: text)))
    }
    return indices
  }

  // MARK: Tables

  mutating func message() -> [UInt8] {
    let mappings = profile.mappings.map { message(of: $0) }
    let locations = (0..<profile.locations.count).map { message(of: LocationID(UInt32($0))) }
    return ProtobufBytes.message { dictionary in
      for mapping in [[]] + mappings { dictionary.write(1, content: mapping) }
      for location in [[]] + locations { dictionary.write(2, content: location) }
      dictionary.write(3, content: [])
      for row in 0..<profile.functions.count { dictionary.write(3, content: function(row)) }
      dictionary.write(4, content: Self.noLink)
      for row in 0..<profile.strings.count {
        dictionary.write(5, text: profile.strings.bytes(of: StringID(UInt32(row))))
      }
      for text in texts { dictionary.write(5, content: text) }
      for attribute in attributes { dictionary.write(6, content: attribute) }
      for row in 0..<profile.stacks.count {
        dictionary.write(7, content: stack(StackID(UInt32(row))))
      }
    }
  }

  private static let noLink = ProtobufBytes.message { link in
    link.write(1, content: [UInt8](repeating: 0, count: 16))
    link.write(2, content: [UInt8](repeating: 0, count: 8))
  }

  private func stack(_ id: StackID) -> [UInt8] {
    let frames = profile.stacks.frames[profile.stacks.frames(of: id)]
    return ProtobufBytes.message { $0.write(1, packed: frames.map { UInt64($0) + 1 }) }
  }

  private func function(_ row: Int) -> [UInt8] {
    let functions = profile.functions
    return ProtobufBytes.message { message in
      message.write(1, Int(functions.names[row]))
      message.write(2, Int(functions.systemNames[row]))
      message.write(3, Int(functions.filenames[row]))
      message.write(4, functions.startLines[row])
    }
  }

  private mutating func message(of id: LocationID) -> [UInt8] {
    let (locations, row) = (profile.locations, Int(id.index))
    let folded =
      locations.isFolded[row] ? [attribute("pprof.location.is_folded", [0x10, 1])] : []
    return ProtobufBytes.message { message in
      message.write(1, Int(locations.mappings[row]))
      message.write(2, locations.addresses[row])
      for line in locations.lines(of: id) {
        message.write(
          3,
          content: ProtobufBytes.message { part in
            part.write(1, Int(locations.lineFunctions[line]) + 1)
            part.write(2, locations.lineNumbers[line])
            part.write(3, locations.lineColumns[line])
          })
      }
      message.write(4, packed: folded)
    }
  }

  private mutating func message(of mapping: Mapping) -> [UInt8] {
    var indices: [UInt64] = []
    if !profile.strings.isEmpty(mapping.buildID) {
      indices.append(
        attribute("process.executable.build_id.gnu", value(text: mapping.buildID)))
    }
    let flags = [
      ("functions", mapping.hasFunctions), ("filenames", mapping.hasFilenames),
      ("line_numbers", mapping.hasLineNumbers), ("inline_frames", mapping.hasInlineFrames),
    ]
    for (name, isSet) in flags where isSet {
      indices.append(attribute("pprof.mapping.has_\(name)", [0x10, 1]))
    }
    return ProtobufBytes.message { message in
      message.write(1, mapping.start)
      message.write(2, mapping.limit)
      message.write(3, mapping.fileOffset)
      message.write(4, Int(mapping.filename.index))
      message.write(5, packed: indices)
    }
  }
}

extension Sequence<Label> {
  /// The units of the numbers among some labels.
  var units: Set<StringID> {
    reduce(into: []) { units, label in
      if case .number(_, let unit) = label.value { units.insert(unit) }
    }
  }
}
