/// What counts as one node of a report: the reference's `-functions`, `-lines` and so on.
package enum Granularity: String, CaseIterable, Sendable {
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
package struct NodeOptions: Sendable, Equatable {
  package var granularity = Granularity.functions
  /// Only the outermost line of a location counts, as if nothing had been inlined.
  package var noInlines = false
  /// Columns are told apart; otherwise they count as 0.
  package var showsColumns = false
  /// Functions of different binaries are told apart.
  package var keepsBinaries = false
  /// How source files are written.
  package var paths = SourcePaths()

  package init() {}

  /// Addresses with inlined calls are shown as they stand in the profile.
  var changesNothing: Bool { granularity == .addresses && !noInlines }
}
