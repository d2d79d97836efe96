import ProfileAnalysis
import ProfileModel
import ProfilePatterns
import ProfileReports
import ProfileViewer

/// Finds the source files of a page, and what their lines have.
struct SourceMaker {
  /// Lines that are shown behind the last one that has a value.
  private static let margin: Int64 = 20

  private let view: ProfileView
  private let nodes: NodeOptions
  private let findSources: ProfileSession.SourceFinder

  init(
    _ view: ProfileView, _ nodes: NodeOptions,
    _ findSources: @escaping ProfileSession.SourceFinder
  ) {
    (self.view, self.nodes, self.findSources) = (view, nodes, findSources)
  }

  /// - `columns`: the values of each sample type, one a side.
  /// - Throws: an error that says so if no source is found.
  func source(_ columns: [[Int]]) throws -> (viewed: ViewedSource, notes: [String]) {
    let listing = SourceListing(view, matching: try Pattern(""), nodes, .none)
    let found = try findSources(nodes.paths, listing)
    var aliases: [[UInt8]: [[UInt8]]] = [:]
    for routine in listing.functions.flatMap(\.routines) { aliases[routine.file] = routine.names }
    var source = ViewedSource()
    for file in SourceHeat(view, columns: columns.flatMap { $0 }, nodes).files {
      let last = (file.lines.last?.number ?? 1).addingClamped(Self.margin)
      switch found.lines(file.name, 1...max(1, last)) {
      case .success(let text):
        source.files.append(
          ViewedSource.File(
            name: file.name, aliases: aliases[file.name] ?? [], text: text, heat: file.lines))
      case .failure(let error): source.missing.append((file.name, error.reason))
      }
    }
    return (source, found.notes)
  }
}
