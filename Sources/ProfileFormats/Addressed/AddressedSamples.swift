import ProfileModel

/// Collects samples whose stacks are addresses, some with the functions that the Go runtime prints below.
///
/// When any function is known, stacks are made of the functions printed: the runtime hides some of its
/// own frames in text, and an address without a name would only hide what matters. When none is, they
/// are made of the addresses.
struct AddressedSamples {
  private let limits: ReadLimits
  private let width: Int
  var builder = ProfileBuilder()
  private var addresses: [UInt64] = []
  private var addressRows: [UInt64: UInt32] = [:]
  private var addressStacks = StackInterner()
  /// The stacks of the samples, as runs of indices in `addresses`.
  private var stacks: [StackID] = []
  /// The stacks of the samples as the functions below them say.
  private var namedStacks: [StackID] = []
  private var labelSets: [LabelSetID] = []
  private var values: [Int64] = []
  private(set) var hasNames = false

  // The sample in hand.
  private var isOpen = false
  private var labels: [Label] = []
  private var frames: [GoFrameLine] = []

  private(set) var samplesSeen = 0
  private(set) var unread = UnreadLines()
  private(set) var renamed: Set<String> = []
  /// How many addresses the names before the text miss, a sentence; nil when they miss none.
  private(set) var unnamed: String?

  init(width: Int, limits: ReadLimits) {
    self.width = width
    self.limits = limits
  }

  /// How many samples were understood.
  var samplesRead: Int { stacks.count }

  /// Whether there are samples, and none of them has an address.
  var hasNoFrames: Bool {
    !stacks.isEmpty && stacks.allSatisfy { addressStacks.table.frames(of: $0).isEmpty }
  }

  /// Whether the last line of the sample in hand is that of its root, or of what the root calls: the runtime's
  /// own root has no line.
  var isLastWhole: Bool {
    lastLine.map { $0.calls.suffix(2).contains($0.address) } ?? false
  }

  /// Whether the last line of the sample in hand is that of a frame further from the root than its caller: Go prints a
  /// line for each frame from the first that it shows down to the root.
  var endsBeforeRoot: Bool {
    guard let (calls, address) = lastLine else { return false }
    // Stacks of a fixed length are filled up with zeros.
    let end = calls.lastIndex { $0 != 0 && $0 != .max } ?? 0
    // A line names the call, or as people write it by hand, where it returns to.
    let line = calls.lastIndex { $0 == address || $0 &+ 1 == address }
    return line.map { $0 + 1 < end } ?? false
  }

  /// The calls of the sample in hand, and the address in its last line; nil if that names no function.
  private var lastLine: (calls: [UInt64], address: UInt64)? {
    guard let stack = stacks.last, let frame = frames.last, !frame.function.isEmpty else {
      return nil
    }
    return (exactAddresses(of: stack, .init()), frame.address)
  }

  /// Begins a sample; the lines that follow may say more of it.
  mutating func begin(_ sample: SampleLine, line: ArraySlice<UInt8>, number: Int) throws {
    var cursor = TextCursor(sample.addresses)
    guard let stack = cursor.addresses() else { return noteUnreadSample(line, number) }
    try begin(values: sample.values, addresses: stack, blockSize: sample.blockSize)
  }

  /// Begins a sample.
  mutating func begin(values: [Int64], addresses stack: [UInt64], blockSize: Int64?) throws {
    try end()
    samplesSeen += 1
    isOpen = true
    self.values += values
    try checkDepth(stack.count)
    stacks.append(addressStack(stack))
    if let blockSize {
      labels.append(Label(key: builder.string("bytes"), value: .number(blockSize, unit: .empty)))
    }
    try checkLimits()
  }

  /// Adds to the first value of the last sample.
  mutating func countLastAgain() {
    guard values.count >= width, !values.isEmpty else { return }
    values[values.count - width] = values[values.count - width].addingClamped(1)
  }

  /// Counts a line that should be a sample, but is not understood.
  mutating func noteUnreadSample(_ line: ArraySlice<UInt8>, _ number: Int) {
    samplesSeen += 1
    noteUnread(line, number)
  }

  /// Notes a line that fits no grammar.
  mutating func noteUnread(_ line: ArraySlice<UInt8>, _ number: Int) {
    unread.note(line, line: number)
  }

  /// Parses a line `#	0x1f	main.work+0x2b	file.go:12` below a sample.
  mutating func parseFrame(_ line: ArraySlice<UInt8>, _ number: Int) throws {
    let frame = GoFrameLine(line)
    if frame == nil || !isOpen { noteUnread(line, number) }
    // A line that is not understood becomes a frame without a name.
    guard isOpen, let frame = frame ?? GoFrameLine(addressOf: line) else { return }
    if !frame.function.isEmpty { hasNames = true }
    if frame.address != 0 || !frame.function.isEmpty { frames.append(frame) }
    try checkDepth(frames.count)
  }

  /// Parses a line `# labels: {…}` below a sample.
  mutating func parseLabels(_ line: ArraySlice<UInt8>, _ number: Int) throws {
    guard isOpen, let pairs = GoLabelLine.parse(line) else { return noteUnread(line, number) }
    // A protobuf cannot hold an empty text, so that one process would differ by format.
    for (key, value) in pairs where !value.isEmpty {
      let name = String(decoding: key, as: UTF8.self)
      let key = ReservedLabel(rawValue: name) == nil ? builder.string(key.span) : rename(name)
      labels.append(Label(key: key, value: .text(builder.string(value.span))))
    }
    try checkDepth(labels.count)
  }

  private mutating func rename(_ name: String) -> StringID {
    renamed.insert(name)
    return builder.string("label." + name)
  }

  private mutating func addressStack(_ stack: [UInt64]) -> StackID {
    let rows = stack.map { address in
      if let row = addressRows[address] { return row }
      let row = UInt32(addresses.count)
      addressRows[address] = row
      addresses.append(address)
      return row
    }
    return addressStacks.intern(rows.span)
  }

  /// Ends the sample in hand.
  private mutating func end() throws {
    guard isOpen else { return }
    isOpen = false
    labelSets.append(builder.labelSet(labels))
    namedStacks.append(namedStack())
    labels.removeAll(keepingCapacity: true)
    frames.removeAll(keepingCapacity: true)
  }

  private func checkLimits() throws(TextError) {
    // Of an address there is a row in a dictionary, too; the samples are there twice in the end.
    let memory =
      builder.memory + addressStacks.table.memory + 48 * addresses.count
      + 16 * (stacks.count + values.count)
    guard memory <= limits.tableBytes else {
      throw TextError(.tablesTooLarge(limit: limits.tableBytes))
    }
  }

  /// Holds a stack, or the labels of a sample, to its limit.
  func checkDepth(_ depth: Int) throws(TextError) {
    guard depth <= limits.depth else { throw TextError(.tooDeep(limit: limits.depth)) }
  }

  // MARK: Functions

  /// The frames in hand as locations: a function and those inlined into it are one.
  ///
  /// They follow each other and their code begins at one place, that of the last of them. A function
  /// that calls itself has several such groups.
  private mutating func namedStack() -> StackID {
    var locations: [LocationID] = []
    var lines: [ProfileBuilder.Line] = []
    var first = 0
    var runEnd = 0
    for (index, frame) in frames.enumerated() {
      if index >= runEnd { runEnd = endOfRun(from: index) }
      if lines.isEmpty { first = index }
      if !frame.function.isEmpty { lines.append(line(frame)) }
      let isInlined = index + 1 < runEnd && frame.function != frames[runEnd - 1].function
      if !isInlined {
        locations.append(builder.location(lines: lines, address: frames[first].address))
        lines.removeAll(keepingCapacity: true)
      }
    }
    return builder.stack(locations)
  }

  /// Where the frames end that lie in the same function's code as one.
  private func endOfRun(from index: Int) -> Int {
    let entry = frames[index].entry
    return frames[index...].firstIndex { $0.entry != entry || $0.function.isEmpty }.map {
      max($0, index + 1)
    } ?? frames.count
  }

  private mutating func line(_ frame: GoFrameLine) -> ProfileBuilder.Line {
    let function = builder.function(
      name: builder.string(frame.function.span), filename: builder.string(frame.file.span))
    return .init(function: function, number: frame.line)
  }

  // MARK: The profile

  /// How addresses become locations when no function is known.
  struct AddressRule {
    /// Whether the leaf is an exact address and not a return address.
    var leafIsExact = false
    /// Whether all others are.
    var callersAreExact = false
    /// Whether the caller of the leaf is dropped when it is the leaf again.
    var dropsRepeatedLeaf = false

    /// Every address is itself.
    static let exact = AddressRule(leafIsExact: true, callersAreExact: true)
  }

  /// The profile, with what the header says already in the builder.
  ///
  /// - `symbols`: the names of addresses, which also show how the addresses are to be interpreted.
  mutating func finish(
    _ map: MemoryMap, _ rule: AddressRule, _ symbols: SymbolTable? = nil
  ) throws -> Profile {
    try end()
    if hasNames { restoreLostFrames() }
    let stacks = hasNames ? namedStacks : addressedStacks(map, rule, symbols)
    for row in stacks.indices {
      builder.appendSample(
        stack: stacks[row], labels: labelSets[row],
        values: Array(values[row * width..<(row + 1) * width]))
    }
    return builder.finish()
  }

  /// Gives samples without lines for their frames their addresses, for the lines were lost. Of a goroutine that
  /// has just started there is one address, and its frame is hidden.
  private mutating func restoreLostFrames() {
    for row in stacks.indices where builder.isEmpty(namedStacks[row]) {
      let known = exactAddresses(of: stacks[row], .init()).filter { $0 != 0 && $0 != .max }
      guard known.count > 1 else { continue }
      frames = known.map { GoFrameLine(address: $0) }
      namedStacks[row] = namedStack()
    }
    frames = []
  }

  /// The profile of addresses that represent lines and have no other meaning.
  mutating func finish(
    _ lines: (UInt64, inout ProfileBuilder) -> [ProfileBuilder.Line]
  ) throws -> Profile {
    try end()
    var locations: [UInt64: LocationID] = [:]
    for row in stacks.indices {
      let frames = exactAddresses(of: stacks[row], .exact).map { address in
        if let location = locations[address] { return location }
        let named = lines(address, &builder)
        let location = builder.location(lines: named, address: named.isEmpty ? address : 0)
        locations[address] = location
        return location
      }
      builder.appendSample(
        stack: builder.stack(frames), labels: labelSets[row],
        values: Array(values[row * width..<(row + 1) * width]))
    }
    return builder.finish()
  }

  /// The stacks as locations with the functions that symbols name, numbered in the order of the samples.
  private mutating func addressedStacks(
    _ map: MemoryMap, _ given: AddressRule, _ symbols: SymbolTable?
  ) -> [StackID] {
    let rule = symbols.map { named(by: $0, given) } ?? given
    let all = stacks.map { stack in exactAddresses(of: stack, rule) }
    var locations = AddressLocations(map, symbols, &builder, of: all)
    let result = all.map { stack in
      var frames = stack.map { locations.location(of: $0, &builder) }
      if rule.dropsRepeatedLeaf, stack.count > 1, stack[0] == stack[1] &+ 1 { frames.remove(at: 1) }
      return builder.stack(frames)
    }
    unnamed = locations.unnamed
    return result
  }

  /// How the addresses have to be read so that symbols name them.
  private func named(by symbols: SymbolTable, _ given: AddressRule) -> AddressRule {
    var rule = symbols.rule(for: stacks.map { exactAddresses(of: $0, .exact) })
    // Writers of exact addresses have fixed the stacks already.
    rule.dropsRepeatedLeaf = given.dropsRepeatedLeaf && !rule.callersAreExact
    return rule
  }

  /// The addresses of a stack, those that a call returns to moved back onto the call.
  private func exactAddresses(of stack: StackID, _ rule: AddressRule) -> [UInt64] {
    let rows = addressStacks.table.frames[addressStacks.table.frames(of: stack)]
    return rows.enumerated().map { depth, row in
      let isExact = depth == 0 ? rule.leafIsExact : rule.callersAreExact
      return isExact ? addresses[Int(row)] : addresses[Int(row)] &- 1
    }
  }
}
