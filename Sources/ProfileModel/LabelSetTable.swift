/// A label of a sample: a key with either a text or a number.
public struct Label: Hashable, Sendable {
  /// The value of a label.
  public enum Value: Hashable, Sendable {
    case text(StringID)
    /// A number and its unit; an empty unit is guessed from the key by those who print it.
    case number(Int64, unit: StringID)
  }
  /// The key.
  public var key: StringID
  /// The value.
  public var value: Value

  /// A label with a key and a value, whose strings belong to the same profile.
  public init(key: StringID, value: Value) {
    self.key = key
    self.value = value
  }
}

/// Every distinct list of labels, stored once; the labels of set n end at `ends[n]`. The first set is empty.
///
/// A set keeps the order and the repetitions of its source.
public struct LabelSetTable: Sendable, Equatable {
  /// Where each set's labels end.
  public package(set) var ends: [UInt32] = [0]
  /// The labels of all sets, one after the other.
  public package(set) var labels: [Label] = []

  /// A table with only the empty set.
  public init() {}

  /// The number of sets, including the empty one.
  @inlinable
  public var count: Int { ends.count }

  /// The range in `labels` of a set.
  @inlinable
  public func range(of id: LabelSetID) -> Range<Int> {
    let index = Int(id.index)
    return (index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index])
  }

  /// The labels of a set, in the order of the source: a part of `labels`, whose indices are those of `range(of:)` and do
  /// not begin at 0.
  @inlinable
  public func labels(of id: LabelSetID) -> ArraySlice<Label> { labels[range(of: id)] }
}

/// The label keys under which a goroutine's knowledge is kept in any profile.
package enum ReservedLabel: String, CaseIterable, Sendable {
  /// What it is doing or waiting for, as dumps say it: `chan receive`.
  case state = "go.state"
  /// How long it has waited, a number of whole minutes.
  case wait = "go.wait"
  /// The function that started it.
  case createdBy = "go.created_by"
  /// `true` if the garbage collector has proven that nothing can wake it.
  case leaked = "go.leaked"
  /// `true` when it is locked to its thread.
  case locked = "go.locked"
}
