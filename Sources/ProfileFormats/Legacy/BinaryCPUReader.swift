import ProfileModel

/// Reads the binary CPU profiles of gperftools: words of four or eight bytes, in either order.
///
/// Five words of header (0, 3, 0 for C++ or 1 for Java, the period in microseconds, 0), then for each
/// stack a count, a depth and its addresses, leaf first, up to `0 1 0`; then a memory map, or names.
enum BinaryCPUReader {
  /// What machines of either order write.
  private static let layouts = [
    WordLayout(size: 4, isBigEndian: false), WordLayout(size: 4, isBigEndian: true),
    WordLayout(size: 8, isBigEndian: false), WordLayout(size: 8, isBigEndian: true),
  ]

  /// The first five words.
  private struct Header {
    let layout: WordLayout
    let isJava: Bool
    let period: Int64

    /// - `hasSymbols`: whether names stood before it. Who writes those writes a period of 0 or 1, whatever
    ///   was counted.
    init?(_ bytes: ArraySlice<UInt8>, hasSymbols: Bool) {
      for layout in layouts {
        let words = (0..<5).compactMap {
          layout.word(bytes, at: bytes.startIndex + $0 * layout.size)
        }
        guard words.count == 5, words[0] == 0, words[1] == 3, words[2] <= 1,
          words[3] > 0 || hasSymbols,
          words[4] == 0, let period = Int64(exactly: words[3])
        else { continue }
        self.layout = layout
        isJava = words[2] == 1
        self.period = period
        return
      }
      return nil
    }
  }

  /// Whether content begins as such a profile, or as one whose names stood before it.
  static func recognises(_ start: [UInt8], hasSymbols: Bool = false) -> Bool {
    Header(start[...], hasSymbols: hasSymbols) != nil
  }

  /// Reads a profile to the end of its source.
  static func read(
    _ source: consuming ByteSource, limits: ReadLimits, symbols: SymbolTable? = nil
  ) throws -> ReadProfile {
    var bytes: [UInt8] = []
    while case let block = try source.next(), !block.isEmpty {
      bytes += block
      guard bytes.count <= limits.tableBytes else {
        throw TextError(.tablesTooLarge(limit: limits.tableBytes))
      }
    }
    guard let header = Header(bytes[...], hasSymbols: symbols != nil) else {
      throw TextError(.unknownFormat)
    }
    var stacks = BinaryStacks()
    let rest = try stacks.read(bytes[(5 * header.layout.size)...], header.layout)
    let isAsSampled = symbols?.rule(for: stacks.rows.map(\.addresses)).callersAreExact != true
    if !header.isJava, isAsSampled { stacks.dropHandlerFrames() }
    let period = symbols != nil && header.period <= 1 ? 0 : header.period
    var samples = try samples(of: stacks, period: period.multipliedClamped(by: 1000), limits)
    return try finish(&samples, rest, isJava: header.isJava, symbols, limits)
  }

  /// The stacks with their counts, and with their times unless there is no period.
  private static func samples(
    of stacks: BinaryStacks, period: Int64, _ limits: ReadLimits
  ) throws -> AddressedSamples {
    var samples = AddressedSamples(width: period > 0 ? 2 : 1, limits: limits)
    setHeader(&samples.builder, period: period)
    for stack in stacks.rows {
      let time = stack.count.multipliedClamped(by: period)
      try samples.begin(
        values: period > 0 ? [stack.count, time] : [stack.count], addresses: stack.addresses,
        blockSize: nil)
    }
    return samples
  }

  private static func setHeader(_ builder: inout ProfileBuilder, period: Int64) {
    builder.header.sampleTypes = [
      ValueType(type: builder.string("samples"), unit: builder.string("count"))
    ]
    if period > 0 {
      let cpu = ValueType(type: builder.string("cpu"), unit: builder.string("nanoseconds"))
      builder.header.sampleTypes.append(cpu)
      builder.header.periodType = cpu
      builder.header.period = period
    }
    LegacyFrames.profiler.set(&builder)
  }

  private static func finish(
    _ samples: inout AddressedSamples, _ rest: ArraySlice<UInt8>, isJava: Bool,
    _ symbols: SymbolTable?, _ limits: ReadLimits
  ) throws -> ReadProfile {
    var notes = ReadNotes()
    if samples.builder.header.period == 0 {
      notes.remarks.append(
        "it has no period, so its counts are not times: PHP's memprof counts bytes in use")
    }
    notes.unreadLines = symbols?.unread.count ?? 0
    notes.warnings = [symbols?.unread.warning].compactMap { $0 }
    notes.recordsSeen = samples.samplesSeen
    notes.recordsRead = samples.samplesRead
    let lines = rest.split(separator: UInt8(ascii: "\n"))
    if isJava {
      var names = JavaNames(limits: limits)
      for line in lines { try names.parse(line) }
      return ReadProfile(profile: try samples.finish(names), notes: notes)
    }
    var map = MemoryMap()
    for line in lines { map.parse(line) }
    // The leaf comes from the signal's context, and often once more from the stack.
    let rule = AddressedSamples.AddressRule(leafIsExact: true, dropsRepeatedLeaf: true)
    let profile = try samples.finish(map, rule, symbols)
    notes.warnings += samples.unnamed.map { [$0] } ?? []
    return ReadProfile(profile: profile, notes: notes)
  }
}

/// The stacks of a binary profile.
struct BinaryStacks {
  private(set) var rows: [(count: Int64, addresses: [UInt64])] = []

  /// Reads stacks up to the end mark, and gives what follows.
  mutating func read(
    _ bytes: ArraySlice<UInt8>, _ layout: WordLayout
  ) throws -> ArraySlice<UInt8> {
    var rest = bytes
    while !rest.isEmpty {
      guard let count = layout.word(rest, at: rest.startIndex),
        let depth = layout.word(rest, at: rest.startIndex + layout.size),
        depth <= UInt64(rest.count / layout.size) - 2
      else {
        throw TextError(.damaged("stack \(rows.count + 1) ends before its last address"))
      }
      rest = rest.dropFirst(2 * layout.size)
      let addresses = (0..<Int(depth)).compactMap {
        layout.word(rest, at: rest.startIndex + $0 * layout.size)
      }
      rest = rest.dropFirst(Int(depth) * layout.size)
      if count == 0, addresses == [0] { return rest }
      rows.append((Int64(truncatingIfNeeded: count), addresses))
    }
    return rest
  }

  /// Drops the caller of the leaf, up to twice, when it is the same almost everywhere: then it is the
  /// signal handler that took the sample. One stack in 32 may differ.
  mutating func dropHandlerFrames() {
    for _ in 0..<2 {
      var counts: [UInt64: Int] = [:]
      for row in rows where row.addresses.count > 1 { counts[row.addresses[1], default: 0] += 1 }
      guard let common = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }),
        common.value >= rows.count - rows.count / 32
      else { return }
      for row in rows.indices where rows[row].addresses.count > 1 {
        if rows[row].addresses[1] == common.key { rows[row].addresses.remove(at: 1) }
      }
    }
  }
}
