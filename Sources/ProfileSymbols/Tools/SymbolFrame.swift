import ProfileModel

/// A function at an address, and where in it.
struct SymbolFrame: Equatable, Sendable {
  /// The name as the linker knows it; empty if unknown.
  var name = StringID.empty
  var file = StringID.empty
  var line: Int64 = 0
  var column: Int64 = 0
  var startLine: Int64 = 0

  var isEmpty: Bool { name == .empty && file == .empty }
}

/// The frames found for the addresses of a binary.
struct FoundFrames: Sendable {
  /// A longer name is dropped: a report may write it for each location.
  static let longestName = 64 << 10

  private(set) var texts = StringInterner()
  private(set) var frames: [SymbolFrame] = []
  /// The frames of each address that was asked for, the innermost first; none where nothing is known.
  private(set) var ranges: [UInt64: Range<Int>] = [:]

  /// How much memory it takes, about.
  var memory: Int {
    texts.table.memory + MemoryLayout<SymbolFrame>.stride * frames.count + 64 * ranges.count
  }

  subscript(address: UInt64) -> ArraySlice<SymbolFrame> { frames[ranges[address] ?? 0..<0] }

  /// The id of a text; the empty one for a text that is too long.
  mutating func text(_ bytes: ArraySlice<UInt8>) -> StringID {
    bytes.count > Self.longestName ? .empty : texts.intern(bytes)
  }

  /// Sets the frames of an address, unless they are set already.
  mutating func add(_ found: [SymbolFrame], at address: UInt64) {
    guard ranges[address] == nil else { return }
    // A tool that knows nothing says so in a frame.
    let found = found.contains { !$0.isEmpty } ? found : []
    ranges[address] = frames.count..<frames.count + found.count
    frames += found
  }

  /// Gives the outermost function of an address another name.
  mutating func rename(_ name: [UInt8], at address: UInt64) {
    guard let range = ranges[address], let last = range.last else { return }
    frames[last].name = text(name[...])
  }
}
