import JSONText
package import ProfileModel

/// Writes a profile for speedscope: a profile of samples for each sample type.
package enum SpeedscopeWriter {
  /// Writes the file; the sink is not finished.
  ///
  /// Stacks of no value are left out, and so are those of a negative one, which speedscope refuses.
  ///
  /// - Parameters:
  ///   - version: what wrote it, for `pproftool@1.2.3`.
  ///   - key: a label whose values become profiles of their own; nil to write all samples together.
  ///   - shown: the sample type to show first.
  /// - Returns: how many stacks of negative value were left out.
  package static func write(
    _ profile: Profile, version: String, groupedBy key: String? = nil, shown: Int,
    to sink: inout ByteSink
  ) -> Int {
    let frames = ExportFrames(profile)
    let columns = ExportColumn.all(of: profile, frames, groupedBy: key)
    let active = columns.firstIndex { $0.type == shown } ?? 0
    sink.write("{\"$schema\":\"https://www.speedscope.app/file-format-schema.json\"")
    sink.write(",\"activeProfileIndex\":\(active),\"exporter\":")
    sink.write(json: .text("pproftool@\(version)"))
    sink.write(",\"shared\":{\"frames\":[")
    sink.writeList(frames.frames.indices) { row, sink in
      sink.write(json: frame(UInt32(row), frames, profile.strings))
    }
    sink.write("]},\"profiles\":[")
    var left = 0
    sink.writeList(columns) { column, sink in left += write(column, profile, to: &sink) }
    sink.write("]}\n")
    return left
  }

  private static func frame(
    _ row: UInt32, _ frames: ExportFrames, _ strings: StringTable
  ) -> JSONValue {
    var pairs: [String: JSONValue] = ["name": .text(frames.name(row, strings))]
    let frame = frames.frames[Int(row)]
    if !strings.isEmpty(frame.file) { pairs["file"] = .text(strings[frame.file]) }
    if frame.line > 0 { pairs["line"] = .integer(frame.line) }
    return .object(pairs)
  }

  /// Writes one of the profiles.
  ///
  /// - Returns: how many of its stacks have a negative value.
  private static func write(
    _ column: ExportColumn, _ profile: Profile, to sink: inout ByteSink
  ) -> Int {
    let stacks = column.stacks.filter { $0.value > 0 }
    let sum = stacks.reduce(Int64(0)) { $0.addingClamped($1.value) }
    let unit = profile.strings[profile.header.sampleTypes[column.type].unit]
    sink.write("{\"type\":\"sampled\",\"name\":")
    sink.write(json: .text(column.name))
    sink.write(",\"unit\":\"\(Self.unit(unit))\",\"startValue\":0,\"endValue\":")
    sink.write(decimal: sum)
    sink.write(",\"samples\":[")
    sink.writeList(stacks) { stack, sink in
      sink.write("[")
      sink.writeList(stack.frames) { frame, sink in sink.write(decimal: Int64(frame)) }
      sink.write("]")
    }
    sink.write("],\"weights\":[")
    sink.writeList(stacks) { stack, sink in sink.write(decimal: stack.value) }
    sink.write("]}")
    return column.stacks.count { $0.value < 0 }
  }

  /// What speedscope calls a unit; one that it does not know is `none`.
  private static func unit(_ name: String) -> String {
    let known = ["nanoseconds", "microseconds", "milliseconds", "seconds", "bytes"]
    return known.contains(name) ? name : "none"
  }
}
