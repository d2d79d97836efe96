import JSONText
package import ProfileAnalysis
package import ProfileModel

extension OutputFormat {
  /// speedscope's JSON: a profile of samples for each sample type.
  package static let speedscope = OutputFormat(
    name: "speedscope", summary: "speedscope, one profile per sample type",
    endings: [".speedscope.json", ".speedscope"], isText: true, isForBrowsers: true,
    keeps: [.sampleTypes, .unit, .nanoseconds, .files, .lines, .columns, .emptyStacks],
    values: .positive,
    options: [.groups],
    writer: { profile, settings, sink in
      SpeedscopeWriter.write(
        profile, program: settings.program, groupedBy: settings.groupKey,
        shown: try SampleTypeChoice(of: profile).column, to: &sink)
    })
}

/// Writes a profile for speedscope: a profile of samples for each sample type.
package enum SpeedscopeWriter {
  /// Writes the file; the sink is not finished.
  ///
  /// Stacks of no value are left out, and so are those of a negative one, which speedscope refuses.
  ///
  /// - `program`: what wrote it: `pproftool@1.2.3`.
  /// - `key`: a label whose values become separate profiles; nil to write all samples together.
  /// - `shown`: the sample type to show first.
  /// - Returns: the stacks of negative value, with a sum for each sample type.
  package static func write(
    _ profile: Profile, program: String, groupedBy key: String? = nil, shown: Int,
    to sink: inout ByteSink
  ) -> LeftOutStacks {
    let frames = ExportFrames(profile)
    let columns = ExportColumn.all(of: profile, frames, groupedBy: key)
    let active = columns.firstIndex { $0.type == shown } ?? 0
    sink.write("{\"$schema\":\"https://www.speedscope.app/file-format-schema.json\"")
    sink.write(",\"activeProfileIndex\":\(active),\"exporter\":")
    sink.write(json: .text(program))
    sink.write(",\"shared\":{\"frames\":[")
    sink.writeList(frames.frames.indices) { row, sink in
      sink.write(json: frame(UInt32(row), frames, profile.strings))
    }
    sink.write("]},\"profiles\":[")
    var leftOut = LeftOutStacks()
    sink.writeList(columns) { column, sink in
      let (stacks, missing) = column.positive(of: profile, isOnly: false)
      leftOut.add(missing)
      write(stacks, column, profile, to: &sink)
    }
    sink.write("]}\n")
    return leftOut
  }

  private static func frame(
    _ row: UInt32, _ frames: ExportFrames, _ strings: StringTable
  ) -> JSONValue {
    var pairs: [String: JSONValue] = ["name": .text(frames.name(row, strings))]
    let frame = frames.frames[Int(row)]
    if !strings.isEmpty(frame.file) { pairs["file"] = .text(strings[frame.file]) }
    if frame.line > 0 { pairs["line"] = .integer(frame.line) }
    if frame.column > 0 { pairs["col"] = .integer(frame.column) }
    return .object(pairs)
  }

  /// Writes one of the profiles.
  private static func write(
    _ stacks: [(frames: [UInt32], value: Int64)], _ column: ExportColumn, _ profile: Profile,
    to sink: inout ByteSink
  ) {
    let sum = stacks.reduce(Int64(0)) { $0.addingClamped($1.value) }
    let unit = ExportUnit(ofType: column.type, profile)
    sink.write("{\"type\":\"sampled\",\"name\":")
    sink.write(json: .text(column.name))
    sink.write(",\"unit\":\"\(unit.speedscopeName)\",\"startValue\":0,\"endValue\":")
    sink.write(unit.text(sum))
    sink.write(",\"samples\":[")
    sink.writeList(stacks) { stack, sink in
      sink.write("[")
      sink.writeList(stack.frames) { frame, sink in sink.write(decimal: Int64(frame)) }
      sink.write("]")
    }
    sink.write("],\"weights\":[")
    sink.writeList(stacks) { stack, sink in sink.write(unit.text(stack.value)) }
    sink.write("]}")
  }
}

extension ExportUnit {
  fileprivate var speedscopeName: String {
    switch kind {
    case .time: "nanoseconds"
    case .bytes: "bytes"
    case .count: "none"
    }
  }
}
