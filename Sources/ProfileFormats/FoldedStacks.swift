import ProfileModel

/// Turns the lines of folded stacks into samples, a sample for each distinct stack.
///
/// Neighbouring lines mostly share their first frames: only what differs from the line before is
/// cut into frames and looked up.
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
  private var leafFirst: [UInt32] = []
  /// The location of a string, plus 1; 0 for none.
  private var locations: [UInt32] = []
  /// For each location its name and the two locations that were last found behind it, where the next
  /// one is looked for first: most functions call few others.
  private var guesses: [Guess] = []
  private var firstGuess = Guess(name: .empty, length: 0)
  private struct Guess {
    let name: StringID
    let length: UInt32
    var last: UInt32 = 0
    var other: UInt32 = 0
  }

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
  consuming func finish() throws(FoldedError) -> ReadProfile {
    guard read > 0 else { throw firstDamage ?? FoldedError(.empty, line: line) }
    var notes = ReadNotes(format: "folded")
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
    if !cut(stack) {
      leafFirst.removeAll(keepingCapacity: true)
      leafFirst.append(contentsOf: frames.reversed())
    }
    let places = leafFirst
    let place = builder.stack(places.span)
    // Where equal stacks are joined, each became a sample when it was first seen: sample n has stack
    // n + 1.
    let row = joinsEqualStacks ? Int(place.index) - 1 : builder.sampleCount
    if row < builder.sampleCount {
      builder.add([value], toSample: row)
    } else {
      builder.addSample(stack: place, values: [value])
    }
  }

  /// Makes `frames` those of a stack; tells whether it is the stack of the line before.
  private mutating func cut(_ stack: ArraySlice<UInt8>) -> Bool {
    let text = stack.span
    let common = text.commonPrefix(with: previous.span)
    if common == text.count, common == previous.count, !frames.isEmpty { return true }
    // A frame is shared if its separator is.
    while let end = frameEnds.last, end >= common {
      frameEnds.removeLast()
      frames.removeLast()
    }
    var start = frameEnds.last.map { $0 + 1 } ?? 0
    while true {
      let end = addFrame(text, from: start)
      frameEnds.append(end)
      guard end < text.count else { break }
      start = end + 1
    }
    previous = stack
    return false
  }

  /// Adds the frame that begins at a place, and tells where it ends.
  private mutating func addFrame(_ text: borrowing Span<UInt8>, from start: Int) -> Int {
    let caller = frames.last
    var guess = caller.map { guesses[Int($0)] } ?? firstGuess
    if let end = end(of: guess.last, text, start) {
      frames.append(guess.last)
      return end
    }
    let found: UInt32
    let end: Int
    if let other = self.end(of: guess.other, text, start) {
      (found, end) = (guess.other, other)
    } else {
      end = text.firstIndex(of: UInt8(ascii: ";"), in: start..<text.count) ?? text.count
      found = location(text.extracting(start..<end))
    }
    (guess.last, guess.other) = (found, guess.last)
    if let caller { guesses[Int(caller)] = guess } else { firstGuess = guess }
    frames.append(found)
    return end
  }

  /// Where a location's name ends if it is the frame that begins at a place.
  @inline(__always)
  private func end(of location: UInt32, _ text: borrowing Span<UInt8>, _ start: Int) -> Int? {
    guard Int(location) < guesses.count else { return nil }
    let guess = guesses[Int(location)]
    let end = start + Int(guess.length)
    // The separator is looked at first: many names begin alike, few have the same length.
    guard end == text.count || end < text.count && text[end] == UInt8(ascii: ";") else {
      return nil
    }
    return builder.holds(text.extracting(start..<end), at: guess.name) ? end : nil
  }

  private mutating func location(_ name: borrowing Span<UInt8>) -> UInt32 {
    let string = builder.string(name)
    let index = Int(string.index)
    if index < locations.count, locations[index] != 0 { return locations[index] - 1 }
    while locations.count <= index { locations.append(0) }
    let location = builder.location(function: builder.function(name: string)).index
    locations[index] = location + 1
    guesses.append(Guess(name: string, length: UInt32(name.count)))
    return location
  }

  private func checkLimits() throws(FoldedError) {
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
