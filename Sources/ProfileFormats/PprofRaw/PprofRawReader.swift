import ProfileModel

/// Reads what `pprof -raw` prints: header, samples, locations, mappings.
///
/// Samples refer to locations, and those to mappings, that stand behind them.
struct PprofRawReader {
  private let settings: ReadSettings
  private var builder = ProfileBuilder()
  private var part = Part.before
  private var skipped = 0
  private var samples: [Sample] = []
  /// The ids of all samples' locations, leaf first, one sample's behind the other's.
  private var ids: [UInt64] = []
  private var values: [Int64] = []
  private var labels: [Label] = []
  private var labelLines = 0
  private var locations: [UInt64: Location] = [:]
  private var locationOrder: [UInt64] = []
  private var mappings: [(id: UInt64, mapping: Mapping)] = []
  private var mappingIDs: Set<UInt64> = []
  private var unread = UnreadLines()
  private var comment: [UInt8]?
  private var joinedTexts = false
  private var lost = 0

  private enum Part { case before, header, types, samples, locations, mappings }
  private struct Sample {
    let end: Int
    var labels = LabelSetID.empty
  }
  private struct Location {
    var address: UInt64 = 0
    var mapping: UInt64?
    var isFolded = false
    var lines: [ProfileBuilder.Line] = []
  }

  private init(_ settings: ReadSettings) { self.settings = settings }

  static func read(
    _ source: consuming ByteSource, _ settings: ReadSettings
  ) throws -> ReadProfile {
    var lines = LineSplitter(source, longestLine: settings.limits.spelledStackBytes)
    var reader = PprofRawReader(settings)
    while let line = try lines.next() { try reader.parse(line, lines.lineNumber) }
    return try reader.finish()
  }

  private mutating func parse(_ line: ArraySlice<UInt8>, _ number: Int) throws {
    let text = line.trimmed
    if parseSection(text) { return }
    switch part {
    case .before, .header: parseHeader(text)
    case .types: parseTypes(text)
    case .samples: parseSample(line, text, number)
    case .locations: parseLocation(text, number)
    case .mappings: parseMapping(text, number)
    }
    try settings.limits.check(memory: memory)
  }

  private var memory: Int {
    builder.memory + 16 * samples.count + 8 * (ids.count + values.count) + 160 * locations.count
      + 96 * mappings.count
  }

  /// Parses the word that begins a part; false for any other line.
  private mutating func parseSection(_ text: ArraySlice<UInt8>) -> Bool {
    switch part {
    case .before, .header:
      guard text.starts(with: "Samples:") else { return false }
      endComment()
      part = .types
      let types = text.dropFirst("Samples:".utf8.count).trimmed
      if !types.isEmpty { parseTypes(types) }
    case .types, .samples:
      guard text.elementsEqual("Locations".utf8) else { return false }
      endLabels()
      part = .locations
    case .locations:
      guard text.elementsEqual("Mappings".utf8) else { return false }
      part = .mappings
    case .mappings: return false
    }
    return true
  }

  private mutating func string(_ text: ArraySlice<UInt8>) -> StringID { builder.string(text.span) }

  // MARK: Header

  private mutating func parseHeader(_ text: ArraySlice<UInt8>) {
    var cursor = TextCursor(text)
    if cursor.skip("Comment:") {
      endComment()
      comment = Array(cursor.rest.trimmed)
    } else if cursor.skip("Doc:") {
      builder.header.docURL = string(cursor.rest.trimmed)
    } else if cursor.skip("PeriodType:") {
      parsePeriodType(cursor.rest.trimmed)
    } else if cursor.skip("Period:") {
      cursor.skipBlanks()
      builder.header.period = cursor.signedDecimal() ?? 0
    } else if cursor.skip("Time:") {
      builder.header.timeNanos = GoTime.nanoseconds(cursor.rest.trimmed) ?? 0
    } else if cursor.skip("Duration:") {
      parseDuration(cursor.rest.trimmed)
    } else {
      return parseOther(text)
    }
    if !text.starts(with: "Comment:") { endComment() }
    part = .header
  }

  /// A line of a comment, or one that the user put before the text.
  private mutating func parseOther(_ text: ArraySlice<UInt8>) {
    if comment != nil {
      comment?.append(0x0A)
      comment?.append(contentsOf: text)
    } else if !text.isEmpty {
      skipped += 1
    }
  }

  private mutating func endComment() {
    guard let comment else { return }
    builder.header.comments.append(builder.string(comment.span))
    self.comment = nil
  }

  private mutating func parsePeriodType(_ text: ArraySlice<UInt8>) {
    let blank = text.firstIndex(of: 0x20) ?? text.endIndex
    builder.header.periodType = ValueType(
      type: string(text[..<blank]), unit: string(text[blank...].trimmed))
  }

  /// It is cut to four characters, so only one that still ends in seconds is known.
  private mutating func parseDuration(_ text: ArraySlice<UInt8>) {
    guard text.last == UInt8(ascii: "s"), let seconds = DecimalNumber(text.dropLast()) else {
      return
    }
    builder.header.durationNanos = seconds.scaled(by: 9)
  }

  private mutating func parseTypes(_ text: ArraySlice<UInt8>) {
    part = .samples
    for word in text.split(separator: 0x20) {
      let isDefault = word.ends(with: "[dflt]")
      let name = isDefault ? word.dropLast("[dflt]".utf8.count) : word
      let slash = name.lastIndex(of: UInt8(ascii: "/")) ?? name.endIndex
      let type = string(name[..<slash])
      builder.header.sampleTypes.append(
        ValueType(type: type, unit: string(name[slash...].dropFirst())))
      if isDefault { builder.header.defaultSampleType = type }
    }
  }

  // MARK: Samples

  private mutating func parseSample(
    _ line: ArraySlice<UInt8>, _ text: ArraySlice<UInt8>, _ number: Int
  ) {
    guard !text.isEmpty else { return }
    if !samples.isEmpty, text.first.map({ !(0x30...0x39 ~= $0) && $0 != 0x2D }) == true {
      return parseLabels(text, number)
    }
    endLabels()
    let width = builder.header.sampleTypes.count
    guard let colon = text.firstIndex(of: UInt8(ascii: ":")),
      let numbers = Self.numbers(text[..<colon], { $0.signedDecimal() }), numbers.count == width,
      width > 0, let stack = Self.numbers(text[(colon + 1)...], { $0.decimal() }),
      !stack.contains(0)
    else {
      // A key of a label may begin with a digit.
      if !samples.isEmpty, text.last == UInt8(ascii: "]") { return parseLabels(text, number) }
      lost += 1
      return unread.note(text, line: number)
    }
    values += numbers
    ids += stack
    samples.append(Sample(end: ids.count))
    labelLines = 0
  }

  /// Parses numbers with blanks between them, one at a time, for a line may have millions; nil if anything else is there.
  private static func numbers<Number>(
    _ text: ArraySlice<UInt8>, _ parse: (inout TextCursor) -> Number?
  ) -> [Number]? {
    var numbers: [Number] = []
    var cursor = TextCursor(text)
    cursor.skipBlanks()
    while !cursor.isAtEnd {
      guard let number = parse(&cursor) else { return nil }
      numbers.append(number)
      guard cursor.isAtEnd || cursor.rest.first == 0x20 else { return nil }
      cursor.skipBlanks()
    }
    return numbers
  }

  private mutating func parseLabels(_ text: ArraySlice<UInt8>, _ number: Int) {
    guard let line = PprofRawLabels(text) else { return unread.note(text, line: number) }
    labelLines += 1
    for (key, value) in line.cells {
      let name = builder.string(key.span)
      if let numbers = PprofRawLabels.numbers(value, key: key, isSecond: labelLines > 1) {
        for (number, unit) in numbers {
          labels.append(
            Label(key: name, value: .number(number, unit: builder.string(unit.span))))
        }
      } else {
        if value.contains(0x20) { joinedTexts = true }
        labels.append(Label(key: name, value: .text(builder.string(value.span))))
      }
    }
  }

  private mutating func endLabels() {
    guard !labels.isEmpty, !samples.isEmpty else { return }
    samples[samples.count - 1].labels = builder.labelSet(labels)
    labels = []
  }

  // MARK: Locations

  private mutating func parseLocation(_ text: ArraySlice<UInt8>, _ number: Int) {
    guard !text.isEmpty else { return }
    var cursor = TextCursor(text)
    if let id = cursor.decimal(), id != 0, cursor.skip(":") {
      cursor.skipBlanks()
      if let address = cursor.hexadecimal() { return begin(id, address, cursor, number) }
    }
    guard let last = locationOrder.last, addLine(text, to: last) else {
      return unread.note(text, line: number)
    }
  }

  private mutating func begin(
    _ id: UInt64, _ address: UInt64, _ cursor: TextCursor, _ number: Int
  ) {
    var cursor = cursor
    var location = Location(address: address)
    cursor.skipBlanks()
    if cursor.skip("M="), let mapping = cursor.decimal() { location.mapping = mapping }
    cursor.skipBlanks()
    location.isFolded = cursor.skip("[F]")
    if locations[id] == nil { locationOrder.append(id) }
    locations[id] = location
    let rest = cursor.rest.trimmed
    if !rest.isEmpty, !rest.elementsEqual("??".utf8), !addLine(rest, to: id) {
      unread.note(rest, line: number)
    }
  }

  private mutating func addLine(_ text: ArraySlice<UInt8>, to id: UInt64) -> Bool {
    guard let line = PprofRawLine(text) else { return false }
    let name = builder.string(line.name.span)
    let function = builder.function(
      name: name, systemName: line.system.map { builder.string($0.span) } ?? name,
      filename: builder.string(line.file.span), startLine: line.start)
    locations[id]?.lines.append(
      .init(function: function, number: line.line, column: line.column))
    return true
  }

  // MARK: Mappings

  private mutating func parseMapping(_ text: ArraySlice<UInt8>, _ number: Int) {
    guard !text.isEmpty else { return }
    var cursor = TextCursor(text)
    guard let id = cursor.decimal(), id != 0, mappingIDs.insert(id).inserted, cursor.skip(":")
    else { return unread.note(text, line: number) }
    cursor.skipBlanks()
    guard let start = cursor.hexadecimal(), cursor.skip("/"), let limit = cursor.hexadecimal(),
      cursor.skip("/"), let offset = cursor.hexadecimal()
    else { return unread.note(text, line: number) }
    var mapping = Mapping(id: id, start: start, limit: limit, fileOffset: offset)
    var rest = cursor.rest.dropFirst()
    parseFlags(&rest, &mapping)
    parseNames(rest, &mapping)
    mappings.append((id, mapping))
  }

  private func parseFlags(_ rest: inout ArraySlice<UInt8>, _ mapping: inout Mapping) {
    rest = rest.trimmedAtEnd
    if rest.ends(with: "[IN]") { (mapping.hasInlineFrames, rest) = (true, rest.dropLast(4)) }
    if rest.ends(with: "[LN]") { (mapping.hasLineNumbers, rest) = (true, rest.dropLast(4)) }
    if rest.ends(with: "[FL]") { (mapping.hasFilenames, rest) = (true, rest.dropLast(4)) }
    if rest.ends(with: "[FN]") { (mapping.hasFunctions, rest) = (true, rest.dropLast(4)) }
  }

  /// The build id is hexadecimal or nothing, and the file what is left.
  private mutating func parseNames(_ text: ArraySlice<UInt8>, _ mapping: inout Mapping) {
    let text = text.trimmed
    let blank = text.lastIndex(of: 0x20)
    let word = text[(blank.map { $0 + 1 } ?? text.startIndex)...]
    let isBuild = blank != nil && word.count >= 8 && word.allSatisfy(\.isHexadecimal)
    mapping.buildID = isBuild ? builder.string(word.span) : .empty
    mapping.filename = string(isBuild ? text[..<(blank ?? 0)].trimmed : text)
  }

  // MARK: The whole

  private mutating func finish() throws -> ReadProfile {
    guard part != .before, part != .header else { throw TextError(.unknownFormat) }
    endLabels()
    var notes = ReadNotes()
    let table = locationTable()
    addSamples(table.rows)
    if part == .types || part == .samples { notes.incomplete = "it ends before its locations" }
    (notes.recordsRead, notes.recordsSeen) = (samples.count, samples.count + lost)
    tell(&notes)
    var profile = builder.finish()
    profile.mappings = mappings.map(\.mapping)
    profile.locations = table.locations
    return ReadProfile(profile: profile, notes: notes)
  }

  /// The locations with the ids they have in the text, and the row of each id; the last one is for ids without any.
  private func locationTable() -> (locations: LocationTable, rows: [UInt64: LocationID]) {
    var mappingRows: [UInt64: MappingID] = [:]
    for (row, mapping) in mappings.enumerated() {
      mappingRows[mapping.id] = MappingID(UInt32(row))
    }
    var (table, rows) = (LocationTable(), [UInt64: LocationID]())
    for id in locationOrder {
      guard let location = locations[id] else { continue }
      rows[id] = LocationID(UInt32(table.count))
      for line in location.lines {
        table.appendLine(function: line.function, number: line.number, column: line.column)
      }
      table.append(
        id: id, mapping: location.mapping.flatMap { mappingRows[$0] }, address: location.address,
        isFolded: location.isFolded)
    }
    for id in ids where rows[id] == nil {
      rows[id] = LocationID(UInt32(table.count))
      table.append(id: id, mapping: nil, address: 0, isFolded: false)
    }
    return (table, rows)
  }

  private mutating func addSamples(_ rows: [UInt64: LocationID]) {
    let width = builder.header.sampleTypes.count
    var start = 0
    for (row, sample) in samples.enumerated() {
      let frames = ids[start..<sample.end].compactMap { rows[$0] }
      builder.appendSample(
        stack: builder.stack(frames), labels: sample.labels,
        values: Array(values[row * width..<(row + 1) * width]))
      start = sample.end
    }
  }

  private func tell(_ notes: inout ReadNotes) {
    notes.unreadLines = unread.count
    if let warning = unread.warning { notes.warnings.append(warning) }
    if skipped > 0 {
      notes.remarks.append("left out \(skipped.counted("line")) before the text of pprof")
    }
    if joinedTexts { notes.remarks.append("a label with blanks may have been several values") }
    notes.remarks.append("pprof -raw does not show which frames are dropped and kept")
  }
}
