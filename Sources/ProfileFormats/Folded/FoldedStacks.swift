import ProfileModel

/// Turns the lines of folded stacks into samples, a sample for each distinct stack.
///
/// Neighbouring lines may share their first frames: only what differs from the line before is cut into frames
/// and looked up.
struct FoldedStacks {
  private let limits: ReadLimits
  private let joinsEqualStacks: Bool
  private var builder = ProfileBuilder()
  private var line = 0
  private var read = 0
  private var damaged = 0
  private var firstDamage: FoldedError?
  private var firstRounded: Int?
  /// What the counts before the last ones say, as long as every line has one.
  private var firstCounts: FirstCounts? = FirstCounts()

  /// The stack of the line before, and where each of its frames ends in it.
  private var previous: ArraySlice<UInt8> = []
  private var frameEnds: [Int] = []
  /// The frames of the line before as locations, root first.
  private var frames: [UInt32] = []
  /// The location of a string, plus 1; 0 for none.
  private var locations: [UInt32] = []
  /// The names of the frames that the line before did not have.
  private var names: [UInt32] = []

  /// Stacks that are going to be looked up together: their frames, leaf first, where each ends, their counts.
  private var waitingFrames: [UInt32] = []
  private var waitingEnds: [Int] = []
  private var waitingValues: [Int64] = []

  init(limits: ReadLimits, joinsEqualStacks: Bool) {
    self.limits = limits
    self.joinsEqualStacks = joinsEqualStacks
  }

  /// Adds a line.
  mutating func add(_ line: ArraySlice<UInt8>) throws(FoldedError) {
    self.line += 1
    switch FoldedLine.parse(line.span) {
    case .blank: return
    case .damaged(let reason):
      damaged += 1
      if firstDamage == nil { firstDamage = FoldedError(reason, line: self.line) }
    case .stack(let parts):
      let stack = line.dropFirst(parts.stack.lowerBound).prefix(parts.stack.count)
      guard let value = parts.count.value else {
        let count = line.dropFirst(parts.stack.upperBound + 1)
        throw error(.countTooLarge(FoldedLine.shown(count.span, in: 0..<count.count)))
      }
      if parts.count.isRounded, firstRounded == nil { firstRounded = self.line }
      firstCounts?.see(stack, line: self.line)
      if firstCounts?.isMissing == true { firstCounts = nil }
      add(stack, value)
      try checkLimits()
    }
  }

  /// The profile of all lines and what is to be said of them.
  mutating func finish() throws(FoldedError) -> ReadProfile {
    addWaiting()
    guard read > 0 else { throw firstDamage ?? FoldedError(.empty, line: line) }
    var notes = ReadNotes()
    notes.recordsRead = read
    notes.recordsSeen = read + damaged
    if let firstDamage {
      let others =
        damaged > 1 ? " (the first of \(damaged) lines that were left out)" : " (left out)"
      notes.warnings.append("\(firstDamage)\(others)")
    }
    builder.header.sampleTypes = [
      ValueType(type: builder.string("samples"), unit: builder.string("count"))
    ]
    var profile = builder.build()
    if let firstCounts {
      if let error = firstCounts.tooLarge { throw error }
      profile = FoldedPair.separate(profile)
    }
    if let firstRounded = [firstRounded, firstCounts?.rounded].compactMap({ $0 }).min() {
      notes.warnings.append(
        "counts with a fraction were rounded, the first in line \(firstRounded)")
    }
    return ReadProfile(profile: profile, notes: notes)
  }

  private mutating func add(_ stack: ArraySlice<UInt8>, _ value: Int64) {
    read += 1
    cut(stack)
    waitingFrames.append(contentsOf: frames.reversed())
    waitingEnds.append(waitingFrames.count)
    waitingValues.append(value)
    if waitingEnds.count == 64 || waitingFrames.count >= 1 << 16 { addWaiting() }
  }

  private mutating func addWaiting() {
    var rows: [UInt32] = []
    let frames = waitingFrames
    builder.stacks(frames.span, ends: waitingEnds, into: &rows)
    for (row, value) in zip(rows, waitingValues) {
      // Where equal stacks are joined, each became a sample when it was first seen: sample n has stack
      // n + 1.
      let sample = joinsEqualStacks ? Int(row) - 1 : builder.sampleCount
      if sample < builder.sampleCount {
        builder.add(value, toSample: sample)
      } else {
        builder.addSample(stack: StackID(row), value: value)
      }
    }
    waitingFrames.removeAll(keepingCapacity: true)
    waitingEnds.removeAll(keepingCapacity: true)
    waitingValues.removeAll(keepingCapacity: true)
  }

  /// Makes `frames` those of a stack.
  private mutating func cut(_ stack: ArraySlice<UInt8>) {
    let text = stack.span
    let common = text.commonPrefix(with: previous.span)
    if common == text.count, common == previous.count, !frames.isEmpty { return }
    // A frame is shared if its separator is.
    let shared = frameEnds.lastIndex { $0 < common }.map { $0 + 1 } ?? 0
    frameEnds.removeLast(frameEnds.count - shared)
    frames.removeLast(frames.count - shared)
    names.removeAll(keepingCapacity: true)
    builder.strings(
      in: text, from: frameEnds.last.map { $0 + 1 } ?? 0, separator: UInt8(ascii: ";"),
      ends: &frameEnds, rows: &names)
    for name in names { frames.append(location(of: StringID(name))) }
    previous = stack
  }

  private mutating func location(of name: StringID) -> UInt32 {
    let index = Int(name.index)
    if index < locations.count, locations[index] != 0 { return locations[index] - 1 }
    while locations.count <= index { locations.append(0) }
    let location = builder.location(function: builder.function(name: name)).index
    locations[index] = location + 1
    return location
  }

  private mutating func checkLimits() throws(FoldedError) {
    // Those that wait may be known already, and take no room then.
    let waiting = waitingFrames.count * 4 + waitingEnds.count * 48
    if builder.memory + waiting > limits.tableBytes { addWaiting() }
    guard builder.memory <= limits.tableBytes else {
      throw error(.tablesTooLarge(limit: limits.tableBytes))
    }
    guard frames.count <= limits.depth else { throw error(.tooDeep(limit: limits.depth)) }
  }

  private func error(_ reason: FoldedError.Reason) -> FoldedError {
    FoldedError(reason, line: line)
  }
}

/// What is seen of the first counts while it is not yet known whether every line has two.
private struct FirstCounts {
  private(set) var isMissing = false
  private(set) var tooLarge: FoldedError?
  private(set) var rounded: Int?

  mutating func see(_ stack: ArraySlice<UInt8>, line: Int) {
    guard let cut = FoldedPair.cut(stack.span) else {
      isMissing = true
      return
    }
    if cut.count.isRounded, rounded == nil { rounded = line }
    if cut.count.value == nil, tooLarge == nil {
      let text = stack.dropFirst(cut.end + 1)
      tooLarge = FoldedError(
        .countTooLarge(FoldedLine.shown(text.span, in: 0..<text.count)), line: line)
    }
  }
}
