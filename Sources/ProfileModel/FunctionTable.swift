/// The functions of a profile, one per row.
public struct FunctionTable: Sendable, Equatable {
  /// The ids of the functions in the profile: unique, not 0, in no particular order.
  public package(set) var ids: [UInt64] = []
  /// The readable names (indices of strings).
  public package(set) var names: [UInt32] = []
  /// The names as the linker knows them (indices of strings).
  public package(set) var systemNames: [UInt32] = []
  /// The source files (indices of strings).
  public package(set) var filenames: [UInt32] = []
  /// The lines at which the functions begin; 0 if not known.
  public package(set) var startLines: [Int64] = []

  /// A table without functions.
  public init() {}

  /// How many functions there are.
  @inlinable
  public var count: Int { ids.count }

  /// A function's name.
  @inlinable
  public func name(of id: FunctionID) -> StringID { StringID(names[Int(id.index)]) }

  /// A function's source file.
  @inlinable
  public func filename(of id: FunctionID) -> StringID { StringID(filenames[Int(id.index)]) }

  /// Adds a function.
  package mutating func append(
    id: UInt64, name: StringID, systemName: StringID, filename: StringID, startLine: Int64
  ) {
    ids.append(id)
    names.append(name.index)
    systemNames.append(systemName.index)
    filenames.append(filename.index)
    startLines.append(startLine)
  }

  /// Removes the start lines of all functions.
  package mutating func forgetStarts() { startLines = startLines.map { _ in 0 } }
}
