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
  private var scale = FoldedScale()
  /// What two columns are in, if the text tells.
  private var declaredUnit = "count"
  /// The counts before the last ones, as long as every line has one.
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

  /// Stacks waiting to be interned together: their frames, leaf first, where each ends, their counts.
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
    case .blank:
      // A carriage return may stand before the end of a line.
      let text = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
      if read == 0, let unit = FoldedUnitLine.unit(of: text) { declaredUnit = unit }
    case .damaged(let reason):
      damaged += 1
      if firstDamage == nil { firstDamage = FoldedError(reason, line: self.line) }
    case .stack(let parts):
      let stack = line.dropFirst(parts.stack.lowerBound).prefix(parts.stack.count)
      guard parts.count.digits != nil else {
        let count = line.dropFirst(parts.stack.upperBound + 1)
        throw error(.countTooLarge(FoldedLine.shown(count.span, in: 0..<count.count)))
      }
      let first = firstCounts?.see(stack, line: self.line)
      if first == nil { firstCounts = nil }
      if let first { scale(first, .first) }
      scale(parts.count, .last)
      add(stack, parts.count, first: first)
      try checkLimits()
    }
  }

  // MARK: Scale

  /// Makes room for the decimals of a count; all values before it are brought to the same.
  private mutating func scale(_ count: FoldedCount, _ column: FoldedScale.Column) {
    guard let number = count.digits else { return }
    if count.decimals == 0, scale.decimals == 0, !count.isRounded {
      scale.add(whole: number, column)
    } else {
      rescale(by: scale.add(count, column, line: line))
    }
  }

  private func value(of count: FoldedCount) -> Int64 {
    count.value(decimals: scale.decimals) ?? .max
  }

  /// Multiplies all values by a power of ten.
  private mutating func rescale(by exponent: Int) {
    guard exponent != 0 else { return }
    builder.mapValues { $0.timesPowerOfTen(exponent) }
    for index in waitingValues.indices {
      waitingValues[index] = waitingValues[index].timesPowerOfTen(exponent)
    }
    firstCounts?.mapValues { $0.timesPowerOfTen(exponent) }
  }

  /// Drops decimals that are zero in every value, as where halves have added up, and those with which the values as
  /// they were rounded do not fit.
  ///
  /// - Returns: how many decimals values have now.
  private mutating func dropDecimals() -> Int {
    var decimals = scale.decimals
    while decimals > 0, !needsLastDecimal {
      rescale(by: -1)
      decimals -= 1
    }
    return decimals
  }

  /// Whether the last decimal of some value says something, and all values fit with it.
  private var needsLastDecimal: Bool {
    let firsts = firstCounts?.values ?? []
    return FoldedScale.fits(builder.values) && FoldedScale.fits(firsts)
      && (builder.values.contains { $0 % 10 != 0 } || firsts.contains { $0 % 10 != 0 })
  }

  /// The profile of all lines, with its notes.
  mutating func finish() throws(FoldedError) -> ReadProfile {
    addWaiting()
    guard read > 0 else { throw firstDamage ?? FoldedError(.empty, line: line) }
    var notes = ReadNotes()
    notes.recordsRead = read
    notes.recordsSeen = read + damaged
    if let firstDamage {
      let others =
        damaged > 1 ? " (the first of \(damaged) lines left out)" : " (left out)"
      notes.warnings.append("\(firstDamage)\(others)")
    }
    let decimals = dropDecimals()
    scale.tell(&notes, decimals: decimals)
    let unit = FoldedScale.unit(decimals: decimals)
    let pairUnit =
      decimals == 0 ? declaredUnit : DecimalUnit(decimals: decimals, of: declaredUnit).name
    builder.header.sampleTypes = [
      ValueType(type: builder.string("samples"), unit: builder.string(unit))
    ]
    if let error = firstCounts?.tooLarge { throw error }
    let single = builder.finish()
    let profile =
      firstCounts.map { FoldedPair.separate(single, $0.values, unit: pairUnit) } ?? single
    return ReadProfile(profile: profile, notes: notes)
  }

  // MARK: Stacks

  private mutating func add(
    _ stack: ArraySlice<UInt8>, _ count: FoldedCount, first: FoldedCount?
  ) {
    read += 1
    cut(stack)
    waitingFrames.append(contentsOf: frames.reversed())
    waitingEnds.append(waitingFrames.count)
    waitingValues.append(value(of: count))
    if let first = first.map(value(of:)) { firstCounts?.waiting.append(first) }
    if waitingEnds.count == 64 || waitingFrames.count >= 1 << 16 { addWaiting() }
  }

  private mutating func addWaiting() {
    var rows: [UInt32] = []
    let frames = waitingFrames
    builder.stacks(frames.span, ends: waitingEnds, into: &rows)
    for (index, (row, value)) in zip(rows, waitingValues).enumerated() {
      // Where equal stacks are joined, each became a sample when it was first seen: sample n has stack
      // n + 1.
      let sample = joinsEqualStacks ? Int(row) - 1 : builder.sampleCount
      if sample < builder.sampleCount {
        builder.add(value, toSample: sample)
      } else {
        builder.appendSample(stack: StackID(row), value: value)
      }
      firstCounts?.addWaiting(index, toSample: sample)
    }
    firstCounts?.waiting.removeAll(keepingCapacity: true)
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
    // Waiting stacks may be known already, and take no memory then.
    let waiting = waitingFrames.count * 4 + waitingEnds.count * 48
    let firsts = (firstCounts?.values.count ?? 0) * 8
    if builder.memory + firsts + waiting > limits.tableBytes { addWaiting() }
    guard builder.memory + firsts <= limits.tableBytes else {
      throw error(.tablesTooLarge(limit: limits.tableBytes))
    }
    guard frames.count <= limits.depth else { throw error(.tooDeep(limit: limits.depth)) }
  }

  private func error(_ reason: FoldedError.Reason) -> FoldedError {
    FoldedError(reason, line: line)
  }
}

/// The first counts of the lines, while every line has two.
private struct FirstCounts {
  private(set) var tooLarge: FoldedError?
  /// Their sums, a sample each, and those whose stacks have not been looked up.
  private(set) var values: [Int64] = []
  var waiting: [Int64] = []

  /// The first count of a line, which ends its stack; nil if there is none.
  mutating func see(_ stack: ArraySlice<UInt8>, line: Int) -> FoldedCount? {
    guard let cut = FoldedPair.cut(stack.span) else { return nil }
    if cut.count.digits == nil, tooLarge == nil {
      let text = stack.dropFirst(cut.end + 1)
      tooLarge = FoldedError(
        .countTooLarge(FoldedLine.shown(text.span, in: 0..<text.count)), line: line)
    }
    return cut.count
  }

  mutating func addWaiting(_ index: Int, toSample sample: Int) {
    if sample < values.count {
      values[sample] = values[sample].addingClamped(waiting[index])
    } else {
      values.append(waiting[index])
    }
  }

  mutating func mapValues(_ change: (Int64) -> Int64) {
    for index in values.indices { values[index] = change(values[index]) }
    for index in waiting.indices { waiting[index] = change(waiting[index]) }
  }
}
