import ProfileModel

/// The stacks of a chunk in a profile; each is made when it is first asked for.
struct JFRStacks {
  /// A stack as it was recorded.
  struct Stack {
    var id = StackID.empty
    /// Whether there is one.
    var isKnown = false
    /// Whether callers were left out because it was too deep.
    var isTruncated = false
  }

  /// The role in which a class is read; a damaged recording may use one for several.
  private enum Role: Int, CaseIterable {
    case stack, frame, method

    var fields: [String] {
      switch self {
      case .stack: ["truncated", "frames"]
      case .frame: ["method", "lineNumber", "type"]
      case .method: ["type", "name"]
      }
    }
  }

  private let constants: JFRConstants
  private let limits: ReadLimits
  private var known: [Int64: Stack] = [:]
  private var functions: [Int64: Int] = [:]
  /// The locations of frames that nothing was inlined into, by function and line: most frames of a chunk.
  private var locations: [UInt64: UInt32] = [:]
  private var kinds: [Int64: Bool] = [:]
  private var plans: [Int: JFRPlan] = [:]
  /// How many methods have no entry, so that their frames have no name.
  private(set) var unknownMethods = 0

  init(_ constants: JFRConstants, _ limits: ReadLimits) {
    (self.constants, self.limits) = (constants, limits)
  }

  /// How much memory they take, about.
  var memory: Int { (known.count &+ functions.count &+ locations.count) &* 48 }

  /// The stack that a field of an event refers to.
  mutating func stack(
    _ field: JFRField?, _ index: Int64, _ builder: inout ProfileBuilder
  ) throws(ContentError) -> Stack {
    if let stack = known[index] { return stack }
    var stack = Stack()
    if let (row, cursor) = constants.constant(field, index) {
      stack = try read(row, cursor, &builder)
    }
    known[index] = stack
    return stack
  }

  /// The plan of a class in one of its roles, made once.
  private mutating func plan(_ role: Role, _ row: Int) -> JFRPlan {
    let key = row * Role.allCases.count + role.rawValue
    if let plan = plans[key] { return plan }
    let plan = JFRPlan(role.fields, of: row, in: constants.types)
    plans[key] = plan
    return plan
  }

  private mutating func read(
    _ row: Int, _ cursor: JFRCursor, _ builder: inout ProfileBuilder
  ) throws(ContentError) -> Stack {
    var (cursor, slots): (JFRCursor, [Int64]) = (cursor, [0, 0])
    let plan = plan(.stack, row)
    try plan.read(constants.types, &cursor, into: &slots)
    var stack = Stack(isKnown: true)
    stack.isTruncated = plan.fields[0]?.isNumber == true && slots[0] != 0
    guard let frames = plan.fields[1], frames.isArray, let frameRow = frames.row,
      frames.shape == .fields
    else { return stack }
    cursor.move(to: Int(slots[1]))
    stack.id = try readFrames(frameRow, &cursor, &builder)
    return stack
  }

  // MARK: Frames

  /// Reads frames, the leaf first: an inlined one shares the location of the next.
  private mutating func readFrames(
    _ row: Int, _ cursor: inout JFRCursor, _ builder: inout ProfileBuilder
  ) throws(ContentError) -> StackID {
    let plan = plan(.frame, row)
    var slots: [Int64] = [0, 0, 0]
    var (stack, lines): ([UInt32], [ProfileBuilder.Line]) = ([], [])
    let count = try cursor.count()
    try limits.check(depth: count)
    for _ in 0..<count {
      try plan.read(constants.types, &cursor, into: &slots)
      if let function = try function(plan.fields[0], slots[0], &builder) {
        let number = plan.fields[1]?.isNumber == true ? max(0, slots[1]) : 0
        lines.append(.init(function: function, number: number))
      } else if !lines.isEmpty {
        // Code inlined into an unknown method gets a location of its own.
        stack.append(location(lines, &builder))
        lines.removeAll(keepingCapacity: true)
      }
      guard try !isInlined(plan.fields[2], slots[2]) else { continue }
      stack.append(location(lines, &builder))
      lines.removeAll(keepingCapacity: true)
    }
    if !lines.isEmpty { stack.append(location(lines, &builder)) }
    return builder.stack(stack.span)
  }

  private mutating func location(
    _ lines: [ProfileBuilder.Line], _ builder: inout ProfileBuilder
  ) -> UInt32 {
    guard lines.count == 1, let number = UInt32(exactly: lines[0].number) else {
      return builder.location(lines: lines).index
    }
    let key = UInt64(lines[0].function.index) << 32 | UInt64(number)
    if let known = locations[key] { return known }
    let location = builder.location(lines: lines).index
    locations[key] = location
    return location
  }

  /// Whether a frame's method was compiled into the next one.
  private mutating func isInlined(
    _ field: JFRField?, _ slot: Int64
  ) throws(ContentError) -> Bool {
    guard let field else { return false }
    if field.isPooled, let known = kinds[slot] { return known }
    let isInlined = try constants.text(field, slot)?.elementsEqual("Inlined".utf8) ?? false
    if field.isPooled { kinds[slot] = isInlined }
    return isInlined
  }

  /// The function of a method; nil for one that has no name.
  private mutating func function(
    _ field: JFRField?, _ index: Int64, _ builder: inout ProfileBuilder
  ) throws(ContentError) -> FunctionID? {
    if let known = functions[index] { return known < 0 ? nil : FunctionID(UInt32(known)) }
    let name = try name(field, index)
    if name.isEmpty { unknownMethods += 1 }
    let function = name.isEmpty ? nil : builder.function(name: builder.string(name.span))
    functions[index] = function.map { Int($0.index) } ?? -1
    return function
  }

  /// The name of a method: `a.b.C.method`.
  private mutating func name(
    _ field: JFRField?, _ index: Int64
  ) throws(ContentError) -> [UInt8] {
    guard case (let row, var cursor)? = constants.constant(field, index) else { return [] }
    let plan = plan(.method, row)
    var slots: [Int64] = [0, 0]
    try plan.read(constants.types, &cursor, into: &slots)
    let method = try constants.text(plan.fields[1], slots[1]) ?? []
    let className = try constants.text(plan.fields[0], slots[0]) ?? []
    guard !className.isEmpty else { return method }
    let dotted = className.map { $0 == UInt8(ascii: "/") ? UInt8(ascii: ".") : $0 }
    return JavaFrameName.withoutNumbers((dotted + [UInt8(ascii: ".")] + method)[...])
  }
}
