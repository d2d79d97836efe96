import ProfileModel

/// An error in a tool's answer.
enum ToolProblem: Error, Equatable {
  /// It says something else than it was asked.
  case unreadable
  case tooLarge
  /// It cannot read the binary, and says why.
  case refused(String)
}

/// Parses a tool's answers for some addresses, in their order, as they arrive.
struct ToolAnswer {
  /// No answer that is meant is on a longer line.
  private static let longestLine = 1 << 20

  private let kind: SymbolTool.Kind
  private let addresses: [UInt64]
  /// How much memory may be taken.
  private let budget: Int
  private(set) var found: FoundFrames
  private(set) var problem: ToolProblem?
  private var line: [UInt8] = []
  /// How many addresses have been answered.
  private(set) var answered = 0
  /// How many addresses were answered with an error, and the last error.
  private var refused = 0
  private var refusal: String?
  /// Whether any name was found.
  var hasNamed: Bool { answered > refused }
  /// The frames of the address that is being answered, and the name that waits for its line: addr2line's.
  private var frames: [SymbolFrame] = []
  private var name: StringID?
  private var isOpen = false

  /// - `known`: what is added to.
  /// - `budget`: how much memory all may take.
  init(_ kind: SymbolTool.Kind, _ addresses: [UInt64], known: FoundFrames, budget: Int) {
    (self.kind, self.addresses, self.budget) = (kind, addresses, budget)
    found = known
  }

  /// Parses the next bytes; false if no more is wanted.
  mutating func hear(_ block: [UInt8]) -> Bool {
    var rest = block[...]
    while problem == nil, let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
      line += rest[..<end]
      rest = rest[(end + 1)...]
      do throws(ToolProblem) { try parseLine() } catch { problem = error }
      line.removeAll(keepingCapacity: true)
    }
    line += rest
    if problem == nil, line.count > Self.longestLine { problem = .unreadable }
    return problem == nil
  }

  /// Handles the end.
  mutating func finish() {
    if isOpen, name == nil { close() }
    // An unreadable binary is reported with every address, an address outside it only once.
    if problem == nil, let refusal, !hasNamed { problem = .refused(refusal) }
  }

  private mutating func parseLine() throws(ToolProblem) {
    if line.last == UInt8(ascii: "\r") { line.removeLast() }
    switch kind {
    case .llvm: if !line.isEmpty { try parseObject() }
    case .addr2line: try parseText()
    }
    if found.memory > budget { throw .tooLarge }
  }

  /// The next expected address, which a tool repeats in its answer.
  private func expected(_ text: ArraySlice<UInt8>) throws(ToolProblem) -> UInt64 {
    let number = UInt64(String(decoding: text.dropFirst(2), as: UTF8.self), radix: 16)
    guard answered < addresses.count, number == addresses[answered] else { throw .unreadable }
    return addresses[answered]
  }

  private mutating func parseObject() throws(ToolProblem) {
    guard let object = LLVMAnswer(line, &found) else { throw .unreadable }
    let address = try expected(object.address[...])
    answered += 1
    guard let refusal = object.refusal else { return found.add(object.frames, at: address) }
    refused += 1
    self.refusal = refusal
  }

  private mutating func parseText() throws(ToolProblem) {
    if let waiting = name {
      frames.append(Addr2lineAnswer.frame(waiting, line[...], &found))
      name = nil
    } else if line.starts(with: "0x".utf8) {
      if isOpen { close() }
      _ = try expected(line[...])
      isOpen = true
    } else {
      guard isOpen else { throw .unreadable }
      name = Addr2lineAnswer.name(line[...], &found)
    }
  }

  private mutating func close() {
    guard answered < addresses.count else { return }
    found.add(frames.filter { !$0.isEmpty }, at: addresses[answered])
    answered += 1
    frames = []
    isOpen = false
  }
}
