import ArgumentParser
import PprofWire
import ProfileAnalysis
import ProfileModel
import ReportRequests

/// `diff`: what changed from one profile to another.
struct Diff: ParsableCommand {
  static let configuration = CommandConfiguration.command(
    "diff", abstract: "Compare two profiles: what grew, what shrank, what is new, what is gone.",
    discussion: """
      A side is one or more files in any format, which are added up, or a folder, in which the newest profile of each \
      process is used. Frames are matched by name, so different builds can be compared. If one side is a text format \
      that hides runtime frames or type arguments, they are dropped from both sides.

      The exit status is 0 even if there are differences, unless --exit-code is given. With --runs, diff becomes the \
      command compare: every file is one run, and only differences that are not noise are reported.

      Example: pproftool diff healthy.pb.gz leaking.pb.gz --by site
      As a page: pproftool diff healthy.pb.gz leaking.pb.gz -o change.html
      For a script: pproftool diff --exit-code --threshold 5% old.pb.gz new.pb.gz
      """)

  @OptionGroup var input: DiffInputOptions
  @OptionGroup(title: "Comparing") var comparing: DiffOptions
  @OptionGroup(title: "Filtering") var filters: QueryOptions
  @OptionGroup(title: "Shaping") var graph: GraphOptions
  @OptionGroup(title: "Drawing") var flameGraph: FlameGraphOptions
  @OptionGroup(title: "Page") var sharing: SharingOptions

  mutating func validate() throws {
    try filters.showSampleType(of: input.reading)
    guard !filters.mean else {
      throw ValidationError("--mean does not work with diff: means do not add up")
    }
    guard !flameGraph.flamechart else {
      throw ValidationError(
        "--flamechart does not work with diff: two profiles have no common time line")
    }
    guard comparing.by == nil || graph.granularity == nil else {
      throw ValidationError("--by and --granularity both say what a row is; give only one of them")
    }
    if let by = comparing.by, !by.isOfFrames, graph.cum || graph.sort == .cum {
      throw ValidationError(
        "--\(graph.cum ? "cum" : "sort cum") is for rows that are functions, files or lines, not for --by \(by.name)"
      )
    }
    let format = try comparing.chosenFormat()
    if !ReportFormat.tables.contains(format), let option = graph.tableOption {
      throw ValidationError("\(option) is for tables, not for --format \(format.rawValue)")
    }
    if input.completing.addComment != nil, !ReportFormat.profiles.contains(format) {
      throw ValidationError("--add-comment is for --format pprof, not for \(format.rawValue)")
    }
    if ReportFormat.tables.contains(format), let option = format.ignored(of: filters, graph).first {
      throw ValidationError("\(option) is for people, not for --format \(format.rawValue)")
    }
    try flameGraph.check(for: format, sharing, layout)
  }

  mutating func run() throws {
    let request = try request()
    let opened = try OpenedOutput(
      flameGraph.titles.open, &comparing.output, ending: ".\(request.format)")
    var (before, after) = try input.read()
    if flameGraph.negate { swap(&before, &after) }
    let incomplete = before.incomplete ?? after.incomplete
    let isProfile = ReportFormat.profiles.contains(request.format)
    if isProfile { try writeProfile(before, after, request) }
    guard !isProfile || comparing.exitCode else { return }
    let comparison = try input.compare(consume before, consume after, request)
    if !isProfile { try write(comparison) }
    opened?.open()
    guard comparing.exitCode else { return }
    if let incomplete {
      throw FileError(
        incomplete.name, "it was not read whole (\(incomplete.reason)), so there is no verdict")
    }
    if let caveat = comparison.profiles.caveats.first(where: \.leavesNoVerdict) {
      throw FileError("the two profiles", "\(caveat.message), so there is no verdict")
    }
    if let unmatched = comparison.unmatchedLabel {
      throw FileError("the two profiles", "\(unmatched), so there is no verdict")
    }
    if request.query.mayLeaveNothing { try refuseNothing(comparison.changes.total) }
    guard let excess = comparing.excess(in: comparison.changes) else { return }
    if !input.reading.quiet { Message.print(excess) }
    throw ExitCode(1)
  }

  /// Rejects a verdict if the filters leave nothing, since then nothing can have changed.
  private func refuseNothing(_ total: ValuePair) throws {
    guard total.before == 0, total.after == 0 else { return }
    throw FileError("the two profiles", "the filters leave nothing, so there is no verdict")
  }

  /// Turns `diff --runs` into `compare`; returns any other command line unchanged.
  static func withRunsAsCommand(_ arguments: [String]) -> [String] {
    let end = arguments.firstIndex(of: "--") ?? arguments.endIndex
    guard arguments.first == configuration.commandName,
      let index = arguments[..<end].firstIndex(of: "--runs")
    else { return arguments }
    var arguments = arguments
    arguments.remove(at: index)
    arguments[0] = "compare"
    return arguments
  }

  /// The options as a request.
  func request() throws -> ComparisonRequest {
    var request = ComparisonRequest()
    request.format = try comparing.chosenFormat()
    request.dimension = comparing.by ?? .function
    request.scale = comparing.scale
    request.query = filters.query
    request.nodes = graph.nodes
    request.trimming = graph.trimming
    request.drawing = flameGraph.request(layout)
    request.page = flameGraph.page(sharing)
    request.isCompact = graph.compactLabels
    request.advice = .options
    return request
  }

  private var layout: ComparisonLayout? { input.reading.selection.comparison }

  private func write(_ comparison: ProfileComparison) throws {
    let report: Report
    do { report = try comparison.report() } catch {
      throw FileError(comparison.profiles.after.name, error)
    }
    // The other messages were printed before.
    let notes = report.notes.filter { !comparison.messages.contains($0) }
    if !input.reading.quiet { notes.forEach(Message.print) }
    var leftOut = LeftOutStacks()
    try comparing.output.write(isForTerminals: report.format.isForTerminals) {
      leftOut = try report.write(to: &$0)
    }
    input.reading.warn(leftOut, of: "the two profiles")
  }

  private func writeProfile(
    _ before: ComparedSide, _ after: ComparedSide, _ request: ComparisonRequest
  ) throws {
    // With --exit-code, the comparison prints the same warning.
    if !comparing.exitCode { warn(of: before, after) }
    let (profile, notes) = try difference(before, after, request)
    if !input.reading.quiet, !comparing.exitCode { notes.forEach(Message.print) }
    let isCompressed = request.format == .pprof
    try comparing.output.write(isText: false) {
      PprofWriter.write(profile, to: &$0, compressed: isCompressed)
    }
  }

  private func difference(
    _ before: ComparedSide, _ after: ComparedSide, _ request: ComparisonRequest
  ) throws -> (profile: Profile, notes: [String]) {
    do {
      return try request.difference(before, after, input.completing.completion)
    } catch {
      throw FileError(after.name, error)
    }
  }

  private func warn(of before: borrowing ComparedSide, _ after: borrowing ComparedSide) {
    let type = try? SampleTypeChoice(filters.sampleIndex, of: after.profile).type
    input.warn(
      ComparisonCaveat.found(
        in: ComparedSource(before), ComparedSource(after),
        type: type.map { after.profile.strings[$0.type] } ?? "", scale: comparing.scale))
  }
}
