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
    sink.writeList(tree.frames.indices) { node, sink in
      sink.write(json: json(node, tree, frames, profile))
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

  private static func json(
    _ node: Int, _ tree: ExportTree, _ frames: ExportFrames, _ profile: Profile
  ) -> JSONValue {
    var pairs: [String: JSONValue] = [
      "id": .integer(Int64(node) + 1), "hitCount": .integer(tree.own[node]),
      "callFrame": V8CallFrame.json(node == 0 ? nil : tree.frames[node], frames, profile),
      "children": .array(tree.children(of: node).map { .integer(Int64($0) + 1) }),
    ]
    let line = node == 0 ? 0 : frames.frames[Int(tree.frames[node])].line
    if line > 0 {
      pairs["positionTicks"] = [
        ["line": .integer(line), "ticks": .integer(max(1, tree.own[node]))]
      ]
    }
    return .object(pairs)
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
