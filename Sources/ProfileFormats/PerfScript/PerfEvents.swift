import ProfileModel

/// The events of `perf script` and what was counted of each: how many records, and their periods.
struct PerfEvents {
  private struct Event {
    let name: String
    /// Without what is appended to it.
    let plainName: String
    let records: Int
    /// The column of periods; nil when no record has one.
    var periods: Int?
    /// The period of all records; nil when they differ.
    var period: Int64?

    var isTime: Bool { plainName == "cpu-clock" || plainName == "task-clock" }
    var unit: String { isTime ? "nanoseconds" : "count" }
  }
  private var events: [Event] = []
  private var rows: [StringID: Int] = [:]

  /// Adds a record of a sample.
  mutating func add(
    _ header: PerfHeader, row: Int, to columns: inout SampleColumns,
    _ builder: inout ProfileBuilder
  ) {
    let event = event(of: header, &columns, &builder)
    columns.add(1, column: events[event].records, row: row)
    guard let period = header.period else { return }
    if let column = events[event].periods {
      if events[event].period != period { events[event].period = nil }
      columns.add(period, column: column, row: row)
    } else {
      let column = columns.column("\(event)", "period")
      (events[event].periods, events[event].period) = (column, period)
      columns.add(period, column: column, row: row)
    }
  }

  private mutating func event(
    of header: PerfHeader, _ columns: inout SampleColumns, _ builder: inout ProfileBuilder
  ) -> Int {
    let name = builder.string(header.event.span)
    if let event = rows[name] { return event }
    rows[name] = events.count
    events.append(
      Event(
        name: String(decoding: header.event, as: UTF8.self),
        plainName: String(
          decoding: PerfHeader.withoutModifiers(header.event), as: UTF8.self),
        records: columns.column("\(events.count)", "records")))
    return events.count - 1
  }

  /// Names the columns and puts them into the order of the events.
  ///
  /// - Returns: the column to show first.
  func arrange(_ columns: inout SampleColumns, _ builder: inout ProfileBuilder) -> Int {
    var order: [(column: Int, name: SampleColumns.Column)] = []
    for event in events {
      let isOnly = events.count == 1
      order.append((event.records, .init(isOnly ? "samples" : "\(event.name).samples", "count")))
      guard let periods = event.periods else { continue }
      order.append((periods, periodColumn(of: event)))
    }
    columns.arrange(order)
    let shown = events.first?.periods == nil ? 0 : 1
    if let first = events.first, let period = first.period, first.periods != nil {
      let type = periodColumn(of: first)
      builder.header.period = period
      builder.header.periodType = ValueType(
        type: builder.string(type.type), unit: builder.string(type.unit))
    }
    return shown
  }

  private func periodColumn(of event: Event) -> SampleColumns.Column {
    .init(events.count == 1 && event.isTime ? "cpu" : event.name, event.unit)
  }
}
