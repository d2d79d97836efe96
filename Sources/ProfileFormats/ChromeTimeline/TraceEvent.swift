import JSONText
import ProfileModel

/// An event of a trace, as far as profiles need it.
struct TraceEvent {
  var name = StringID.empty
  /// What kind of event it is: `B`, `E`, `X`, `M`, `P`.
  var phase: UInt8 = 0
  /// In nanoseconds; nil for none.
  var time: Int64?
  var duration: Int64?
  private var threadDuration: Int64?
  var pid: Int64 = 0
  var tid: Int64 = 0
  /// Tells profiles of one process apart.
  var id = StringID.empty
  /// The name in its arguments: that of a thread or a process.
  var argument = StringID.empty
  /// The part of a CPU profile in its arguments.
  var part: ProfilePart?

  /// The part of a CPU profile in an event.
  struct ProfilePart {
    var nodes = V8Nodes()
    var samples = V8Samples()
    var hasStart = false
  }

  /// Reads the event that comes next.
  static func read(
    _ json: inout JSONTokenizer, _ builder: inout ProfileBuilder,
    _ check: (_ memory: Int) throws -> Void
  ) throws -> TraceEvent {
    var event = TraceEvent()
    try json.readObject { key, json in
      switch key {
      case "name": event.name = try json.textBytes().map { builder.string($0.span) } ?? .empty
      case "ph": event.phase = try json.textBytes()?.first ?? 0
      case "ts": event.time = try json.decimal()?.scaled(by: 3)
      case "dur": event.duration = try json.decimal()?.scaled(by: 3)
      case "tdur": event.threadDuration = try json.decimal()?.scaled(by: 3)
      case "pid": event.pid = try json.integer() ?? 0
      case "tid": event.tid = try json.integer() ?? 0
      case "id": event.id = try Self.id(&json, &builder)
      case "args": try event.parseArguments(&json, &builder, check)
      default: break
      }
    }
    event.duration = event.duration ?? event.threadDuration
    return event
  }

  private static func id(
    _ json: inout JSONTokenizer, _ builder: inout ProfileBuilder
  ) throws -> StringID {
    switch try json.kind() {
    case .string: try json.readString()
    case .number: try json.readNumber()
    default: return .empty
    }
    return builder.string(json.text.span)
  }

  private mutating func parseArguments(
    _ json: inout JSONTokenizer, _ builder: inout ProfileBuilder,
    _ check: (_ memory: Int) throws -> Void
  ) throws {
    guard try json.kind() == .object else { return }
    try json.readObject { key, json in
      switch key {
      case "name": argument = try json.textBytes().map { builder.string($0.span) } ?? .empty
      case "data":
        guard try json.kind() == .object else { return }
        var part = part ?? ProfilePart()
        try json.readObject { key, json in try part.parse(key, &json, &builder, check) }
        self.part = part
      default: break
      }
    }
  }
}

extension TraceEvent.ProfilePart {
  /// Parses the value of a key of an event's data, or of the profile in it.
  fileprivate mutating func parse(
    _ key: String, _ json: inout JSONTokenizer, _ builder: inout ProfileBuilder,
    _ check: (_ memory: Int) throws -> Void
  ) throws {
    switch key {
    case "cpuProfile":
      guard try json.kind() == .object else { return }
      try json.readObject { key, json in try parseProfile(key, &json, &builder, check) }
    default: try parseProfile(key, &json, &builder, check)
    }
  }

  private mutating func parseProfile(
    _ key: String, _ json: inout JSONTokenizer, _ builder: inout ProfileBuilder,
    _ check: (_ memory: Int) throws -> Void
  ) throws {
    switch key {
    case "nodes":
      guard try json.kind() == .array else { return }
      try json.readArray { json in
        guard try json.kind() == .object else { return }
        let node = nodes.append()
        try json.readObject { key, json in try nodes.parse(key, of: node, &json, &builder) }
        try check(builder.memory + nodes.memory)
      }
    case "samples":
      if try json.kind() == .array { try samples.readNodes(&json, check) }
    case "timeDeltas":
      if try json.kind() == .array { try samples.readDeltas(&json, check) }
    case "startTime":
      guard let start = try json.decimal() else { return }
      (samples.start, hasStart) = (start.scaled(by: 3), true)
    case "endTime": samples.end = try json.decimal()?.scaled(by: 3)
    default: break
    }
  }
}
