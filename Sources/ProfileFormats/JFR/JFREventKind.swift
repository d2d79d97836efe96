/// A kind of event that is read: its name, and the columns that it is counted in.
struct JFREventKind {
  let event: String
  /// The column that counts, whose unit is `count`.
  let count: String
  /// The column of what its events weigh; nil if they are counted only.
  let sum: SampleColumns.Column?
  let weight: Weight

  /// The value of an event.
  enum Weight: Equatable {
    /// The interval between samples, as the settings of the chunk have it.
    case period
    /// As many samples as a field says, else one.
    case samples(field: String)
    case field(String)
    /// How long it lasted, in ticks.
    case duration
  }

  /// The field that is read besides stack, thread and state; empty for none.
  var field: String {
    switch weight {
    case .period: ""
    case .samples(let field), .field(let field): field
    case .duration: "duration"
    }
  }

  /// All kinds, in the order of their columns.
  static let all: [JFREventKind] = [
    JFREventKind(
      event: "jdk.ExecutionSample", count: "samples", sum: .init("cpu", "nanoseconds"),
      weight: .period),
    JFREventKind(
      event: "profiler.WallClockSample", count: "wall", sum: nil,
      weight: .samples(field: "samples")),
    allocations("ObjectAllocationSample", "alloc_sample", field: "weight"),
    allocations("ObjectAllocationInNewTLAB", "alloc_in_new_tlab", field: "tlabSize"),
    allocations("ObjectAllocationOutsideTLAB", "alloc_outside_tlab", field: "allocationSize"),
    waits("JavaMonitorEnter", "monitor"),
    waits("ThreadPark", "park"),
  ]

  private static func allocations(
    _ event: String, _ columns: String, field: String
  ) -> JFREventKind {
    JFREventKind(
      event: "jdk.\(event)", count: "\(columns)_objects", sum: .init("\(columns)_space", "bytes"),
      weight: .field(field))
  }

  private static func waits(_ event: String, _ columns: String) -> JFREventKind {
    JFREventKind(
      event: "jdk.\(event)", count: "\(columns)_contentions",
      sum: .init("\(columns)_delay", "nanoseconds"), weight: .duration)
  }
}
