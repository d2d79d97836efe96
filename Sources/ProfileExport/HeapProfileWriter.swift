import JSONText
package import ProfileAnalysis
package import ProfileModel

/// Writes a sample type for DevTools of Chrome as a heap profile of V8: nested nodes with the bytes of each.
package enum HeapProfileWriter {
  /// Writes the file; the sink is not finished.
  ///
  /// - `type`: the index of a sample type in bytes.
  /// - Returns: the stacks of negative value.
  package static func write(
    _ profile: Profile, type: Int, to sink: inout ByteSink
  ) -> LeftOutStacks {
    let unit = ExportUnit(ofType: type, profile)
    let frames = ExportFrames(profile)
    let column = ExportColumn(type, of: profile, frames)
    let (stacks, leftOut) = column.positive(of: profile, isOnly: true)
    let tree = ExportTree(stacks.map { ($0.frames, unit.whole($0.value)) })
    let callFrames = V8CallFrames(frames, profile)
    sink.write("{\"head\":")
    tree.walk(
      &sink,
      begin: { node, isFirst, sink in
        if node > 0, !isFirst { sink.write(",") }
        sink.write("{\"callFrame\":")
        sink.write(json: callFrames.json(ofNode: node, in: tree))
        sink.write(",\"selfSize\":")
        sink.write(decimal: tree.own[node])
        sink.write(",\"id\":")
        sink.write(decimal: Int64(node) + 1)
        sink.write(",\"children\":[")
      }, end: { _, sink in sink.write("]}") })
    sink.write("}\n")
    return leftOut
  }
}
