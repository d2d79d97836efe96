import ProfileModel

/// Reads threadz: the stack of each thread of a C++ program.
///
///     --- threadz 1 ---
///     --- Thread 7f794ab90940 (name: main/14748) stack: ---
///       PC:  0x00bc8f1c: helper(arg *)
struct ThreadTextReader {
  private var samples: AddressedSamples
  private let symbols: SymbolTable?
  private var map = MemoryMap()
  private var isInMap = false
  private var isInThread = false
  private var addresses: [UInt64] = []
  private var isSameAgain = false

  static func recognises(_ line: ArraySlice<UInt8>) -> Bool {
    line.starts(with: "--- threadz ") || line.starts(with: "--- Thread ")
  }

  /// Reads a profile to the end of its source.
  ///
  /// - `symbols`: the names of addresses that stood before it.
  static func read(
    _ source: consuming ByteSource, limits: ReadLimits, symbols: SymbolTable? = nil
  ) throws -> ReadProfile {
    var lines = LineSplitter(source)
    var reader = ThreadTextReader(AddressedSamples(width: 1, limits: limits), symbols)
    while let line = try lines.next() { try reader.parse(line, lines.lineNumber) }
    return try reader.finish()
  }

  private init(_ samples: AddressedSamples, _ symbols: SymbolTable?) {
    self.samples = samples
    self.symbols = symbols
  }

  private mutating func parse(_ line: ArraySlice<UInt8>, _ number: Int) throws {
    let text = line.trimmed
    if isInMap { return map.parse(line) }
    if MemoryMap.begins(after: text) {
      try endThread()
      isInMap = true
    } else if text.starts(with: "--- Thread "), text.firstRange(of: "stack: ---") != nil {
      try endThread()
      isInThread = true
    } else if text.starts(with: "---") {
      try endThread()
    } else if isInThread, text.firstRange(of: "same as previous thread") != nil {
      isSameAgain = true
    } else if isInThread {
      var cursor = TextCursor(text)
      guard let found = cursor.addresses() else { return samples.noteUnread(line, number) }
      addresses += found
      try samples.checkDepth(addresses.count)
    }
  }

  private mutating func endThread() throws {
    defer {
      isInThread = false
      isSameAgain = false
      addresses = []
    }
    guard isInThread else { return }
    if isSameAgain || addresses.isEmpty {
      samples.countLastAgain()
    } else {
      try samples.begin(values: [1], addresses: addresses, blockSize: nil)
    }
  }

  private mutating func finish() throws -> ReadProfile {
    try endThread()
    let type = ValueType(
      type: samples.builder.string("thread"), unit: samples.builder.string("count"))
    samples.builder.header.sampleTypes = [type]
    samples.builder.header.periodType = type
    samples.builder.header.period = 1
    LegacyFrames.profiler.set(&samples.builder)
    var notes = ReadNotes()
    notes.recordsSeen = samples.samplesSeen
    notes.recordsRead = samples.samplesRead
    notes.unreadLines = samples.unread.count + (symbols?.unread.count ?? 0)
    let rule = AddressedSamples.AddressRule(leafIsExact: true, dropsRepeatedLeaf: true)
    let profile = try samples.finish(map, rule, symbols)
    notes.warnings = [samples.unread.warning, symbols?.unread.warning, samples.unnamed].compactMap {
      $0
    }
    return ReadProfile(profile: profile, notes: notes)
  }
}
