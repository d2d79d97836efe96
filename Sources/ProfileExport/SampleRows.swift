import JSONText
import ProfileAnalysis
import ProfileModel

/// Samples as JSON, a line each; what several of them share is spelled out once.
struct SampleRows {
  private let profile: Profile
  /// The JSON of each location in a stack, root first.
  private let frames: [[JSONValue]]
  private let labelSets: [JSONValue]
  /// The text before each value.
  private let types: [[UInt8]]

  init(_ profile: Profile) {
    self.profile = profile
    frames = (0..<profile.locations.count).map { Self.frames(LocationID(UInt32($0)), of: profile) }
    labelSets = (0..<profile.labelSets.count).map { set in
      // Label by label, for one set may have millions.
      let labels = profile.labelSets.labels(of: LabelSetID(UInt32(set)))
      return .spelledOut(labels.lazy.map { JSONValue($0, profile.strings) })
    }
    types = profile.header.sampleTypes.map { type in
      let names: JSONValue = [
        "type": .text(profile.strings[type.type]), "unit": .text(profile.strings[type.unit]),
      ]
      return names.line.dropLast() + ",\"value\":".utf8
    }
  }

  func write(_ sample: Int, to sink: inout ByteSink) {
    let stack = profile.stacks.frames(of: StackID(profile.sampleTable.stacks[sample])).reversed()
    let values = types.indices.map { column in
      JSONValue.written(
        types[column] + "\(profile.sampleTable.values[sample * types.count + column])}".utf8)
    }
    let members: [(String, JSONValue)] = [
      ("labels", labelSets[Int(profile.sampleTable.labelSets[sample])]),
      ("stack", .array(stack.flatMap { frames[Int(profile.stacks.frames[$0])] })),
      ("values", .array(values)),
    ]
    JSONValue.write(members: members, to: &sink, indent: nil)
  }

  /// A location's frames, the out-of-line one first; one with its address if it has no names.
  private static func frames(_ location: LocationID, of profile: Profile) -> [JSONValue] {
    let locations = profile.locations
    let lines = locations.lines(of: location)
    guard !lines.isEmpty else {
      let address = locations.addresses[Int(location.index)].hexadecimalAddress
      return [JSONValue.object(["address": .text(address)]).spelledOut]
    }
    return lines.reversed().map { row in
      var frame: [String: JSONValue] = [:]
      let function = FunctionID(locations.lineFunctions[row])
      frame["function"] = .text(profile.strings[profile.functions.name(of: function)])
      let file = profile.functions.filename(of: function)
      if !profile.strings.isEmpty(file) { frame["file"] = .text(profile.strings[file]) }
      if locations.lineNumbers[row] != 0 { frame["line"] = .integer(locations.lineNumbers[row]) }
      // All but the last of a location's lines were inlined into the line after them.
      if row < lines.upperBound - 1 { frame["inlined"] = true }
      return JSONValue.object(frame).spelledOut
    }
  }
}
