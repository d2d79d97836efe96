import LeakChecks
package import ProfileModel
import ProfileReports
package import ProfileViewer
import ReportRequests

/// A profile, or two, as a flame graph and as the data of a viewer.
package struct IncidentFlameGraph: Sendable {
  /// Its name in files: `goroutines`, `heap-change`.
  package let name: String
  package let title: String
  private let makePage: @Sendable () -> ViewPage?
  private let writeDrawing: @Sendable (inout ByteSink) throws -> Void

  init(
    name: String, title: String, page: @escaping @Sendable () -> ViewPage?,
    drawing: @escaping @Sendable (inout ByteSink) throws -> Void
  ) {
    (self.name, self.title) = (name, title)
    (makePage, writeDrawing) = (page, drawing)
  }

  /// The static flame graph and the packed profile; nil if its files are gone.
  package var page: ViewPage? { makePage() }

  /// Writes the flame graph as a file. The sink is not finished.
  package func writeSVG(to sink: inout ByteSink) throws { try writeDrawing(&sink) }
}

/// Goroutines, heap, and what changed of either, each as a whole profile.
struct FlameGraphsSection {
  private let incident: Incident
  private static let kinds: [(group: String, title: String, type: String?)] = [
    ("goroutine", "Goroutines", nil), ("heap", "Heap in use", "inuse_space"),
  ]

  init(_ incident: Incident) { self.incident = incident }

  func section() -> IncidentSection? {
    var section = IncidentSection(id: "pictures", title: "Pictures")
    for kind in Self.kinds {
      guard let record = incident.profiles.newest(kind.group), hasValues(record, kind.type) else {
        continue
      }
      section.blocks.append(.flameGraph(flameGraph(record, kind)))
      section.commands.append(
        incident.commands.report(
          "view", Self.type(kind.type) + ["-o", "\(kind.group).html"], of: [record],
          for: kind.title))
      guard let before = incident.profiles.before(kind.group)?.record,
        compares(before, record, kind.type)
      else { continue }
      section.blocks.append(.flameGraph(change(before, record, kind)))
      section.commands.append(
        incident.commands.report(
          "diff", Self.type(kind.type) + ["-o", "\(kind.group)-change.html"], of: [before, record],
          for: "\(kind.title), what changed"))
    }
    return section.blocks.isEmpty ? nil : section
  }

  private static func type(_ name: String?) -> [String] {
    name.map { ["--sample-index", $0] } ?? []
  }

  private func hasValues(_ record: ProfileRecord, _ type: String?) -> Bool {
    (incident.profiles.view(record, type: type)?.total ?? 0) > 0
  }

  private func compares(_ before: ProfileRecord, _ after: ProfileRecord, _ type: String?) -> Bool {
    var request = ComparisonRequest()
    request.query.sampleType = type
    return incident.profiles.comparison(before, after, request) != nil
  }

  private func flameGraph(
    _ record: ProfileRecord, _ kind: (group: String, title: String, type: String?)
  ) -> IncidentFlameGraph {
    let profiles = incident.profiles
    var request = ReportRequest(.view(ViewRequest()))
    request.query.sampleType = kind.type
    var drawing = FlameGraphRequest()
    drawing.isInteractive = false
    var flameGraph = ReportRequest(.flameGraph(drawing))
    flameGraph.query.sampleType = kind.type
    let title = profiles.title(kind.title, of: kind.group)
    return IncidentFlameGraph(name: kind.group, title: title) { [request] in
      try? profiles.session(record)?.page(request, ViewRequest())
    } drawing: { [flameGraph] sink in
      try profiles.session(record)?.report(flameGraph).write(to: &sink)
    }
  }

  private func change(
    _ before: ProfileRecord, _ after: ProfileRecord,
    _ kind: (group: String, title: String, type: String?)
  ) -> IncidentFlameGraph {
    let profiles = incident.profiles
    let request = { (format: ReportFormat) in
      var request = ComparisonRequest()
      (request.format, request.query.sampleType) = (format, kind.type)
      request.drawing.isInteractive = false
      return request
    }
    let (page, drawing) = (request(.html), request(.svg))
    let title = profiles.title(kind.title, of: kind.group)
    return IncidentFlameGraph(name: "\(kind.group)-change", title: "\(title): what changed") {
      try? profiles.comparison(before, after, page)?.viewPage()
    } drawing: { sink in
      try profiles.comparison(before, after, drawing)?.report().write(to: &sink)
    }
  }
}
