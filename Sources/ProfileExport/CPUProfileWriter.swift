import JSONText
package import ProfileAnalysis
package import ProfileModel

/// Writes a sample type in time for DevTools of Chrome as a CPU profile of V8.
package enum CPUProfileWriter {
  /// Writes the file; the sink is not finished.
  ///
  /// Each stack is one sample that lasts as long as it has time; one more ends the last.
  ///
  /// - `type`: the index of a sample type.
  /// - `nanoseconds`: gives how many of them a value is.
  /// - Returns: the stacks of negative value.
  package static func write(
    _ profile: Profile, type: Int, nanoseconds: (Int64) -> Int64, to sink: inout ByteSink
  ) -> LeftOutStacks {
    let frames = ExportFrames(profile)
    let column = ExportColumn(type, of: profile, frames)
    let (positive, leftOut) = column.positive(of: profile, isOnly: true)
    var tree = ExportTree([])
    let nodes = positive.map { tree.add(1, $0.frames) }
    sink.write("{\"nodes\":[")
    let callFrames = V8CallFrames(frames, profile)
    sink.writeList(tree.frames.indices) { node, sink in
      let line = node == 0 ? 0 : frames.frames[Int(tree.frames[node])].line
      write(node, of: tree, callFrames, line: line, to: &sink)
    }
    let start = profile.header.timeNanos / 1000
    let times = microseconds(positive.map { nanoseconds($0.value) })
    let length = times.reduce(Int64(0)) { $0.addingClamped($1) }
    sink.write("],\"startTime\":\(start),\"endTime\":\(start.addingClamped(length))")
    sink.write(",\"samples\":[")
    let samples = nodes + (nodes.last.map { [$0] } ?? [])
    sink.writeList(samples) { node, sink in sink.write(decimal: Int64(node) + 1) }
    sink.write("],\"timeDeltas\":[")
    sink.writeList(samples.indices) { index, sink in
      sink.write(decimal: index == 0 ? 0 : times[index - 1])
    }
    sink.write("]}\n")
    return leftOut
  }

  /// Writes a node, its members in the order of their names.
  private static func write(
    _ node: Int, of tree: ExportTree, _ callFrames: V8CallFrames, line: Int64,
    to sink: inout ByteSink
  ) {
    sink.write("{\"callFrame\":")
    sink.write(json: callFrames.json(ofNode: node, in: tree))
    sink.write(",\"children\":[")
    sink.writeList(tree.children(of: node)) { child, sink in sink.write(decimal: Int64(child) + 1) }
    sink.write("],\"hitCount\":")
    sink.write(decimal: tree.own[node])
    sink.write(",\"id\":")
    sink.write(decimal: Int64(node) + 1)
    if line > 0 {
      sink.write(",\"positionTicks\":[{\"line\":")
      sink.write(decimal: line)
      sink.write(",\"ticks\":")
      sink.write(decimal: max(1, tree.own[node]))
      sink.write("}]")
    }
    sink.write("}")
  }

  /// How long each sample lasts, rounded by the running sum, so that the sum is right to one.
  private static func microseconds(_ nanoseconds: [Int64]) -> [Int64] {
    var (sum, given): (Int64, Int64) = (0, 0)
    return nanoseconds.map { time in
      sum = sum.addingClamped(time)
      let rounded = sum / 1000 + (sum % 1000 >= 500 ? 1 : 0)
      defer { given = rounded }
      return rounded - given
    }
  }
}
