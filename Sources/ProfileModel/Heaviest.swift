/// The first few of many values in some order; the rest is dropped.
package struct Heaviest<Value> {
  private let limit: Int
  private let isHeavier: (Value, Value) -> Bool
  private var kept: [Value] = []
  /// The value that another must precede to be kept.
  private var bar: Value?
  /// So many more than are wanted are kept before they are sorted.
  private static var slack: Int { 1024 }

  package init(_ limit: Int, _ isHeavier: @escaping (Value, Value) -> Bool) {
    (self.limit, self.isHeavier) = (limit, isHeavier)
  }

  package mutating func add(_ value: Value) {
    if let bar, !isHeavier(value, bar) { return }
    kept.append(value)
    guard kept.count - Self.slack > limit else { return }
    kept = sorted
    bar = kept.last
  }

  package var sorted: [Value] { Array(kept.sorted(by: isHeavier).prefix(limit)) }
}
