import JSONText
import ProfileModel

/// The unit of a speedscope profile's numbers.
enum SpeedscopeUnit: String {
  case none, nanoseconds, microseconds, milliseconds, seconds, bytes

  /// The power of ten that makes values of the column's unit.
  var power: Int {
    switch self {
    case .none, .nanoseconds, .bytes: 0
    case .microseconds: 3
    case .milliseconds: 6
    case .seconds: 9
    }
  }

  /// Whether there is no smaller unit, so that rounding loses something.
  var isSmallest: Bool { power == 0 }

  /// The type of its column.
  var type: String {
    switch self {
    case .none: "samples"
    case .bytes: "space"
    default: "time"
    }
  }

  /// The unit of its column.
  var unit: String {
    switch self {
    case .none: "count"
    case .bytes: "bytes"
    default: "nanoseconds"
    }
  }
}

/// The events of a profile, in columns, for their unit may stand behind them.
struct SpeedscopeEvents {
  private var frames: [UInt32] = []
  private var areOpen: [Bool] = []
  private var times: [DecimalNumber] = []

  var count: Int { frames.count }
  var memory: Int { 21 &* frames.count }

  mutating func read(
    _ json: inout JSONTokenizer, _ limits: ReadLimits, memory: Int
  ) throws {
    self = SpeedscopeEvents()
    try json.readArray { json in
      try parse(&json)
      try limits.check(memory: memory + self.memory)
    }
  }

  private mutating func parse(_ json: inout JSONTokenizer) throws {
    var (frame, at, isOpen): (UInt32?, DecimalNumber?, Bool?) = (nil, nil, nil)
    try json.readObject { key, json in
      switch key {
      case "type":
        let type = try json.textBytes()
        isOpen = type == [UInt8(ascii: "O")] ? true : type == [UInt8(ascii: "C")] ? false : nil
      case "frame": frame = try json.integer().flatMap { UInt32(exactly: $0) }
      case "at": at = try json.decimal()
      default: break
      }
    }
    guard let frame, let at, let isOpen else {
      throw ContentError(
        .missing("'type' of O or C, 'frame' or 'at'"), in: "event \(frames.count + 1)")
    }
    frames.append(frame)
    times.append(at)
    areOpen.append(isOpen)
  }

  /// What was open for how long, in the column's unit.
  func opened(
    unit: SpeedscopeUnit, until end: DecimalNumber?, context: String, _ limits: ReadLimits,
    loss: inout RoundingLoss, _ stacks: inout SpeedscopeStacks
  ) throws -> OpenFrames {
    var opened = OpenFrames()
    let slack = slack(unit, end)
    for index in frames.indices {
      let time = times[index].scaled(by: unit.power)
      if unit.isSmallest { loss.note(times[index], roundedTo: time) }
      if let last = opened.last, time < last, last.addingClamped(-slack) > time {
        throw ContentError(.timeFalls, in: "\(context), event \(index + 1)")
      }
      opened.advance(to: max(time, opened.last ?? time))
      stacks.note(frame: Int64(frames[index]), "event \(index + 1)")
      if areOpen[index] { opened.open(frames[index]) } else { opened.close(frames[index]) }
      try limits.check(depth: opened.depth)
      try limits.check(memory: opened.paths.memory + memory + stacks.memory)
    }
    if let end, let last = opened.last { opened.advance(to: max(last, end.scaled(by: unit.power))) }
    return opened
  }

  /// How far a time may fall and is still the same: sums of floating-point numbers do.
  private func slack(_ unit: SpeedscopeUnit, _ end: DecimalNumber?) -> Int64 {
    guard let first = times.first, let last = times.last else { return 0 }
    let start = first.scaled(by: unit.power)
    let span = max(last.scaled(by: unit.power), end?.scaled(by: unit.power) ?? .min)
      .subtractingClamped(start)
    return max(0, span) / 1_000_000_000
  }
}
