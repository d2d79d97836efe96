/// What counts as one node of a report: `go tool pprof`'s `-functions`, `-lines` and so on.
public enum Granularity: String, CaseIterable, Sendable {
  /// A function's name, whatever its file.
  case functions
  /// A function's name and file.
  case filefunctions
  /// A file.
  case files
  /// A line of a function.
  case lines
  /// An address.
  case addresses

  var hasNames: Bool { self != .files }
  var hasFiles: Bool { self != .functions }
  var hasLines: Bool { self == .lines || self == .addresses }
  var hasAddresses: Bool { self == .addresses }
}

/// How locations become nodes.
public struct NodeOptions: Sendable, Equatable {
  /// The kind of a node.
  public var granularity = Granularity.functions
  /// Only the outermost line of a location counts, as if nothing had been inlined.
  public var noInlines = false
  /// Columns are distinguished; otherwise they count as 0.
  public var showsColumns = false
  /// Functions of different binaries are distinguished.
  public var keepsBinaries = false
  /// How source files are written.
  public var paths = SourcePaths()

  /// Functions, as reports show them unless something else is asked for.
  public init() {}

  /// Addresses with inlined calls: the profile unchanged.
  var changesNothing: Bool { granularity == .addresses && !noInlines }
}
