import ProfileModel

/// Adds what threads of a profile of Firefox measured to columns.
struct FirefoxSamples {
  private(set) var columns = SampleColumns()
  private(set) var withoutStack = 0
  private(set) var read = 0
  private(set) var loss = RoundingLoss()
  private let limits: ReadLimits

  init(_ limits: ReadLimits) { self.limits = limits }

  /// The meaning of a table's weights.
  enum Weights {
    case samples, time, bytes

    init(_ type: String) {
      switch type {
      case "tracing-ms": self = .time
      case "bytes": self = .bytes
      default: self = .samples
      }
    }

    /// The power of ten that makes values of the column's unit.
    var power: Int { self == .time ? 6 : 0 }

    var column: SampleColumns.Column {
      switch self {
      case .samples: .init("samples", "count")
      case .time: .init("cpu", "nanoseconds")
      case .bytes: .init("space", "bytes")
      }
    }
  }

  /// Adds the samples of a table.
  ///
  /// - `name`: what the column is called; nil to call it by what its weights are.
  /// - `hasTimes`: whether its times are those of a clock.
  mutating func add(
    _ table: FirefoxTable, named name: SampleColumns.Column?, labels: LabelSetID, hasTimes: Bool,
    _ stacks: inout FirefoxStacks, _ builder: inout ProfileBuilder
  ) throws {
    let weights = Weights(table.weightType)
    let column = name ?? weights.column
    let index = columns.column(column.type, column.unit)
    var time: Int64 = 0
    for row in 0..<table.count("stack") {
      read += 1
      if let delta = table.decimal("timeDeltas", row) {
        time = time.addingClamped(delta.scaled(by: 6))
      } else if let exact = table.decimal("time", row) {
        time = exact.scaled(by: 6)
      }
      if hasTimes { columns.span.include(time) }
      guard let stack = try table.index("stack", row, of: stacks.count, "stack") else {
        withoutStack += 1
        continue
      }
      let value = value(table.decimal("weight", row) ?? DecimalNumber(1), weights)
      let id = try stacks.stack(stack, in: &builder, limits)
      columns.add(value, column: index, stack: id, labels: labels)
      try limits.check(memory: columns.memory + builder.memory + stacks.memory)
    }
  }

  private mutating func value(_ weight: DecimalNumber, _ weights: Weights) -> Int64 {
    let value = weight.scaled(by: weights.power)
    if weights.power == 0 { loss.note(weight, roundedTo: value) }
    return value
  }
}
