/// The locations of a profile, one per row, and their source lines.
///
/// The lines of location n end at `lineEnds[n]`; the innermost inlined call comes first, the function that
/// was not inlined last. A location that could not be resolved has no lines.
public struct LocationTable: Sendable, Equatable {
  /// The ids of the locations in the profile: unique, not 0, in no particular order.
  public package(set) var ids: [UInt64] = []
  /// The index of the mapping plus 1; 0 for none.
  public package(set) var mappings: [UInt32] = []
  /// The addresses of the instructions.
  public package(set) var addresses: [UInt64] = []
  /// Whether the linker folded several functions into this code, so that names may be wrong.
  public package(set) var isFolded: [Bool] = []
  /// Where each location's lines end.
  public package(set) var lineEnds: [UInt32] = []
  /// The function of each line.
  public package(set) var lineFunctions: [UInt32] = []
  /// The line number of each line; 0 if not known.
  public package(set) var lineNumbers: [Int64] = []
  /// The column of each line; 0 if not known.
  public package(set) var lineColumns: [Int64] = []

  /// A table without locations.
  public init() {}

  /// How many locations there are.
  @inlinable
  public var count: Int { ids.count }

  /// The rows of the line columns that belong to a location.
  @inlinable
  public func lines(of id: LocationID) -> Range<Int> {
    let index = Int(id.index)
    return (index == 0 ? 0 : Int(lineEnds[index - 1]))..<Int(lineEnds[index])
  }

  /// A location's mapping, if it has one.
  @inlinable
  public func mapping(of id: LocationID) -> MappingID? {
    let index = mappings[Int(id.index)]
    return index == 0 ? nil : MappingID(index - 1)
  }

  /// A mapping as its column has it.
  static func number(of mapping: MappingID?) -> UInt32 {
    // The row of a mapping that there cannot be stays one; `validate` finds it.
    mapping.map { $0.index == .max ? .max : $0.index + 1 } ?? 0
  }

  /// Adds a line to the next location to be appended.
  package mutating func appendLine(function: FunctionID, number: Int64, column: Int64) {
    lineFunctions.append(function.index)
    lineNumbers.append(number)
    lineColumns.append(column)
  }

  /// Adds a location with the lines appended since the previous location.
  package mutating func append(id: UInt64, mapping: MappingID?, address: UInt64, isFolded: Bool) {
    ids.append(id)
    mappings.append(Self.number(of: mapping))
    addresses.append(address)
    self.isFolded.append(isFolded)
    lineEnds.append(UInt32(lineFunctions.count))
  }
}
