/// A place in a profile's string table; the empty string is always the first.
package struct StringID: Hashable, Sendable {
  package let index: UInt32
  package init(_ index: UInt32) { self.index = index }
  /// The empty string.
  package static let empty = StringID(0)
}

/// A place in a profile's function table.
package struct FunctionID: Hashable, Sendable {
  package let index: UInt32
  package init(_ index: UInt32) { self.index = index }
}

/// A place in a profile's location table.
package struct LocationID: Hashable, Sendable {
  package let index: UInt32
  package init(_ index: UInt32) { self.index = index }
}

/// A place in a profile's list of mappings.
package struct MappingID: Hashable, Sendable {
  package let index: UInt32
  package init(_ index: UInt32) { self.index = index }
}

/// A place in a profile's stack table; the empty stack is always the first.
package struct StackID: BitwiseCopyable, Hashable, Sendable {
  package let index: UInt32
  package init(_ index: UInt32) { self.index = index }
  /// The stack without a frame.
  package static let empty = StackID(0)
}

/// A place in a profile's table of label sets; the empty set is always the first.
package struct LabelSetID: Hashable, Sendable {
  package let index: UInt32
  package init(_ index: UInt32) { self.index = index }
  /// The set without a label.
  package static let empty = LabelSetID(0)
}
