import ProfileModel

/// How the events of one type are read.
struct JFREventPlan {
  /// The index of its kind among all.
  let kind: Int
  private let plan: JFRPlan
  private let row: Int
  private static let names = ["stackTrace", "sampledThread", "eventThread", "state"]
  private static let valueSlot = 4

  init(kind: Int, row: Int, _ types: JFRTypes) {
    (self.kind, self.row) = (kind, row)
    plan = JFRPlan(Self.names + [JFREventKind.all[kind].field], of: row, in: types)
  }

  /// The fields that refer to constants; nil for those that the event does not have.
  var stack: JFRField? { plan.fields[0] }
  var thread: JFRField? { plan.fields[1] ?? plan.fields[2] }
  var state: JFRField? { plan.fields[3] }

  /// Moves over an event's fields.
  ///
  /// - `slots`: has room for what is read of each wanted field.
  func read(
    _ types: JFRTypes, _ cursor: inout JFRCursor, _ slots: inout [Int64]
  ) throws(ContentError) -> JFREvent {
    try plan.read(types, &cursor, into: &slots)
    return JFREvent(
      stack: reference(stack, slots[0]),
      thread: reference(thread, plan.fields[1] == nil ? slots[2] : slots[1]),
      state: reference(state, slots[3]), value: try value(slots[Self.valueSlot], types, cursor))
  }

  private func reference(_ field: JFRField?, _ slot: Int64) -> Int64? {
    guard let field, field.isPooled, !field.isArray else { return nil }
    return slot
  }

  /// The value of an event by its field, or 1 if that is optional and missing.
  private func value(
    _ slot: Int64, _ types: JFRTypes, _ cursor: JFRCursor
  ) throws(ContentError) -> Int64 {
    if let field = plan.fields[Self.valueSlot], field.isNumber, !field.isPooled { return slot }
    switch JFREventKind.all[kind].weight {
    case .period, .samples: return 1
    case .field(let name): throw missing(name, types, cursor)
    case .duration: throw missing("duration", types, cursor)
    }
  }

  private func missing(_ name: String, _ types: JFRTypes, _ cursor: JFRCursor) -> ContentError {
    cursor.error("'\(types.classes[row].name)' has no number '\(name)'")
  }
}

/// An event with the indices of what it refers to; nil for what it does not have.
struct JFREvent {
  let stack: Int64?
  let thread: Int64?
  let state: Int64?
  let value: Int64
}

extension JFRTypes {
  /// The plans of the types that are read, by their number.
  func eventPlans() -> [Int64: JFREventPlan] {
    var plans: [Int64: JFREventPlan] = [:]
    for (kind, entry) in JFREventKind.all.enumerated() {
      for (id, row) in rows where classes[row].name == entry.event {
        plans[id] = JFREventPlan(kind: kind, row: row, self)
      }
    }
    return plans
  }
}
