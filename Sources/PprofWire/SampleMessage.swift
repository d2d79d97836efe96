internal import CPprof
internal import ProfileModel

/// One sample as protobuf-c wants it; used again for the next.
struct SampleMessage {
  private var locations: [UInt64] = []
  private var values: [Int64] = []
  private var labels: [Pprof__Label] = []

  /// Takes over a row of a profile.
  mutating func fill(_ row: Int, of profile: Profile) {
    let (stacks, samples) = (profile.stacks, profile.samples)
    locations.removeAll(keepingCapacity: true)
    for place in stacks.frames(of: StackID(samples.stacks[row])) {
      locations.append(profile.locations.ids[Int(stacks.frames[place])])
    }
    values.removeAll(keepingCapacity: true)
    values.append(contentsOf: samples.values[row * profile.width..<(row + 1) * profile.width])
    labels.removeAll(keepingCapacity: true)
    for label in profile.labelSets.labels(of: LabelSetID(samples.labelSets[row])) {
      labels.append(Self.message(label))
    }
  }

  private static func message(_ label: Label) -> Pprof__Label {
    var message = Pprof__Label()
    pprof__label__init(&message)
    message.key = Int64(label.key.index)
    switch label.value {
    case .text(let text): message.str = Int64(text.index)
    case .number(let number, let unit):
      message.num = number
      message.num_unit = Int64(unit.index)
    }
    return message
  }

  /// Appends the sample.
  mutating func pack(with packer: inout MessagePacker, to sink: inout ByteSink) {
    var message = Pprof__Sample()
    pprof__sample__init(&message)
    message.n_location_id = locations.count
    message.n_value = values.count
    message.n_label = labels.count
    locations.withUnsafeMutableBufferPointer { locations in
      values.withUnsafeMutableBufferPointer { values in
        withPointers(to: &labels) { labels in
          message.location_id = locations.baseAddress
          message.value = values.baseAddress
          message.label = labels.baseAddress
          packer.append(&message, as: .sample, to: &sink)
        }
      }
    }
  }
}
