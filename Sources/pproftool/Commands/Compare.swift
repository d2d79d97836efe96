import ArgumentParser
import LeakChecks
import ProfileAnalysis
import ProfileModel
import ProfileSystem
import ReportRequests

/// `compare`: which differences between runs before and after are real.
struct Compare: ParsableCommand {
  static let configuration = CommandConfiguration.command(
    "compare",
    abstract: "Compare repeated runs: which differences are real, and which are noise.",
    discussion: """
      Every file is one run; diff would add up the files of a side. Runs repeat the same work, ideally alternating \
      between the two sides. Start with five runs per side; two are the minimum. A row is reported as changed if it \
      differs by more than --min-change after allowing for noise; --fdr is the expected share of false reports. If \
      no change is reported, the output says which change would have been detected, and how many runs per side \
      would show a change of 10 %. diff --runs does the same.

      The exit status is 0 even if there are differences, unless --exit-code is given.

      Example: pproftool compare --before old/ --after new/ --exit-code
      """)

  @OptionGroup var input: DiffInputOptions
  @OptionGroup(title: "Comparing") var comparing: RunOptions
  @OptionGroup(title: "Filtering") var filters: QueryOptions
  @OptionGroup(title: "Drawing") var flameGraph: FlameGraphOptions
  @OptionGroup(title: "Page") var sharing: SharingOptions

  mutating func validate() throws {
    try filters.showSampleType(of: input.reading)
    guard !filters.mean else {
      throw ValidationError("--mean does not work with compare: means do not add up")
    }
    guard !flameGraph.flamechart else {
      throw ValidationError(
        "--flamechart does not work with compare: runs have no common time line")
    }
    try flameGraph.check(for: comparing.chosenFormat(), sharing, layout)
  }

  mutating func run() throws {
    let request = try request()
    let opened = try OpenedOutput(
      flameGraph.titles.open, &comparing.output, ending: ".\(request.format)")
    var reader = RunReader(request, input, operations: comparing.operations)
    let comparison = try reader.comparison()
    if let message = reader.labels.message {
      if comparing.exitCode { throw FileError("the runs", message) }
      if !input.reading.quiet { Message.print("warning: \(message)") }
    }
    if let path = reader.ofBothSides {
      let error = FileError(InputFile.name(of: path), "is a run of both sides")
      if comparing.exitCode { throw error }
      if !input.reading.quiet { Message.print("warning: \(error)") }
    }
    if !input.reading.quiet {
      comparison.caveats.forEach { Message.print("warning: \($0.message)") }
    }
    try write(try reader.report(comparison))
    opened?.open()
    if comparing.exitCode, comparison.isScaleInDoubt {
      throw FileError(
        "the runs",
        "the total changed, and rows may have changed only relative to it; choose --scale none for amounts, or --scale total for shares alone"
      )
    }
    guard comparing.exitCode, let excess = try comparing.excess(in: comparison) else { return }
    if !input.reading.quiet { Message.print(excess) }
    throw ExitCode(1)
  }

  private var layout: ComparisonLayout? { input.reading.selection.comparison }

  private func write(_ report: Report) throws {
    if !input.reading.quiet { report.notes.forEach(Message.print) }
    var leftOut = LeftOutStacks()
    try comparing.output.write(isForTerminals: report.format.isForTerminals) {
      leftOut = try report.write(to: &$0)
    }
    input.reading.warn(leftOut, of: "the runs")
  }

  /// The options as a request.
  func request() throws -> RunsRequest {
    var request = RunsRequest()
    request.format = try comparing.chosenFormat()
    request.settings = comparing.settings
    request.settings.query = filters.query
    request.showsAll = comparing.allRows
    request.mostRows = comparing.nodecount.map { max(0, $0) }
    request.drawing = flameGraph.request(layout)
    request.page = flameGraph.page(sharing)
    request.advice = .options
    return request
  }
}

/// Reads runs one at a time; of each it keeps only a row of numbers.
struct RunReader {
  private let input: DiffInputOptions
  private let settings: RunSettings
  private let request: RunsRequest
  private let operationsPath: SystemPath?
  /// The profiles themselves, if they are drawn.
  private var flameGraph: RunsFlameGraph?
  private var collector: RunCollector
  private(set) var labels: RowLabel
  /// A run that is compared with itself; nil if there is none.
  private(set) var ofBothSides: SystemPath?

  init(_ request: RunsRequest, _ input: DiffInputOptions, operations: SystemPath?) {
    (self.input, settings, operationsPath) = (input, request.settings, operations)
    self.request = request
    if !ReportFormat.tables.contains(request.format) { flameGraph = RunsFlameGraph(request) }
    collector = RunCollector(request.settings)
    labels = RowLabel(request.settings.dimension)
  }

  /// Reads both sides and compares them.
  ///
  /// - Throws: a `FileError` if a file cannot be read, a `RunsError` if the runs cannot be compared.
  mutating func comparison() throws -> RunComparison {
    let use: FolderUse = settings.sumsInstances ? .instances : .runs
    let reader = SourceReader(
      reading: input.reading.comparingNames("functions are matched"), use: use)
    defer { reader.finish() }
    var operations = try operationsPath.map(OperationsFile.init)
    var (before, after) = input.sides
    if request.drawing.swapsSides { swap(&before, &after) }
    let instances = (
      try read(before, isBefore: true, reader, &operations),
      try read(after, isBefore: false, reader, &operations)
    )
    let runsBefore = Set(instances.0.map(\.path))
    ofBothSides = instances.1.map(\.path).first(where: runsBefore.contains).map(SystemPath.init)
    if !input.reading.quiet {
      collector.messages.forEach(Message.print)
      operations?.unusedMessage.map(Message.print)
    }
    if settings.sumsInstances {
      collector.sum(
        instancesBefore: InstanceNames(instances.0).names,
        instancesAfter: InstanceNames(instances.1).names)
    }
    return try collector.comparison()
  }

  /// The report on a comparison.
  func report(_ comparison: RunComparison) throws -> Report {
    guard let flameGraph else { return comparison.table(request, remark: \.message) }
    do { return try flameGraph.report(comparison, remark: \.message) } catch {
      throw FileError("the runs", error)
    }
  }

  private mutating func read(
    _ sources: [SystemPath], isBefore: Bool, _ reader: SourceReader,
    _ operations: inout OperationsFile?
  ) throws -> [InstanceFile] {
    var instances: [InstanceFile] = []
    let completion = input.completing.completion
    let count = try reader.forEachAhead(sources) { path, read in
      let name = InputFile.name(of: path)
      if let reason = read.notes.nothingToReport { throw FileError(name, reason) }
      let file = InstanceFile(path: path.bytes, read.profile)
      var origin = RunOrigin(name: name, traits: [read.notes.traits])
      origin.process = file.process
      origin.operations = operations?.number(of: path)
      do {
        let profile = completion.complete(read.profile)
        labels.note(profile)
        try flameGraph?.keep(profile, from: name)
        try collector.add(profile, from: origin, isBefore: isBefore)
      } catch let error as RunsError {
        throw error
      } catch {
        throw FileError(name, error)
      }
      instances.append(file)
    }
    guard count > 0 else { throw FileError(InputFile.name(of: sources), "nothing could be read") }
    return instances
  }
}

/// The label that rows are grouped by; at least one run must have it.
struct RowLabel {
  private let key: String?
  private var isFound = false
  private var keys: Set<String> = []

  init(_ dimension: SampleDimension) {
    if case .label(let key) = dimension { self.key = key } else { key = nil }
  }

  mutating func note(_ profile: Profile) {
    guard let key, !isFound else { return }
    isFound = profile.hasLabel(key)
    if !isFound { keys.formUnion(profile.labelKeys) }
  }

  /// The message that no run has the label; nil if one has.
  var message: String? {
    key.flatMap { isFound ? nil : UnmatchedLabel.message($0, among: keys) }
  }
}
