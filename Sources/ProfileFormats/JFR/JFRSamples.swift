import ProfileModel

/// The samples of a recording's events, collected chunk by chunk.
struct JFRSamples {
  private let settings: ReadSettings
  private var builder = ProfileBuilder()
  private var columns = SampleColumns()
  private var tallies = JFREventKind.all.map { _ in Tally() }
  private var losses = Losses()
  /// The intervals between the samples of all chunks.
  private var periods: Set<Int64> = []
  private var lastPeriod: Int64 = 0
  private var chunks = 0

  /// The columns of a kind of event, as far as there are any.
  private struct Tally {
    var count: Int?
    var sum: Int?
    var events = 0
  }

  /// What there is less of than there should be.
  private struct Losses {
    var stackless = 0
    var truncated = 0
    var methods = 0
    /// Samples with an unknown duration.
    var untimed = 0
  }

  init(_ settings: ReadSettings) { self.settings = settings }

  // MARK: Chunks

  /// Adds the events of a chunk.
  mutating func add(_ chunk: JFRChunk) throws(ContentError) {
    let constants = try JFRConstants(chunk, settings.limits)
    let periods = try JFRSettings(chunk, constants).periods
    let plans = constants.types.eventPlans()
    var rows = JFRRows(constants, settings)
    var slots = [Int64](repeating: 0, count: 5)
    var cursor = chunk.cursor(at: JFRHeader.size)
    while !cursor.isAtEnd {
      let type = try cursor.enterEvent()
      if let plan = plans[type] {
        let event = try plan.read(constants.types, &cursor, &slots)
        let row = try rows.row(event, plan, &builder, &columns)
        try add(event, plan.kind, row, period: periods[type] ?? 0, chunk, cursor)
      }
      cursor.leaveEvent()
    }
    losses.methods += rows.unknownMethods
    note(chunk.header)
  }

  private mutating func note(_ header: JFRHeader) {
    if chunks == 0 { builder.header.timeNanos = header.startNanos }
    chunks += 1
    columns.span.include(header.startNanos)
    columns.span.include(header.startNanos.addingClamped(max(0, header.durationNanos)))
  }

  // MARK: Events

  /// Adds what an event weighs to its row.
  ///
  /// - `period`: the nanoseconds between events of its type; 0 if they are not known.
  private mutating func add(
    _ event: JFREvent, _ kind: Int, _ row: JFRRows.Row, period: Int64, _ chunk: JFRChunk,
    _ cursor: JFRCursor
  ) throws(ContentError) {
    tallies[kind].events += 1
    if !row.stack.isKnown { losses.stackless += 1 }
    if row.stack.isTruncated { losses.truncated += 1 }
    switch JFREventKind.all[kind].weight {
    case .samples: columns.add(event.value, column: countColumn(kind), row: row.row)
    case .field: addBoth(event.value, kind, row.row)
    case .duration:
      guard let delay = chunk.header.nanoseconds(ticks: event.value) else {
        throw cursor.error("its ticks have no length: there are 0 per second")
      }
      addBoth(delay, kind, row.row)
    case .period where period > 0:
      if period != lastPeriod { periods.insert(period) }
      lastPeriod = period
      addBoth(period, kind, row.row)
    case .period:
      losses.untimed += 1
      columns.add(1, column: countColumn(kind), row: row.row)
    }
  }

  private mutating func addBoth(_ value: Int64, _ kind: Int, _ row: Int) {
    columns.add(1, column: countColumn(kind), row: row)
    if let column = sumColumn(kind) { columns.add(value, column: column, row: row) }
  }

  private mutating func countColumn(_ kind: Int) -> Int {
    if let column = tallies[kind].count { return column }
    let column = columns.column(JFREventKind.all[kind].count, "count")
    tallies[kind].count = column
    return column
  }

  private mutating func sumColumn(_ kind: Int) -> Int? {
    if let column = tallies[kind].sum { return column }
    guard let sum = JFREventKind.all[kind].sum else { return nil }
    let column = columns.column(sum.type, sum.unit)
    tallies[kind].sum = column
    return column
  }

  // MARK: The whole

  /// The profile.
  ///
  /// - `incomplete`: why the recording is known to be cut; nil if it is not.
  mutating func finish(incomplete: String?) throws(ContentError) -> ReadProfile {
    let events = tallies.reduce(0) { $0 + $1.events }
    guard chunks > 0 else {
      throw ContentError(.other("it has no complete chunk: \(incomplete ?? "it is empty")"))
    }
    guard events > 0 else {
      let context = incomplete.map { "; \($0)" } ?? ""
      throw ContentError(
        .other(
          "it has no samples of execution, wall clock, allocation, locks or parking\(context)"
        ))
    }
    var notes = ReadNotes()
    (notes.recordsRead, notes.recordsSeen) = (events, events)
    notes.incomplete = incomplete
    notes.warnings = warnings(events)
    let defaultColumn = arrange()
    setPeriod()
    notes.note(zeroSamples: columns.move(into: &builder, defaultColumn: defaultColumn))
    return ReadProfile(profile: builder.finish(), notes: notes)
  }

  /// Puts the columns into the order of the kinds of events.
  ///
  /// - Returns: the one to show first: that of time on processors, else the first.
  private mutating func arrange() -> Int {
    var order: [(column: Int, name: SampleColumns.Column)] = []
    for tally in tallies {
      for column in [tally.count, tally.sum] {
        if let column { order.append((column, columns.columns[column])) }
      }
    }
    columns.arrange(order)
    return order.firstIndex { $0.name.type == "cpu" } ?? 0
  }

  /// Names the interval of samples if all have the same.
  private mutating func setPeriod() {
    guard losses.untimed == 0, periods.count == 1, let period = periods.first else { return }
    builder.header.period = period
    builder.header.periodType = ValueType(
      type: builder.string("cpu"), unit: builder.string("nanoseconds"))
  }

  private func warnings(_ events: Int) -> [String] {
    let all = events.counted("event")
    var warnings: [String] = []
    if losses.truncated > 0 {
      warnings.append(
        "the stacks of \(losses.truncated) of \(all) were truncated while recording: callers are missing"
      )
    }
    if losses.stackless > 0 { warnings.append("\(losses.stackless) of \(all) have no stack") }
    if losses.methods > 0 {
      warnings.append("\(losses.methods.counted("method")) have no entry: frames without a name")
    }
    if losses.untimed > 0, !periods.isEmpty {
      warnings.append(
        "'cpu' leaves out \(losses.untimed.counted("sample")) whose interval is not known")
    }
    return warnings
  }
}
