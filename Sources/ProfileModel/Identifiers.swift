/// An index in a profile's string table; the empty string is always the first.
public struct StringID: Hashable, Sendable {
  /// The row of its table.
  public let index: UInt32
  /// The string of a row.
  @inlinable
  public init(_ index: UInt32) { self.index = index }
  /// The empty string.
  @inlinable public static var empty: StringID { StringID(0) }
}

/// An index in a profile's function table.
public struct FunctionID: Hashable, Sendable {
  /// The row of its table.
  public let index: UInt32
  /// The function of a row.
  @inlinable
  public init(_ index: UInt32) { self.index = index }
}

/// An index in a profile's location table.
public struct LocationID: Hashable, Sendable {
  /// The row of its table.
  public let index: UInt32
  /// The location of a row.
  @inlinable
  public init(_ index: UInt32) { self.index = index }
}

/// An index in a profile's list of mappings.
public struct MappingID: Hashable, Sendable {
  /// The position in the list.
  public let index: UInt32
  /// The mapping at a position.
  @inlinable
  public init(_ index: UInt32) { self.index = index }
}

/// An index in a profile's stack table; the empty stack is always the first.
public struct StackID: BitwiseCopyable, Hashable, Sendable {
  /// The row of its table.
  public let index: UInt32
  /// The stack of a row.
  @inlinable
  public init(_ index: UInt32) { self.index = index }
  /// The stack without a frame.
  @inlinable public static var empty: StackID { StackID(0) }
}

/// An index in a profile's table of label sets; the empty set is always the first.
public struct LabelSetID: Hashable, Sendable {
  /// The row of its table.
  public let index: UInt32
  /// The label set of a row.
  @inlinable
  public init(_ index: UInt32) { self.index = index }
  /// The set without a label.
  @inlinable public static var empty: LabelSetID { LabelSetID(0) }
}
