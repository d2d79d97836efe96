extension Profile {
  /// Shortens every stack to a part of its frames; stacks that become equal stay apart.
  ///
  /// - Parameter part: gives the part of a stack that stays, as a range of the frames it is handed.
  package mutating func cutStacks(_ part: (Range<Int>, FrameColumn) -> Range<Int>) {
    var frames = stacks.frames
    stacks.frames = []
    var (start, end) = (0, 0)
    for stack in stacks.ends.indices {
      let kept = part(start..<Int(stacks.ends[stack]), frames)
      start = Int(stacks.ends[stack])
      for frame in kept {
        frames[end] = frames[frame]
        end += 1
      }
      stacks.ends[stack] = UInt32(end)
    }
    frames.removeLast(frames.count - end)
    stacks.frames = frames
  }

  /// Removes the frames of some locations from all stacks.
  package mutating func dropFrames(of isDropped: [Bool]) {
    guard isDropped.contains(true) else { return }
    var frames = stacks.frames
    stacks.frames = []
    var (start, end) = (0, 0)
    for stack in stacks.ends.indices {
      for frame in start..<Int(stacks.ends[stack]) where !isDropped[Int(frames[frame])] {
        frames[end] = frames[frame]
        end += 1
      }
      start = Int(stacks.ends[stack])
      stacks.ends[stack] = UInt32(end)
    }
    frames.removeLast(frames.count - end)
    stacks.frames = frames
  }

  /// Drops the samples of some stacks.
  package mutating func dropSamples(ofStacks isDropped: [Bool]) {
    guard isDropped.contains(true) else { return }
    sampleTable.keep(sampleTable.stacks.map { !isDropped[Int($0)] }, width: width)
  }

  /// Drops the samples of some label sets.
  package mutating func dropSamples(ofLabelSets isDropped: [Bool]) {
    guard isDropped.contains(true) else { return }
    sampleTable.keep(sampleTable.labelSets.map { !isDropped[Int($0)] }, width: width)
  }
}

extension LocationTable {
  /// Removes lines from their locations; a location may be left without any.
  package mutating func keepLines(_ keep: [Bool]) {
    guard keep.contains(false) else { return }
    var (start, end) = (0, 0)
    for location in lineEnds.indices {
      for line in start..<Int(lineEnds[location]) where keep[line] {
        lineFunctions[end] = lineFunctions[line]
        lineNumbers[end] = lineNumbers[line]
        lineColumns[end] = lineColumns[line]
        end += 1
      }
      start = Int(lineEnds[location])
      lineEnds[location] = UInt32(end)
    }
    lineFunctions.removeLast(lineFunctions.count - end)
    lineNumbers.removeLast(lineNumbers.count - end)
    lineColumns.removeLast(lineColumns.count - end)
  }
}

extension Profile {
  /// Keeps only the outermost line of each location, as if nothing had been inlined.
  ///
  /// - `keepsColumns`: whether columns stay; otherwise they become 0.
  package consuming func withoutInlinedLines(keepsColumns: Bool = false) -> Profile {
    var profile = self
    var keep = [Bool](repeating: false, count: profile.locations.lineFunctions.count)
    for location in 0..<profile.locations.count {
      let lines = profile.locations.lines(of: LocationID(UInt32(location)))
      if let last = lines.last { keep[last] = true }
    }
    profile.locations.keepLines(keep)
    for row in profile.mappings.indices { profile.mappings[row].hasInlineFrames = false }
    guard !keepsColumns else { return profile }
    profile.locations.lineColumns = profile.locations.lineColumns.map { _ in 0 }
    return profile
  }
}
