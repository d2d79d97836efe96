import ProfileModel

/// Encodes the samples of a profile by a plain loop, as protobuf-c would.
///
/// Nearly all bytes of a profile are frames: protobuf-c takes three times as long, since it wants every id
/// in 64 bits and goes over them twice. Tests read with protobuf-c what is written here.
struct SampleEncoder: ~Copyable {
  /// The ids of the frames of a sample, and after them its values and labels.
  private var frames = VarintBuffer()
  /// The frames as rows.
  private var locations: [UInt32] = []
  private var rest = VarintBuffer()
  private var message = VarintBuffer()
  private let ids: EncodedIDs
  /// Another empty text behind all others, for one that is called 0 is no value.
  private let otherEmptyText: UInt64

  init(_ profile: borrowing Profile) {
    ids = EncodedIDs(profile.locations.ids)
    otherEmptyText = UInt64(profile.strings.count)
  }

  /// Appends a row of a profile as a field.
  mutating func encode(_ row: Int, of profile: borrowing Profile, to sink: inout ByteSink) {
    let samples = profile.sampleTable
    encodeFrames(StackID(samples.stacks[row]), of: profile)
    rest.clear()
    encodeValues(samples.values[row * profile.width..<(row + 1) * profile.width])
    for label in profile.labelSets.labels(of: LabelSetID(samples.labelSets[row])) { encode(label) }
    let hasFrames = frames.count > 0
    let size = (hasFrames ? 1 + VarintBuffer.size(of: UInt64(frames.count)) : 0)
    MessagePacker.appendVarint(WireRecord.Field.sample.rawValue << 3 | 2, to: &sink)
    MessagePacker.appendVarint(UInt64(size + frames.count + rest.count), to: &sink)
    if hasFrames {
      sink.write(byte: Tag.locations)
      MessagePacker.appendVarint(UInt64(frames.count), to: &sink)
      frames.write(to: &sink)
    }
    rest.write(to: &sink)
  }

  private enum Tag {
    static let locations: UInt8 = 0x0a
    static let values: UInt8 = 0x12
    static let label: UInt8 = 0x1a
    static let key: UInt8 = 0x08
    static let text: UInt8 = 0x10
    static let number: UInt8 = 0x18
    static let unit: UInt8 = 0x20
  }

  private mutating func encodeFrames(_ stack: StackID, of profile: borrowing Profile) {
    profile.stacks.read(stack, into: &locations)
    frames.clear()
    frames.makeRoom(forNumbers: locations.count)
    ids.append(locations, to: &frames)
  }

  private mutating func encodeValues(_ values: ArraySlice<Int64>) {
    guard !values.isEmpty else { return }
    message.clear()
    message.makeRoom(forNumbers: values.count)
    for value in values { message.append(UInt64(bitPattern: value)) }
    rest.append(Tag.values, message)
  }

  private mutating func encode(_ label: Label) {
    message.clear()
    message.append(Tag.key, UInt64(label.key.index))
    let isEmpty = label.hasEmptyValue
    switch label.value {
    case .text(let text): message.append(Tag.text, isEmpty ? otherEmptyText : UInt64(text.index))
    case .number(let number, let unit):
      message.append(Tag.number, UInt64(bitPattern: number))
      message.append(Tag.unit, isEmpty ? otherEmptyText : UInt64(unit.index))
    }
    rest.append(Tag.label, message)
  }
}

extension Label {
  /// Whether all of its value would be written as 0, which readers take for no label.
  var hasEmptyValue: Bool { value == .text(.empty) || value == .number(0, unit: .empty) }
}
