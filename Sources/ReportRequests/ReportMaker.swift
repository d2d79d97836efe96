import PprofWire
package import ProfileAnalysis
import ProfileExport
package import ProfileModel
import ProfilePatterns
import ProfileReports
import ProfileViewer

/// Makes the report that a request asks for of a view.
struct ReportMaker {
  private let request: ReportRequest
  private let view: ProfileView
  private let name: String
  private let findSources: ProfileSession.SourceFinder?

  init(
    _ request: ReportRequest, _ view: ProfileView, name: String,
    findSources: ProfileSession.SourceFinder?
  ) {
    self.request = request
    self.view = view
    self.name = name
    self.findSources = findSources
  }

  func report() throws -> Report {
    try request.check()
    guard request.kind.formats.contains(request.format) else {
      throw ReportError.format(request.format, among: request.kind.formats)
    }
    return switch request.kind {
    case .top: top()
    case .tree: table(tree(trim))
    case .peek(let pattern): peek(pattern)
    case .list(let pattern): try list(pattern)
    case .dot: try dot()
    case .callgrind: try callgrind()
    case .traces: traces()
    case .tags: tags()
    case .raw: raw()
    case .comments: comments()
    case .folded: folded()
    case .flameGraph(let drawing): try flameGraph(drawing).report()
    case .view(let request): try view(request).report()
    case .goroutines(let grouping): try goroutines(by: grouping)
    }
  }

  // MARK: - Tables

  private var trim: TrimOptions {
    request.trimming.options(usualCount: request.kind.usualCount(request.format))
  }

  /// - `note`: what else there is to say of it.
  private func table(_ report: some FormattedReport, note: String? = nil) -> Report {
    text(note: note) { [format = request.format] in format.write(report, to: &$0) }
  }

  private func text(
    note: String? = nil, _ body: @escaping @Sendable (inout ByteSink) throws -> Void
  ) -> Report {
    let notes = view.messages + (note.map { [$0] } ?? [])
    return Report(notes: notes, format: request.format) { sink in
      try body(&sink)
      return LeftOutStacks()
    }
  }

  /// The table of the functions that weigh most.
  var topReport: TopReport {
    TopReport(
      TopTable(view, request.nodes, trim), of: view, trim: trim, isCompact: request.isCompact)
  }

  private func tags() -> Report {
    let tags = TagTable(view, isExact: request.format.isForPrograms)
    return table(
      TagsReport(tags, of: view), note: tags.keys.isEmpty ? "no sample has a label" : nil)
  }

  private func top() -> Report {
    let report = topReport
    guard ReportFormat.profiles.contains(request.format) else { return table(report) }
    let (profile, isCompressed) = (report.profile, request.format == .pprof)
    return text { PprofWriter.write(profile, to: &$0, compressed: isCompressed) }
  }

  private func tree(_ trim: TrimOptions) -> TreeReport {
    TreeReport(
      TreeTable(view, request.nodes, trim), of: view, trim: trim, isCompact: request.isCompact)
  }

  private func peek(_ pattern: Pattern) -> Report {
    var trim = trim
    trim.nodeCount = 0
    trim.nodeFraction = 0
    trim.edgeFraction = 0
    let (report, error) = (tree(trim), noFunction(pattern))
    return text { sink in
      guard report.write(to: &sink, where: { pattern.matches($0[...]) }) > 0 else { throw error() }
    }
  }

  private func list(_ pattern: Pattern) throws -> Report {
    let listing = SourceListing(view, matching: pattern, request.nodes, trim)
    guard !listing.functions.isEmpty else { throw noFunction(pattern)() }
    guard let findSources else { throw RequestError.noSources }
    let sources = try findSources(request.nodes.paths, listing)
    let view = view
    return Report(notes: view.messages + sources.notes, format: .text) { sink in
      ListReport.write(listing, of: view, source: sources.lines, to: &sink)
      return LeftOutStacks()
    }
  }

  /// That no function has such a name.
  private func noFunction(_ pattern: Pattern) -> @Sendable () -> ReportError {
    let profile = view.profile
    return { .noFunction(pattern, suggestion: NameSuggestion.text(for: pattern, in: profile)) }
  }

  private func goroutines(by grouping: SampleDimension) throws -> Report {
    guard view.valueUnit == "count" else {
      throw ReportError.noGoroutines(type: view.typeName, unit: view.valueUnit)
    }
    let count =
      request.trimming.count
      ?? request.kind.usualCount(request.format, isBrief: request.isBrief)
    let groups = GoroutineGroups(
      view, by: grouping, shown: count == 0 ? nil : count,
      haveOtherFrames: request.query.changesFrames)
    let unmatched = UnmatchedLabel.message(by: grouping, in: view.profile)
    return table(
      GoroutinesReport(
        groups, advice: request.advice, isBrief: request.isBrief,
        profileCount: request.profileCount),
      note: unmatched)
  }

  // MARK: - Graphs

  private func dot() throws -> Report {
    let drawing = try CallDrawing(drawing: view, request.nodes, trim, isTree: request.isCallTree)
    let report = DotReport(drawing, of: view, trim: trim)
    return text { report.write(to: &$0) }
  }

  private func callgrind() throws -> Report {
    var nodes = request.nodes
    nodes.granularity = .addresses
    nodes.keepsBinaries = true
    let listing = try CallDrawing(listing: view, nodes, trim, isTree: request.isCallTree)
    let report = CallgrindReport(listing, of: view)
    return text { report.write(to: &$0) }
  }

  // MARK: - Stacks and whole profiles

  private func traces() -> Report {
    var nodes = request.nodes
    nodes.paths.isCutting = false
    return table(TracesReport(view, nodes))
  }

  private func raw() -> Report {
    let profile = request.nodes.shaped(view.profile)
    return text { RawReport.write(profile, to: &$0) }
  }

  private func comments() -> Report {
    let (comments, strings) = (view.profile.header.comments, view.profile.strings)
    return text { sink in
      for comment in comments {
        sink.write(bytes: strings.bytes(of: comment))
        sink.write("\n")
      }
    }
  }

  private func folded() -> Report {
    let (view, naming) = (view, view.tables.naming(request.nodes))
    return Report(notes: view.messages, format: .folded) { sink in
      FoldedWriter.write(view.profile, naming, columns: [view.sampleType.column], to: &sink)
    }
  }

  private func flameGraph(_ drawing: FlameGraphRequest) throws -> FlameGraphMaker {
    let columns = drawing.comparesSides ? view.comparedColumns : nil
    guard columns != nil || !drawing.isForTwo else { throw ReportError.oneProfile }
    let sides = columns.map {
      drawing.swapsSides
        ? (before: $0.after, after: $0.before) : (before: $0.before, after: $0.after)
    }
    var drawing = drawing
    drawing.choosesType = request.query.sampleType != nil
    return FlameGraphMaker(
      view: view, nodes: request.nodes, request: drawing, name: name, columns: sides,
      advice: request.advice)
  }

  func view(_ page: ViewRequest) throws -> ViewMaker {
    guard !page.isRedacted else {
      let redaction = Redaction.byDigests
      let (view, name) = (view.redacted(redaction), redaction.text(name))
      let maker = ReportMaker(request, view, name: name, findSources: nil)
      return try maker.view(page.redacted(redaction))
    }
    return try ViewMaker(
      page, of: view, request.nodes, flameGraph: flameGraph(page.flameGraph),
      sides: view.comparedColumns == nil ? [FilePath.told(name)] : ["before", "after"],
      findSources: findSources)
  }
}

extension NodeOptions {
  /// A profile to be written whole: with its addresses, without inlined lines if they are not wanted.
  package func shaped(_ profile: consuming Profile) -> Profile {
    noInlines ? profile.withoutInlinedLines(keepsColumns: showsColumns) : profile
  }
}
