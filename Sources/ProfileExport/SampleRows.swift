import JSONText
import ProfileAnalysis
import ProfileModel

/// Samples as JSON, a line each; what several of them share is spelled out once.
struct SampleRows {
  private let profile: Profile
  /// What stands for each location in a stack, root first.
  private let frames: [[UInt8]]
  private let labelSets: [[UInt8]]
  /// What stands before each value.
  private let types: [String]

  init(_ profile: Profile) {
    self.profile = profile
    frames = (0..<profile.locations.count).map { Self.frames(LocationID(UInt32($0)), of: profile) }
    labelSets = (0..<profile.labelSets.count).map { set in
      // Label by label, for one set may have millions.
      var line = [UInt8(ascii: "[")]
      for label in profile.labelSets.labels(of: LabelSetID(UInt32(set))) {
        if line.count > 1 { line.append(UInt8(ascii: ",")) }
        line += JSONValue(label, profile.strings).line
      }
      return line + [UInt8(ascii: "]")]
    }
    types = profile.header.sampleTypes.map { type in
      let names: JSONValue = [
        "type": .text(profile.strings[type.type]), "unit": .text(profile.strings[type.unit]),
      ]
      return String(decoding: names.line.dropLast(), as: UTF8.self) + ",\"value\":"
    }
  }

  func write(_ sample: Int, to sink: inout ByteSink) {
    sink.write("{\"labels\":")
    sink.write(bytes: labelSets[Int(profile.samples.labelSets[sample])][...])
    sink.write(",\"stack\":[")
    writeStack(StackID(profile.samples.stacks[sample]), to: &sink)
    sink.write("],\"values\":[")
    for column in types.indices {
      if column > 0 { sink.write(",") }
      sink.write(types[column])
      sink.write(decimal: profile.samples.values[sample * types.count + column])
      sink.write("}")
    }
    sink.write("]}")
  }

  private func writeStack(_ stack: StackID, to sink: inout ByteSink) {
    let range = profile.stacks.frames(of: stack)
    for place in range.reversed() {
      if place < range.upperBound - 1 { sink.write(",") }
      sink.write(bytes: frames[Int(profile.stacks.frames[place])][...])
    }
  }

  /// A location's frames, the out-of-line one first; one with its address if it has no names.
  private static func frames(_ location: LocationID, of profile: Profile) -> [UInt8] {
    let locations = profile.locations
    let lines = locations.lines(of: location)
    guard !lines.isEmpty else {
      let address = String(locations.addresses[Int(location.index)], radix: 16)
      return JSONValue.object(["address": .text("0x\(address)")]).line
    }
    let frames = lines.reversed().map { row in
      var frame: [String: JSONValue] = [:]
      let function = FunctionID(locations.lineFunctions[row])
      frame["function"] = .text(profile.strings[profile.functions.name(of: function)])
      let file = profile.functions.filename(of: function)
      if !profile.strings.isEmpty(file) { frame["file"] = .text(profile.strings[file]) }
      if locations.lineNumbers[row] != 0 { frame["line"] = .integer(locations.lineNumbers[row]) }
      // All but the last of a location's lines were inlined into the line after them.
      if row < lines.upperBound - 1 { frame["inlined"] = true }
      return JSONValue.object(frame).line
    }
    return Array(frames.joined(separator: [UInt8(ascii: ",")]))
  }
}
