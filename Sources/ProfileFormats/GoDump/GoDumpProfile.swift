import ProfileModel

/// Makes a profile of what a dump says.
struct GoDumpProfile {
  private let records: GoDumpRecords
  private let limits: ReadLimits
  private var builder = ProfileBuilder()
  private var functions: [StringID: FunctionID] = [:]
  private var statuses: [StringID: [Label]] = [:]
  private var renamed: Set<String> = []
  private var damagedStatuses = 0

  init(_ records: GoDumpRecords, limits: ReadLimits) {
    self.records = records
    self.limits = limits
  }

  /// The profile, and what its reader has to say.
  mutating func build(_ dump: GoDumpNotes) throws -> ReadProfile {
    let goroutine = ValueType(type: builder.string("goroutine"), unit: builder.string("count"))
    builder.header.sampleTypes = [goroutine]
    builder.header.periodType = goroutine
    builder.header.period = 1
    let stacks = (0..<records.stacks.table.count).map { stack(StackID(UInt32($0))) }
    for (row, key) in records.rows.enumerated() where records.counts[row] > 0 {
      let labels = builder.labelSet(labels(of: key, count: Int(records.counts[row])))
      builder.appendSample(
        stack: stacks[Int(key.stack.index)], labels: labels, values: [records.counts[row]])
      guard builder.memory <= limits.tableBytes else {
        throw TextError(.tablesTooLarge(limit: limits.tableBytes))
      }
    }
    return ReadProfile(profile: addingRemarks(dump).finish(), notes: notes(dump))
  }

  private func addingRemarks(_ dump: GoDumpNotes) -> ProfileBuilder {
    var builder = builder
    var remarks = SourceRemarks()
    remarks.incomplete = dump.incomplete
    remarks.systemGoroutines = dump.systemGoroutines
    remarks.crash = dump.crash?.text
    remarks.shownOnly = dump.shownOnly
    remarks.hasNoFrames = hasNoFrames
    builder.header.comments = remarks.comments.map { builder.string($0) }
    return builder
  }

  private func notes(_ dump: GoDumpNotes) -> ReadNotes {
    var notes = ReadNotes()
    notes.recordsSeen = dump.recordsSeen
    notes.recordsRead = max(dump.recordsRead - damagedStatuses, 0)
    notes.incomplete = dump.incomplete
    notes.systemGoroutines = dump.systemGoroutines
    notes.creatorSources = creatorSources
    notes.unreadLines = dump.unread.count
    let passed = dump.between.passed.sentence(
      ofOne: "1 line between goroutines is no part of the dump",
      ofMany: "between goroutines are no part of the dump")
    notes.warnings = [dump.unread.warning, passed].compactMap { $0 }
    notes.warnings += renamed.sorted().map { "the label \($0) is renamed label.\($0)" }
    if dump.recordsSeen == 0 {
      notes.nothingToReport =
        "no goroutine was printed: GOTRACEBACK=none was set, or the rest is missing"
    }
    return notes
  }

  /// Where goroutines were created, which a profile cannot hold.
  private var creatorSources: CreatorSources {
    let texts = records.frames.texts.table
    var sources = CreatorSources()
    for (row, key) in records.rows.enumerated() where records.counts[row] > 0 {
      let stack = records.stacks.table.frames[records.stacks.table.frames(of: key.stack)]
      let names = stack.lazy.filter { $0 != records.frames.nameless }.map {
        texts.bytes(of: records.frames.rows[Int($0)].function)
      }
      sources.add(
        records.creatorSources(ofRow: row).map { texts[$0] }, names: names,
        creator: texts.bytes(of: key.createdBy))
    }
    return sources
  }

  /// Whether every goroutine lost its frames.
  private var hasNoFrames: Bool {
    let counted = zip(records.rows, records.counts).filter { $1 > 0 }
    return !counted.isEmpty
      && counted.allSatisfy { records.stacks.table.frames(of: $0.0.stack).isEmpty }
  }

  // MARK: Stacks

  /// A stack of dump frames as one of locations: a frame with the calls inlined into it is one.
  private mutating func stack(_ id: StackID) -> StackID {
    var locations: [LocationID] = []
    var lines: [ProfileBuilder.Line] = []
    for row in records.stacks.table.frames[records.stacks.table.frames(of: id)] {
      let frame = records.frames.rows[Int(row)]
      if row != records.frames.nameless { lines.append(line(of: frame)) }
      if !frame.isInlined {
        locations.append(builder.location(lines: lines))
        lines.removeAll(keepingCapacity: true)
      }
    }
    if !lines.isEmpty { locations.append(builder.location(lines: lines)) }
    return builder.stack(locations)
  }

  private mutating func line(of frame: GoDumpFrames.Frame) -> ProfileBuilder.Line {
    let texts = records.frames.texts.table
    let (file, number) = GoDumpLine.split(texts.bytes(of: frame.source))
    let name = texts.bytes(of: frame.function)
    let function = builder.function(
      name: builder.string(name.span), filename: builder.string(file.span))
    return .init(function: function, number: number)
  }

  // MARK: Labels

  private mutating func labels(of key: GoDumpRecords.Key, count: Int) -> [Label] {
    var labels = labels(ofStatus: key.status, count: count)
    if key.createdBy != .empty {
      labels.append(text(ReservedLabel.createdBy.rawValue, key.createdBy))
    }
    if let id = key.id {
      let number = Int64(truncatingIfNeeded: id)
      labels.append(Label(key: builder.string("go.id"), value: .number(number, unit: .empty)))
      if key.arguments != .empty { labels.append(text("go.args", key.arguments)) }
    }
    return labels
  }

  /// The labels that the end of a header says, worked out once for each text.
  private mutating func labels(ofStatus id: StringID, count: Int) -> [Label] {
    // Of a stack without a header nothing is known.
    if id == .empty { return [] }
    if let labels = statuses[id] { return labels }
    let text = records.frames.texts.table.bytes(of: id)
    guard let status = GoDumpStatus(text) else {
      damagedStatuses += count
      statuses[id] = []
      return []
    }
    let labels = labels(of: status)
    statuses[id] = labels
    return labels
  }

  private mutating func labels(of status: GoDumpStatus) -> [Label] {
    var labels: [Label] = []
    // A protobuf cannot hold an empty text, so that one process would differ by format.
    for (key, value) in status.labels where !value.isEmpty {
      let name = String(decoding: key, as: UTF8.self)
      let key = ReservedLabel(rawValue: name) == nil ? builder.string(key.span) : rename(name)
      labels.append(Label(key: key, value: .text(builder.string(value.span))))
    }
    if !status.state.isEmpty { labels.append(text(.state, status.state)) }
    if let minutes = status.minutes {
      labels.append(
        Label(
          key: builder.string(ReservedLabel.wait.rawValue),
          value: .number(minutes, unit: builder.string("minutes"))))
    }
    if status.isLeaked { labels.append(text(.leaked, "true")) }
    if status.isLocked { labels.append(text(.locked, "true")) }
    return labels
  }

  /// The key under which a label is kept whose name is reserved.
  private mutating func rename(_ name: String) -> StringID {
    renamed.insert(name)
    return builder.string("label." + name)
  }

  private mutating func text(_ key: ReservedLabel, _ value: String) -> Label {
    Label(key: builder.string(key.rawValue), value: .text(builder.string(value)))
  }

  private mutating func text(_ key: String, _ value: StringID) -> Label {
    let bytes = records.frames.texts.table.bytes(of: value)
    return Label(key: builder.string(key), value: .text(builder.string(bytes.span)))
  }
}
