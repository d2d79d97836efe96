import ArgumentParser
import PprofWire
import ProfileAnalysis
import ProfileFormats
import ProfileModel
import ProfileReports

/// `diff`: what changed from one profile to another.
struct Diff: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Compare two profiles: what grew, what shrank, what is new, what is gone.",
    discussion: """
      A side may be several files or a folder, which are added up, in any format. Frames meet by name, \
      so builds and addresses do not matter; where one side is a text that hides frames of the runtime or \
      type arguments, they are left out of both.

      The exit status is 0 whatever the difference is, unless --exit-code is given.

      Example: pproftool diff healthy.pb.gz leaking.pb.gz --by site
      """)

  @OptionGroup var input: DiffInputOptions
  @OptionGroup(title: "Comparing") var comparing: DiffOptions
  @OptionGroup(title: "Filtering") var filters: QueryOptions
  @OptionGroup(title: "Shaping") var graph: GraphOptions
  @OptionGroup(title: "Drawing") var picture: FlameGraphOptions

  func validate() throws {
    guard !filters.mean else {
      throw ValidationError("--mean does not go with diff: means do not add up")
    }
    guard !picture.flamechart else {
      throw ValidationError("--flamechart does not go with diff: two profiles share no time")
    }
  }

  func run() throws {
    let (before, after) = try input.read()
    let isProfile = comparing.chosenFormat == .pprof
    if isProfile { try writeProfile(before, after) }
    guard !isProfile || comparing.exitCode else { return }
    let profiles = try compared(before, after)
    if !isProfile { try write(profiles) }
    guard comparing.exitCode else { return }
    let comparison = Comparison(profiles, by: comparing.by ?? .function, graph.nodes)
    if comparing.isExceeded(by: comparison) { throw ExitCode(1) }
  }

  private func compared(_ before: ComparedSide, _ after: ComparedSide) throws -> ComparedProfiles {
    let profiles: ComparedProfiles
    do {
      profiles = try ComparedProfiles(before, after, filters.query, scale: comparing.scale)
    } catch let error as ComparedSideError {
      throw FileError(error.side, error.reason)
    } catch {
      throw FileError(after.name, error)
    }
    guard !input.reading.quiet else { return profiles }
    (profiles.subject.messages + profiles.warnings.map { "warning: \($0)" }).forEach(Message.print)
    return profiles
  }

  private func write(_ profiles: ComparedProfiles) throws {
    if comparing.chosenFormat == .svg { return try draw(profiles) }
    guard let format = comparing.chosenFormat.table else { return try writeFolded(profiles) }
    let isForPeople = format == .text || format == .markdown
    let comparison = Comparison(
      profiles, by: comparing.by ?? .function, graph.nodes,
      graph.trim(count: isForPeople ? 20 : 0, fraction: 0))
    let report = ComparisonReport(comparison, isCompact: graph.compactLabels)
    try comparing.output.write { format.write(report, to: &$0) }
  }

  private func writeFolded(_ profiles: ComparedProfiles) throws {
    let names = LocationNames(profiles.subject.profile, graph.nodes)
    var leftOut = LeftOutStacks()
    try comparing.output.write { sink in
      leftOut = FoldedWriter.write(
        profiles.subject.profile, names: names, columns: [0, 1], to: &sink)
    }
    if let words = leftOut.words { input.reading.warn(words, of: "the two profiles") }
  }

  private func draw(_ profiles: ComparedProfiles) throws {
    let subject = profiles.subject
    let names = LocationNames(subject.profile, graph.nodes)
    let tree = CallTree(
      comparing: subject.profile, layout: comparing.layout ?? .union, names: names,
      shape: picture.shape
    ).limited(to: 10_000, belowShare: picture.minWidth / 100)
    guard tree.total > 0 else {
      throw FileError(
        profiles.after.name, "there is nothing to draw: no stack has a positive value")
    }
    let values = FlameGraphValueText(
      type: subject.typeName, unit: subject.valueUnit, in: subject.unit,
      countName: picture.countName, factor: picture.factor * subject.ratio)
    var style = picture.style(
      name: "\(profiles.before.name) → \(profiles.after.name)",
      subtitle: FlameGraphSubtitle(subject, total: values.text(tree.pair(0))).text)
    style.colors = picture.colors ?? .change
    let graph = FlameGraph(
      tree, names: names, places: FramePlaces(subject.profile, names: names), values: values,
      style: style)
    try comparing.output.write { graph.write(to: &$0) }
    if let words = tree.leftOut.words { input.reading.warn(words, of: "the two profiles") }
  }

  /// Writes what `-diff_base` gives in the reference: what was before is subtracted, and labelled.
  private func writeProfile(_ before: ComparedSide, _ after: ComparedSide) throws {
    var sum = ProfileSum()
    try sum.add(after.profile, from: after.name)
    let subtracted = try comparing.scale.applied(to: before.profile, after.profile)
    try sum.add(subtracted.negated(isBase: true), from: before.name)
    let subject = try filters.query.prepare(sum.profile())
    try comparing.output.write(isText: false) { PprofWriter.write(subject.profile, to: &$0) }
  }
}
