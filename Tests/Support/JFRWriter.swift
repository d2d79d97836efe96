/// The encodings of Java Flight Recorder recordings.
package enum JFRBytes {
  /// A compressed integer: seven bits per byte, low bits first, and eight bits in a ninth byte.
  package static func integer(_ value: Int64) -> [UInt8] {
    var (rest, bytes): (UInt64, [UInt8]) = (UInt64(bitPattern: value), [])
    while rest >= 0x80, bytes.count < 8 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    return bytes + [UInt8(truncatingIfNeeded: rest)]
  }

  /// A list, preceded by its length.
  package static func list(_ values: [[UInt8]]) -> [UInt8] {
    integer(Int64(values.count)) + values.flatMap(\.self)
  }

  /// A text in UTF-8, the most common encoding.
  package static func text(_ text: String) -> [UInt8] {
    [3] + integer(Int64(text.utf8.count)) + Array(text.utf8)
  }

  /// A text as UTF-16 units, each an integer.
  package static func characters(_ text: String) -> [UInt8] {
    [4] + list(text.utf16.map { integer(Int64($0)) })
  }

  /// A text of which each byte is a character.
  package static func latin1(_ text: String) -> [UInt8] {
    [5] + list(text.unicodeScalars.map { [UInt8(truncatingIfNeeded: $0.value)] })
  }

  /// A number of the header, the most significant byte first.
  package static func fixed(_ value: Int64, _ count: Int = 8) -> [UInt8] {
    (0..<count).reversed().map { UInt8(truncatingIfNeeded: value >> Int64(8 * $0)) }
  }

  /// An event: its size, its type, its fields.
  package static func event(_ type: Int64, _ fields: [UInt8]) -> [UInt8] {
    let body = integer(type) + fields
    // The size includes itself, and is written in four bytes so that its length is known.
    let size = body.count + 4
    return (0..<4).map { UInt8(truncatingIfNeeded: size >> (7 * $0)) & 0x7F | ($0 < 3 ? 0x80 : 0) }
      + body
  }
}

/// A class in the metadata of a recording.
package struct JFRClassDescription {
  package struct Field {
    package let name: String
    package let type: String
    package let isPooled: Bool
    package let isArray: Bool

    /// - `description`: `name: class`, with `#` before the class for a constant and `[]` after it for an array.
    package init(_ description: String) {
      let parts = description.split(separator: ": ", maxSplits: 1).map(String.init)
      name = parts[0]
      var type = parts.count > 1 ? parts[1] : ""
      isPooled = type.hasPrefix("#")
      if isPooled { type.removeFirst() }
      isArray = type.hasSuffix("[]")
      if isArray { type.removeLast(2) }
      self.type = type
    }
  }

  package let name: String
  package var fields: [Field]

  package init(_ name: String, _ fields: [String] = []) {
    self.name = name
    self.fields = fields.map(Field.init)
  }
}

/// Writes a chunk of a recording.
package struct JFRChunkWriter {
  /// The parts of the chunk, in order.
  private enum Part {
    case event([UInt8])
    case pools([UInt8])
    case metadata([JFRClassDescription], Int64)
  }

  package var classes = Self.standard
  /// The id of the first class; the others follow.
  package var firstID: Int64
  package var startNanos: Int64 = 1_700_000_000_000_000_000
  package var durationNanos: Int64 = 2_000_000_000
  package var ticksPerSecond: Int64 = 1_000_000_000
  package var version: Int64 = 2
  package var features: Int64 = 1
  /// The size in the header; nil for the correct one.
  package var claimedSize: Int64?
  /// The offset of constants and metadata in the header; nil for the correct one.
  package var claimedPools: Int64?
  package var claimedMetadata: Int64?
  /// The offset of the previous pool in each pool; nil for the correct one.
  package var claimedDelta: Int64?
  private var parts: [Part] = []
  private var constants: [(type: String, index: Int64, value: [UInt8])] = []

  package init(firstID: Int64 = 100) { self.firstID = firstID }

  // MARK: Parts

  package func id(_ name: String) -> Int64 {
    firstID + Int64(classes.firstIndex { $0.name == name } ?? classes.count)
  }

  /// Adds an event with the given fields; all others are 0.
  package mutating func event(_ type: String, _ fields: [String: [UInt8]] = [:]) {
    parts.append(.event(JFRBytes.event(id(type), value(type, fields))))
  }

  package mutating func event(_ type: String, numbers: [String: Int64]) {
    event(type, numbers.mapValues(JFRBytes.integer))
  }

  /// Adds bytes where an event is expected.
  package mutating func bytes(_ bytes: [UInt8]) { parts.append(.event(bytes)) }

  /// Adds a constant to the next pools.
  package mutating func constant(_ type: String, _ index: Int64, _ fields: [String: [UInt8]]) {
    constants.append((type, index, value(type, fields)))
  }

  package mutating func constant(_ type: String, _ index: Int64, value: [UInt8]) {
    constants.append((type, index, value))
  }

  /// Adds a pool with the constants since the last one.
  package mutating func pools() {
    let tables = Dictionary(grouping: constants, by: \.type).sorted { id($0.key) < id($1.key) }
    parts.append(
      .pools(
        JFRBytes.list(
          tables.map { type, rows in
            JFRBytes.integer(id(type))
              + JFRBytes.list(rows.map { JFRBytes.integer($0.index) + $0.value })
          })))
    constants = []
  }

  /// Adds the current metadata; those at the end of a chunk are added automatically.
  package mutating func metadata() { parts.append(.metadata(classes, firstID)) }

  /// The bytes of a value of a class.
  package func value(_ type: String, _ fields: [String: [UInt8]] = [:]) -> [UInt8] {
    switch type {
    case "float": return [0, 0, 0, 0]
    case "double": return [0, 0, 0, 0, 0, 0, 0, 0]
    default:
      guard let description = classes.first(where: { $0.name == type }), !description.fields.isEmpty
      else { return Self.empty.contains(type) ? [] : [0] }
      var rest = fields
      return description.fields.flatMap { field in
        rest.removeValue(forKey: field.name)
          ?? (field.isPooled || field.isArray ? [0] : value(field.type))
      }
    }
  }

  /// Classes without fields, whose values have zero bytes.
  private static let empty: Set<String> = ["test.Nothing"]

  // MARK: The whole

  package func finish() -> [UInt8] {
    var (body, pools, metadata): ([UInt8], Int64, Int64) = ([], 0, 0)
    for part in parts + [.metadata(classes, firstID)] {
      let position = Int64(68 + body.count)
      switch part {
      case .event(let bytes): body += bytes
      case .pools(let tables):
        let delta = claimedDelta ?? (pools == 0 ? 0 : pools - position)
        body += JFRBytes.event(
          1, JFRBytes.integer(0) + JFRBytes.integer(0) + JFRBytes.integer(delta) + [1] + tables)
        pools = position
      case .metadata(let classes, let firstID):
        body += JFRBytes.event(0, Self.metadata(classes, firstID))
        metadata = position
      }
    }
    let numbers: [Int64] = [
      claimedSize ?? Int64(68 + body.count), claimedPools ?? pools, claimedMetadata ?? metadata,
      startNanos, durationNanos, 5000, ticksPerSecond,
    ]
    var bytes = Array("FLR\0".utf8) + JFRBytes.fixed(version, 2) + JFRBytes.fixed(1, 2)
    for number in numbers { bytes += JFRBytes.fixed(number) }
    return bytes + JFRBytes.fixed(features, 4) + body
  }

  /// The fields of a metadata event: start, duration, id, texts, and the elements.
  private static func metadata(_ classes: [JFRClassDescription], _ firstID: Int64) -> [UInt8] {
    var texts: [String] = []
    func text(_ text: String) -> [UInt8] {
      if let index = texts.firstIndex(of: text) { return JFRBytes.integer(Int64(index)) }
      texts.append(text)
      return JFRBytes.integer(Int64(texts.count - 1))
    }
    func element(_ name: String, _ attributes: [(String, String)], _ elements: [[UInt8]]) -> [UInt8]
    {
      text(name) + JFRBytes.list(attributes.map { text($0) + text($1) }) + JFRBytes.list(elements)
    }
    func id(_ name: String) -> String {
      String(firstID + Int64(classes.firstIndex { $0.name == name } ?? 9999))
    }
    let described = classes.map { description in
      element(
        "class", [("name", description.name), ("id", id(description.name))],
        description.fields.map { field in
          var attributes = [("name", field.name), ("class", id(field.type))]
          if field.isPooled { attributes.append(("constantPool", "true")) }
          if field.isArray { attributes.append(("dimension", "1")) }
          return element("field", attributes, [element("annotation", [("value", "Label")], [])])
        })
    }
    let root = element(
      "root", [], [element("metadata", [], described), element("region", [("locale", "en")], [])])
    return [0, 0, 0] + JFRBytes.list(texts.map(JFRBytes.text)) + root
  }
}

extension JFRChunkWriter {
  /// The relevant classes of a JDK and of async-profiler, and an irrelevant one.
  private static let standard = [
    JFRClassDescription("long"), JFRClassDescription("int"), JFRClassDescription("short"),
    JFRClassDescription("char"), JFRClassDescription("byte"), JFRClassDescription("boolean"),
    JFRClassDescription("float"), JFRClassDescription("double"),
    JFRClassDescription("java.lang.String"),
    JFRClassDescription("jdk.types.Symbol", ["string: java.lang.String"]),
    JFRClassDescription(
      "java.lang.Class", ["classLoader: #long", "name: #jdk.types.Symbol", "modifiers: int"]),
    JFRClassDescription(
      "jdk.types.Method",
      ["type: #java.lang.Class", "name: #jdk.types.Symbol", "descriptor: #jdk.types.Symbol"]),
    JFRClassDescription("jdk.types.FrameType", ["description: java.lang.String"]),
    JFRClassDescription(
      "jdk.types.StackFrame",
      [
        "method: #jdk.types.Method", "lineNumber: int", "bytecodeIndex: int",
        "type: #jdk.types.FrameType",
      ]),
    JFRClassDescription(
      "jdk.types.StackTrace", ["truncated: boolean", "frames: jdk.types.StackFrame[]"]),
    JFRClassDescription(
      "java.lang.Thread",
      [
        "osName: java.lang.String", "osThreadId: long", "javaName: java.lang.String",
        "javaThreadId: long",
      ]),
    JFRClassDescription("jdk.types.ThreadState", ["name: java.lang.String"]),
    JFRClassDescription(
      "jdk.ExecutionSample",
      [
        "startTime: long", "sampledThread: #java.lang.Thread", "stackTrace: #jdk.types.StackTrace",
        "state: #jdk.types.ThreadState",
      ]),
    JFRClassDescription(
      "profiler.WallClockSample",
      [
        "startTime: long", "sampledThread: #java.lang.Thread", "stackTrace: #jdk.types.StackTrace",
        "state: #jdk.types.ThreadState", "samples: int",
      ]),
    JFRClassDescription("jdk.ObjectAllocationSample", ofThread + ["weight: long"]),
    JFRClassDescription(
      "jdk.ObjectAllocationInNewTLAB", ofThread + ["allocationSize: long", "tlabSize: long"]),
    JFRClassDescription("jdk.ObjectAllocationOutsideTLAB", ofThread + ["allocationSize: long"]),
    JFRClassDescription(
      "jdk.JavaMonitorEnter", ["startTime: long", "duration: long"] + ofThread.dropFirst()),
    JFRClassDescription(
      "jdk.ThreadPark", ["startTime: long", "duration: long"] + ofThread.dropFirst()),
    JFRClassDescription(
      "jdk.ActiveSetting",
      ["startTime: long", "id: long", "name: java.lang.String", "value: java.lang.String"]),
    JFRClassDescription(
      "test.Unknown",
      [
        "a: double", "b: float", "c: short[]", "d: java.lang.String", "e: jdk.types.StackFrame",
        "f: byte",
      ]),
  ]

  private static let ofThread = [
    "startTime: long", "eventThread: #java.lang.Thread", "stackTrace: #jdk.types.StackTrace",
    "objectClass: #java.lang.Class",
  ]

  // MARK: What events refer to

  /// Adds a Java thread.
  package mutating func thread(_ index: Int64, _ name: String, osName: String = "") {
    constant(
      "java.lang.Thread", index,
      [
        "javaName": name.isEmpty ? [0] : JFRBytes.text(name), "osName": JFRBytes.text(osName),
        "osThreadId": JFRBytes.integer(4000 + index),
      ])
  }

  /// Adds a method, such as `a/b/C.run`; the ids of its class and names are derived from its own.
  package mutating func method(_ index: Int64, _ name: String) {
    let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
    constant("jdk.types.Symbol", index * 10, ["string": JFRBytes.text(parts[0])])
    constant("jdk.types.Symbol", index * 10 + 1, ["string": JFRBytes.text(parts[1])])
    constant("java.lang.Class", index * 10, ["name": JFRBytes.integer(index * 10)])
    constant(
      "jdk.types.Method", index,
      ["type": JFRBytes.integer(index * 10), "name": JFRBytes.integer(index * 10 + 1)])
  }

  /// Adds a stack of methods, leaf first.
  ///
  /// - `frames`: the id of each method, its line, and the id of its frame type.
  package mutating func stack(
    _ index: Int64, _ frames: [(method: Int64, line: Int64, kind: Int64)], isTruncated: Bool = false
  ) {
    let values = frames.map { frame in
      value(
        "jdk.types.StackFrame",
        [
          "method": JFRBytes.integer(frame.method), "lineNumber": JFRBytes.integer(frame.line),
          "type": JFRBytes.integer(frame.kind),
        ])
    }
    constant(
      "jdk.types.StackTrace", index,
      ["truncated": [isTruncated ? 1 : 0], "frames": JFRBytes.list(values)])
  }

  /// Adds two threads, frame types, a state, three methods and two stacks: what most chunks need.
  ///
  /// Stack 1 is `leaf` (line 3), inlined into `inner` (line 7), and `run` (line 9); stack 2 is `run` alone (line 11).
  package mutating func usualConstants() {
    thread(1, "worker")
    thread(2, "", osName: "VM Thread")
    constant("jdk.types.FrameType", 1, ["description": JFRBytes.text("JIT compiled")])
    constant("jdk.types.FrameType", 2, ["description": JFRBytes.text("Inlined")])
    constant("jdk.types.ThreadState", 1, ["name": JFRBytes.text("STATE_RUNNABLE")])
    method(1, "org/example/App.leaf")
    method(2, "org/example/App.inner")
    method(3, "java/lang/Thread.run")
    stack(1, [(1, 3, 2), (2, 7, 1), (3, 9, 1)])
    stack(2, [(3, 11, 1)])
  }

  /// Adds a setting of an event type.
  package mutating func setting(_ type: String, _ name: String, _ value: String) {
    event(
      "jdk.ActiveSetting",
      [
        "id": JFRBytes.integer(id(type)), "name": JFRBytes.text(name),
        "value": JFRBytes.latin1(value),
      ])
  }
}
