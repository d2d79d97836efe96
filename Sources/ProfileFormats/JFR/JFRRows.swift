import ProfileModel

/// The rows of samples that a chunk's events belong to: equal stacks and labels have one.
struct JFRRows {
  /// A row, and what is known about its stack.
  struct Row {
    var row: Int
    let stack: JFRStacks.Stack
  }

  /// Where an event happened, in the indices of its chunk.
  private struct Key: Hashable {
    let stack: Int64?
    let thread: Int64?
    let state: Int64?
  }

  private let constants: JFRConstants
  private let settings: ReadSettings
  private var stacks: JFRStacks
  private var known: [Key: Row] = [:]

  init(_ constants: JFRConstants, _ settings: ReadSettings) {
    (self.constants, self.settings) = (constants, settings)
    stacks = JFRStacks(constants, settings.limits)
  }

  /// How many methods have no entry.
  var unknownMethods: Int { stacks.unknownMethods }

  /// The row of an event, which is added at first sight.
  mutating func row(
    _ event: JFREvent, _ plan: JFREventPlan, _ builder: inout ProfileBuilder,
    _ columns: inout SampleColumns
  ) throws(ContentError) -> Row {
    let key = Key(stack: event.stack, thread: event.thread, state: event.state)
    if let row = known[key] { return row }
    var stack = JFRStacks.Stack()
    if let index = event.stack { stack = try stacks.stack(plan.stack, index, &builder) }
    let labels = try labels(event, plan, &builder)
    let row = Row(row: columns.row(stack.id, labels), stack: stack)
    known[key] = row
    try settings.limits.check(
      memory: constants.memory &+ stacks.memory &+ known.count &* 128 &+ builder.memory
        &+ columns.memory)
    return row
  }

  // MARK: Labels

  private func labels(
    _ event: JFREvent, _ plan: JFREventPlan, _ builder: inout ProfileBuilder
  ) throws(ContentError) -> LabelSetID {
    var labels: [Label] = []
    if let index = event.thread { labels = try thread(plan.thread, index, &builder) }
    if let index = event.state, let state = try constants.text(plan.state, index), !state.isEmpty {
      labels.append(
        Label(key: builder.string("state"), value: .text(builder.string(state.span))))
    }
    return builder.labelSet(labels)
  }

  /// The thread's name in Java, else that of the system; its number if the user wants ids.
  private func thread(
    _ field: JFRField?, _ index: Int64, _ builder: inout ProfileBuilder
  ) throws(ContentError) -> [Label] {
    guard case (let row, var cursor)? = constants.constant(field, index) else { return [] }
    let plan = JFRPlan(["javaName", "osName", "osThreadId"], of: row, in: constants.types)
    var slots: [Int64] = [0, 0, 0]
    try plan.read(constants.types, &cursor, into: &slots)
    var labels: [Label] = []
    for side in 0..<2 where labels.isEmpty {
      guard let name = try constants.text(plan.fields[side], slots[side]), !name.isEmpty else {
        continue
      }
      labels.append(Label(key: builder.string("thread"), value: .text(builder.string(name.span))))
    }
    if settings.keepsIDs, plan.fields[2]?.isNumber == true, slots[2] > 0 {
      labels.append(
        Label(key: builder.string("tid"), value: .number(slots[2], unit: .empty)))
    }
    return labels
  }
}
