import ProfileAnalysis
import ProfileModel
import ProfileReports
import ProfileViewer

/// Makes the page that holds a whole profile, or two that stand side by side in it.
struct ViewMaker {
  private let view: ProfileView
  private let nodes: NodeOptions
  private let request: ViewRequest
  /// Makes the flame graph for where no script runs; its notes are those of the page, too.
  private let flameGraph: FlameGraphMaker
  /// The shown name of the profile, or of the two.
  private let sides: [String]
  /// The two sides, if it is known where they come from.
  private let compared: ComparedProfiles?
  private let findSources: ProfileSession.SourceFinder?

  init(
    _ request: ViewRequest, of view: ProfileView, _ nodes: NodeOptions,
    flameGraph: FlameGraphMaker, sides: [String], compared: ComparedProfiles? = nil,
    findSources: ProfileSession.SourceFinder? = nil
  ) {
    (self.view, self.nodes, self.request) = (view, nodes, request)
    (self.flameGraph, self.sides, self.compared) = (flameGraph, sides, compared)
    self.findSources = findSources
  }

  func report() throws -> Report {
    let (page, notes) = try page()
    return Report(notes: notes, format: .html) { sink in
      page.write(to: &sink)
      return LeftOutStacks()
    }
  }

  /// The page, and notes for the caller.
  func page() throws -> (page: ViewPage, notes: [String]) {
    let source = try request.hasSource ? source() : nil
    let page = try page(source?.viewed)
    let notes = flameGraph.messages + page.notes
    let leftOut = [UncomparedType.sentence(compared?.leftOut ?? [])].compactMap { $0 }
    let order =
      request.keepsOrder && sides.count > 1
      ? ["Two profiles have no common time line, so the page has no chart over time."] : []
    return (page, notes + leftOut + order + (source?.notes ?? []))
  }

  private func source() throws -> (viewed: ViewedSource, notes: [String]) {
    guard let findSources else { throw RequestError.noSources }
    return try SourceMaker(view, nodes, findSources).source(columns)
  }

  /// The page with as many frames as it has room for.
  private func page(_ source: ViewedSource?) throws -> ViewPage {
    let graph = flameGraph.graph()
    let naming = view.tables.naming(nodes)
    let frames = view.tables.frames(nodes) { SafeText.shown($0) }
    let types = columns.map { type($0, naming.names, frames, graph) }
    var most = request.mostFrames
    while true {
      let whole = try WholeTree(
        view.profile, columns: flameGraph.drawnColumns, naming, mostNodes: most)
      var viewed = ViewedProfile(
        view: view, names: naming.names, frames: frames, whole: whole, types: types,
        firstType: columns.firstIndex(of: flameGraph.drawnColumns) ?? 0, sides: sides,
        style: graph.style, link: request.link ?? "")
      viewed.leftOut = compared?.leftOut ?? []
      viewed.keepsOrder = request.keepsOrder
      viewed.source = source
      let page = ViewPage(viewed, flameGraph: graph)
      guard page.byteCount > request.mostBytes else { return page }
      most = try page.frames(within: request.mostBytes)
    }
  }

  /// The columns of each sample type, one a side.
  private var columns: [[Int]] {
    guard sides.count > 1 else { return view.profile.header.sampleTypes.indices.map { [$0] } }
    guard let compared else { return [flameGraph.drawnColumns] }
    return compared.typeOrder.map { [2 * $0, 2 * $0 + 1] }
  }

  private func type(
    _ columns: [Int], _ names: LocationNames, _ frames: NamedFrames, _ graph: FlameGraph
  ) -> ViewedProfile.ValueType {
    let type = view.profile.header.sampleTypes[columns[0]]
    let isDrawn = columns == flameGraph.drawnColumns
    let name = view.profile.strings[type.type]
    let unit = view.profile.strings[type.unit]
    let values =
      isDrawn
      ? graph.values
      : FlameGraphValueText(type: name, unit: unit, in: view.unit, factor: view.ratio)
    let verdict =
      columns.count > 1
      ? comparison(columns[0] / 2, names)
      : ViewVerdict(
        view, column: columns[0], names: names, frames: frames, values: values, style: graph.style)
    return ViewedProfile.ValueType(
      name: name, unit: unit, columns: columns,
      isBySite: columns.count == 1 && WaitingType.isOf(name), values: values, verdict: verdict)
  }

  /// What changed most, and the function that did.
  private func comparison(_ type: Int, _ names: LocationNames) -> ViewVerdict {
    guard let compared else { return ViewVerdict(text: "", name: nil) }
    if let runs = flameGraph.runs {
      let name = runs.main.flatMap { names.texts.id(of: $0) }
      return ViewVerdict(text: runs.sentence, name: name.map { Int($0.index) })
    }
    let changes = Comparison(compared.ofType(type), by: .function, nodes)
    let name = changes.main.flatMap {
      names.texts.id(of: String(decoding: $0.name, as: UTF8.self))
    }
    return ViewVerdict(
      text: ComparisonVerdict(changes).sentence, name: name.map { Int($0.index) })
  }
}
