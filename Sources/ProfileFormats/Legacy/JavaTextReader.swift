import ProfileModel

/// Reads heapz and contentionz of a Java program: attributes, samples, and the names of addresses.
struct JavaTextReader {
  private enum Context { case attributes, samples, names }

  private static let heapPeriod: Int64 = 512 << 10
  private let isHeap: Bool
  private var context = Context.attributes
  private var samples: AddressedSamples
  private var names: JavaNames
  private var resolution = ""
  private var scale = ContentionScale(period: 0)

  static func recognises(_ line: ArraySlice<UInt8>) -> Bool {
    line.starts(with: "--- heapz 1 ---") || line.starts(with: "--- contentionz 1 ---")
  }

  /// Reads a profile to the end of its source.
  static func read(_ source: consuming ByteSource, limits: ReadLimits) throws -> ReadProfile {
    var lines = LineSplitter(source)
    let first = try lines.next() ?? []
    var reader = JavaTextReader(isHeap: first.starts(with: "--- heapz"), limits: limits)
    while let line = try lines.next() { try reader.parse(line, lines.lineNumber) }
    return try reader.finish()
  }

  private init(isHeap: Bool, limits: ReadLimits) {
    self.isHeap = isHeap
    samples = AddressedSamples(width: 2, limits: limits)
    names = JavaNames(limits: limits)
  }

  private mutating func parse(_ line: ArraySlice<UInt8>, _ number: Int) throws {
    let text = line.trimmed
    guard !text.isEmpty else { return }
    if context == .attributes, parseAttribute(text) { return }
    if context != .names, let sample = sample(text) {
      context = .samples
      return try samples.begin(sample, line: text, number: number)
    }
    if context != .names, text.contains(UInt8(ascii: "@")) {
      return samples.noteUnreadSample(text, number)
    }
    context = .names
    try names.parse(text)
  }

  private mutating func parseAttribute(_ line: ArraySlice<UInt8>) -> Bool {
    guard let equals = line.firstIndex(of: UInt8(ascii: "=")) else { return false }
    let key = String(decoding: line[..<equals].trimmed, as: UTF8.self)
    let text = line[(equals + 1)...].trimmed
    if key == "resolution" { resolution = String(decoding: text, as: UTF8.self) }
    var cursor = TextCursor(text)
    if let value = cursor.signedDecimal() { scale.set(key, value) }
    return true
  }

  /// `BYTES OBJECTS @ ADDRESSES`, the other way round than elsewhere.
  private func sample(_ line: ArraySlice<UInt8>) -> SampleLine? {
    var cursor = TextCursor(line)
    guard let second = cursor.signedDecimal() else { return nil }
    cursor.skipBlanks()
    guard let first = cursor.signedDecimal() else { return nil }
    cursor.skipBlanks()
    guard cursor.skip("@") else { return nil }
    guard isHeap else {
      let factor = scale.period == 0 ? 1 : scale.period
      let values = [first.multipliedClamped(by: factor), second.multipliedClamped(by: factor)]
      return SampleLine(values: values, count: first, blockSize: nil, addresses: cursor.rest)
    }
    guard first != 0 else { return nil }
    return SampleLine(
      values: HeapSampling.unsampled(first, second, period: Self.heapPeriod), count: first,
      blockSize: second.dividedClamped(by: first), addresses: cursor.rest)
  }

  private mutating func finish() throws -> ReadProfile {
    setHeader()
    var notes = ReadNotes()
    notes.recordsSeen = samples.samplesSeen
    notes.recordsRead = samples.samplesRead
    notes.unreadLines = samples.unread.count
    notes.warnings = [samples.unread.warning].compactMap { $0 }
    return ReadProfile(profile: try samples.finish(names), notes: notes)
  }

  private mutating func setHeader() {
    func type(_ type: String, _ unit: String) -> ValueType {
      ValueType(type: samples.builder.string(type), unit: samples.builder.string(unit))
    }
    let types =
      isHeap
      ? [type("inuse_objects", "count"), type("inuse_space", resolution)]
      : [type("contentions", "count"), type("delay", resolution)]
    samples.builder.header.sampleTypes = types
    if !isHeap, scale.period != 0 { samples.builder.header.periodType = types[0] }
    samples.builder.header.period = scale.period
    samples.builder.header.durationNanos = scale.durationNanos
    (isHeap ? LegacyFrames.allocation : .lock).set(&samples.builder)
  }
}
