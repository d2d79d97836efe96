import CPprof
import ProfileModel

@testable import PprofWire

/// A profile unpacked as a whole by protobuf-c: a second opinion on the record reader.
struct WholeMessage: ~Copyable {
  private let message: UnsafeMutablePointer<Pprof__Profile>

  /// Input that protobuf-c rejects but `go tool pprof` accepts is rewritten first; nobody else accepts protobuf-c's
  /// booleans that are not numbers.
  private init?(_ bytes: [UInt8]) {
    guard let again = try? CanonicalMessage.bytes(of: bytes.span, pprof__profile__descriptor),
      let message = pprof__profile__unpack(nil, bytes.count, bytes)
        ?? pprof__profile__unpack(nil, again.count, again)
    else { return nil }
    self.message = message
  }

  deinit { pprof__profile__free_unpacked(message, nil) }

  /// Throws unless both readers accept with the same content, or both refuse; rules that only the record reader has
  /// are excepted.
  static func compare(
    _ bytes: [UInt8], with decoded: Result<Profile, PprofError>
  ) throws(FuzzFailure) {
    let whole = WholeMessage(bytes)
    switch decoded {
    case .success(let profile):
      guard let whole else {
        throw FuzzFailure(description: "protobuf-c refuses what is accepted")
      }
      try whole.compareSamples(profile)
      try whole.compareTables(profile)
    case .failure(let error):
      let isRuleOfProfiles = error.reason.isRuleOfProfiles
      try require(whole == nil || isRuleOfProfiles, "protobuf-c accepts what is refused: \(error)")
    }
  }

  private func compareSamples(_ profile: Profile) throws(FuzzFailure) {
    let count = message.pointee.n_sample
    try require(count == profile.sampleTable.count, "\(count) samples")
    for row in 0..<count {
      guard let sample = message.pointee.sample[row]?.pointee else { continue }
      let values = Array(UnsafeBufferPointer(start: sample.value, count: sample.n_value))
      let width = profile.width
      try require(
        values == Array(profile.sampleTable.values[row * width..<(row + 1) * width]),
        "values of sample \(row)")
      let stack = profile.stacks.frames(of: StackID(profile.sampleTable.stacks[row]))
      let ids = UnsafeBufferPointer(start: sample.location_id, count: sample.n_location_id)
      try require(
        ids.elementsEqual(stack.map { profile.locations.ids[Int(profile.stacks.frames[$0])] }),
        "locations of sample \(row)")
      try compareLabels(sample, profile, row)
    }
  }

  private func compareLabels(
    _ sample: Pprof__Sample, _ profile: Profile, _ row: Int
  ) throws(FuzzFailure) {
    var labels = profile.labelSets.labels(of: LabelSetID(profile.sampleTable.labelSets[row]))
    for index in 0..<sample.n_label {
      guard let label = sample.label[index]?.pointee else { continue }
      guard label.str != 0 || label.num != 0 || label.num_unit != 0 else { continue }
      let read = labels.popFirst()
      try require(read.map { profile.strings.bytes(of: $0.key) } == string(label.key), "a key")
      switch read?.value {
      case .text(let text):
        try require(profile.strings.bytes(of: text) == string(label.str), "a text")
      case .number(let number, let unit):
        try require(number == label.num && label.str == 0, "a number")
        try require(profile.strings.bytes(of: unit) == string(label.num_unit), "a unit")
      case nil: throw FuzzFailure(description: "labels of sample \(row)")
      }
    }
    try require(labels.isEmpty, "labels of sample \(row)")
  }

  private func compareTables(_ profile: Profile) throws(FuzzFailure) {
    try require(message.pointee.n_mapping == profile.mappings.count, "mappings")
    try require(message.pointee.n_location == profile.locations.count, "locations")
    try require(message.pointee.n_function == profile.functions.count, "functions")
    for row in 0..<profile.functions.count {
      guard let function = message.pointee.function[row]?.pointee else { continue }
      let name = profile.functions.name(of: FunctionID(UInt32(row)))
      try require(profile.strings.bytes(of: name) == string(function.name), "function \(row)")
      try require(profile.functions.ids[row] == function.id, "id of function \(row)")
    }
    for row in 0..<profile.locations.count {
      guard let location = message.pointee.location[row]?.pointee else { continue }
      try require(profile.locations.addresses[row] == location.address, "location \(row)")
      let lines = profile.locations.lines(of: LocationID(UInt32(row)))
      try require(lines.count == location.n_line, "lines of location \(row)")
      for (index, line) in lines.enumerated() {
        let number = location.line[index]?.pointee.line
        try require(profile.locations.lineNumbers[line] == number, "line of location \(row)")
      }
    }
  }

  /// A string of the writer's table.
  private func string(_ index: Int64) -> ArraySlice<UInt8>? {
    guard index >= 0, index < message.pointee.n_string_table else { return nil }
    let text = message.pointee.string_table[Int(index)]
    return Array(UnsafeBufferPointer(start: text.data, count: text.len))[...]
  }
}

extension PprofError.Reason {
  /// Whether a profile is refused because of the meaning of its numbers, which protobuf-c does not check.
  fileprivate var isRuleOfProfiles: Bool {
    switch self {
    case .empty, .tooLarge, .tablesTooLarge, .concatenated, .noStringTable, .firstStringNotEmpty,
      .noSampleTypes,
      .valueCount, .zeroID, .duplicateID, .missingLocation, .missingFunction, .stringOutOfRange:
      true
    case .truncated, .badVarint, .badWireType, .wrongWireType, .pastEnd, .varintPastEnd,
      .unpacksTooLarge, .recordTooLarge:
      false
    }
  }
}
