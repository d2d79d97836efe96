/// The functions of a profile, a row each.
public struct FunctionTable: Sendable, Equatable {
  /// The ids that the profile gives its functions: unique, not 0, in no order.
  public package(set) var ids: [UInt64] = []
  /// The names for people (strings).
  public package(set) var names: [UInt32] = []
  /// The names as the linker knows them (strings).
  public package(set) var systemNames: [UInt32] = []
  /// The source files (strings).
  public package(set) var filenames: [UInt32] = []
  /// The lines at which the functions begin; 0 when not known.
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
  public mutating func append(
    id: UInt64, name: StringID, systemName: StringID, filename: StringID, startLine: Int64
  ) {
    ids.append(id)
    names.append(name.index)
    systemNames.append(systemName.index)
    filenames.append(filename.index)
    startLines.append(startLine)
  }

  /// Removes the start lines of functions.
  public mutating func forgetStarts() { startLines = startLines.map { _ in 0 } }
}
