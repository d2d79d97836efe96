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
    let exported = ExportFrames(profile)
    frames = (0..<profile.locations.count).map {
      Self.frames(ofLocation: $0, exported, profile.strings)
    }
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
  private static func frames(
    ofLocation location: Int, _ exported: ExportFrames, _ strings: StringTable
  ) -> [JSONValue] {
    exported.frames(ofLocation: location).enumerated().map { depth, row in
      let frame = exported.frames[Int(row)]
      if let address = frame.address {
        return JSONValue.object(["address": .text(address.hexadecimalAddress)]).spelledOut
      }
      var members: [String: JSONValue] = ["function": .text(strings[frame.name])]
      if !strings.isEmpty(frame.file) { members["file"] = .text(strings[frame.file]) }
      if frame.line != 0 { members["line"] = .integer(frame.line) }
      if depth > 0 { members["inlined"] = true }
      return JSONValue.object(members).spelledOut
    }
  }
}
