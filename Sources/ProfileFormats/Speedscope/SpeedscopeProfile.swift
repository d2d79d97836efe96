import JSONText
import ProfileModel

/// The stacks of a file as indices of its frames, leaf first.
struct SpeedscopeStacks {
  private var interner = StackInterner()
  /// The highest frame that a sample refers to, and which sample that is.
  private var highest: (frame: Int64, context: String) = (-1, "")

  var table: StackTable { interner.table }
  var memory: Int { table.memory }

  /// The id of a stack, leaf first.
  mutating func stack(_ frames: [UInt32]) -> StackID { interner.intern(frames.span) }

  /// Notes that a sample or event refers to a frame.
  mutating func note(frame: Int64, _ context: @autoclosure () -> String) {
    if frame > highest.frame { highest = (frame, context()) }
  }

  /// Throws when a frame is beyond their end.
  func check(frameCount: Int) throws(ContentError) {
    guard highest.frame >= Int64(frameCount) else { return }
    throw ContentError(.reference("frame", highest.frame + 1, of: frameCount), in: highest.context)
  }
}

/// One of the profiles in a file of speedscope, summed up by stack.
struct SpeedscopeProfile {
  private let number: Int
  private let limits: ReadLimits
  private let otherMemory: Int
  private(set) var name = ""
  private var type = ""
  private(set) var unit = SpeedscopeUnit.none
  private var isUnitKnown = false
  private var endValue: DecimalNumber?

  /// Samples whose weights were not read yet.
  private var samples: [UInt32] = []
  private var weights: [DecimalNumber] = []
  private var weightCount = 0
  private var hasSamples = false
  /// Events before it was known what they mean.
  private var events = SpeedscopeEvents()
  private var strayCloses = 0
  /// From the first to the last event, if they tell time.
  private(set) var span = TimeSpan()
  /// How many samples or events it has.
  private var recordCount = 0
  private var loss = RoundingLoss()
  private var rows: [UInt32: Int] = [:]
  /// The weight of each stack, in the order of first sight.
  private(set) var sums: [(stack: StackID, value: Int64)] = []

  init(number: Int, limits: ReadLimits, otherMemory: Int) {
    (self.number, self.limits, self.otherMemory) = (number, limits, otherMemory)
  }

  var memory: Int {
    4 &* samples.count &+ 16 &* weights.count &+ events.memory &+ 56 &* sums.count
  }

  private var context: String { "profile \(number)" }

  mutating func read(_ json: inout JSONTokenizer, _ stacks: inout SpeedscopeStacks) throws {
    try json.readObject { key, json in try parse(key, &json, &stacks) }
    switch type {
    case "sampled": try finishSamples()
    case "evented": try finishEvents(&stacks)
    default:
      throw ContentError(.other("its type '\(type)' is neither sampled nor evented"), in: context)
    }
  }

  private mutating func parse(
    _ key: String, _ json: inout JSONTokenizer, _ stacks: inout SpeedscopeStacks
  ) throws {
    switch key {
    case "type": type = try json.optionalText() ?? ""
    case "name": name = try json.optionalText() ?? ""
    case "unit": try parseUnit(&json)
    case "endValue": endValue = try json.decimal()
    case "samples": try parseSamples(&json, &stacks)
    case "weights": try parseWeights(&json)
    case "events": try events.read(&json, limits, memory: memory + stacks.memory + otherMemory)
    default: break
    }
  }

  private mutating func parseUnit(_ json: inout JSONTokenizer) throws {
    let text = try json.optionalText() ?? "none"
    guard let unit = SpeedscopeUnit(rawValue: text) else {
      throw ContentError(.other("'\(text)' is not a unit of speedscope"), in: context)
    }
    self.unit = unit
    isUnitKnown = true
  }

  // MARK: Samples

  private mutating func parseSamples(
    _ json: inout JSONTokenizer, _ stacks: inout SpeedscopeStacks
  ) throws {
    samples = []
    hasSamples = true
    var frames: [UInt32] = []
    try json.readArray { json in
      frames.removeAll(keepingCapacity: true)
      try json.readArray { json in
        let frame = try json.readInteger() ?? -1
        let sample = samples.count + 1
        guard let index = UInt32(exactly: frame) else { throw noFrame(sample) }
        stacks.note(frame: frame, "sample \(sample)")
        frames.append(index)
      }
      frames.reverse()
      try limits.check(depth: frames.count)
      samples.append(stacks.stack(frames).index)
      try limits.check(memory: memory + stacks.memory + otherMemory)
    }
  }

  private func noFrame(_ sample: Int) -> ContentError {
    ContentError(.other("sample \(sample) has a frame that is not an index"), in: context)
  }

  private mutating func parseWeights(_ json: inout JSONTokenizer) throws {
    (weights, weightCount) = ([], 0)
    try json.readArray { json in
      try json.readNumber()
      guard let weight = DecimalNumber(json.text) else { return }
      // They are kept only where it is not known yet what they are the weights of.
      if isUnitKnown, hasSamples, weights.isEmpty {
        add(weight, toSample: weightCount)
      } else {
        weights.append(weight)
      }
      weightCount += 1
      try limits.check(memory: memory + otherMemory)
    }
  }

  private mutating func add(_ weight: DecimalNumber, toSample index: Int) {
    guard index < samples.count else { return }
    let value = weight.scaled(by: unit.power)
    if unit.isSmallest { loss.note(weight, roundedTo: value) }
    add(value, to: StackID(samples[index]))
  }

  private mutating func finishSamples() throws {
    guard samples.count == weightCount else {
      throw ContentError(
        .lengths(samples.count, "samples", weightCount, "weights"), in: context)
    }
    recordCount = samples.count
    for (index, weight) in weights.enumerated() { add(weight, toSample: index) }
    (samples, weights) = ([], [])
  }

  private mutating func add(_ value: Int64, to stack: StackID) {
    if let row = rows[stack.index] {
      sums[row].value = sums[row].value.addingClamped(value)
    } else {
      rows[stack.index] = sums.count
      sums.append((stack, value))
    }
  }

  // MARK: Events

  private mutating func finishEvents(_ stacks: inout SpeedscopeStacks) throws {
    let opened = try events.opened(
      unit: unit, until: endValue, context: context, limits, loss: &loss, &stacks)
    recordCount = events.count
    events = SpeedscopeEvents()
    strayCloses = opened.strayCloses
    if unit.unit == "nanoseconds" { span = opened.span }
    for path in 0..<opened.paths.count where opened.paths.weights[path] != 0 {
      let stack = opened.paths.stack(of: UInt32(path))
      add(opened.paths.weights[path], to: stacks.stack(stack))
      try limits.check(memory: memory + opened.paths.memory + stacks.memory + otherMemory)
    }
  }

  // MARK: What to say

  func tell(_ notes: inout ReadNotes, of count: Int) {
    let prefix = count > 1 ? "\(context): " : ""
    if strayCloses > 0 {
      notes.warnings.append(
        "\(prefix)left out \(strayCloses.counted("close")) of frames that are not open")
    }
    if let warning = loss.warning { notes.warnings.append(prefix + warning) }
    notes.recordsRead += recordCount
    notes.recordsSeen += recordCount
  }
}
