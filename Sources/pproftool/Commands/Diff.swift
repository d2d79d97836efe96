import ArgumentParser
import PprofWire
import ProfileAnalysis
import ProfileExport
import ProfileFormats
import ProfileModel
import ProfileReports

/// `diff`: what changed from one profile to another.
struct Diff: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff", _superCommandName: "pproftool",
    abstract: "Compare two profiles: what grew, what shrank, what is new, what is gone.",
    discussion: """
      A side may be several files, which are added up, or a folder, of which the newest state of each \
      process is taken, in any format. Frames meet by name, \
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
    let format = comparing.chosenFormat
    if format.table == nil, let option = graph.tableOption {
      throw ValidationError("\(option) is for tables, not for --format \(format.rawValue)")
    }
    if format != .svg, let option = picture.lookOption {
      throw ValidationError("\(option) is for --format svg, not for \(format.rawValue)")
    }
  }

  func run() throws {
    var (before, after) = try input.read()
    if picture.negate { swap(&before, &after) }
    let isProfile = comparing.chosenFormat == .pprof
    if isProfile { try writeProfile(before, after) }
    guard !isProfile || comparing.exitCode else { return }
    let profiles = try input.compare(
      consume before, consume after, filters.query, scale: comparing.scale)
    if !isProfile { try write(profiles) }
    guard comparing.exitCode else { return }
    let comparison = Comparison(profiles, by: comparing.by ?? .function, graph.nodes)
    if comparing.isExceeded(by: comparison) { throw ExitCode(1) }
  }

  private func write(_ profiles: ComparedProfiles) throws {
    guard let format = comparing.chosenFormat.table else { return try writeStacks(profiles) }
    let isForPeople = format == .text || format == .markdown
    let comparison = Comparison(
      profiles, by: comparing.by ?? .function, graph.nodes,
      graph.trim(count: isForPeople ? 20 : 0, fraction: 0))
    let report = ComparisonReport(
      comparison, notes: profiles.caveats.map(\.message), isCompact: graph.compactLabels)
    try comparing.output.write { format.write(report, to: &$0) }
  }

  /// Writes a picture or folded stacks, and says which stacks have no place there.
  private func writeStacks(_ profiles: ComparedProfiles) throws {
    let subject = profiles.subject
    var leftOut = LeftOutStacks()
    if comparing.chosenFormat == .svg {
      let sides = FilePath.told(profiles.before.name, from: profiles.after.name)
      leftOut = try ProfilePicture(
        subject: subject, nodes: graph.nodes, options: picture, name: profiles.after.name,
        title: "\(sides.0) → \(sides.1)",
        columns: ComparedProfiles.columns, compared: profiles,
        notes: profiles.caveats.map(\.message)
      ).write(to: comparing.output)
    } else {
      let names = LocationNames(subject.profile, graph.nodes)
      try comparing.output.write { sink in
        leftOut = FoldedWriter.write(subject.profile, names: names, columns: [0, 1], to: &sink)
      }
    }
    if let words = leftOut.words { input.reading.warn(words, of: "the two profiles") }
  }

  /// Writes what `-diff_base` gives in the reference: what was before is subtracted, and labelled.
  private func writeProfile(_ before: ComparedSide, _ after: ComparedSide) throws {
    // With --exit-code, the comparison says the same.
    if !comparing.exitCode { warn(of: before, after) }
    var sum = ProfileSum()
    try sum.add(after.profile, from: after.name)
    let scale = comparing.scale ?? .none
    let subtracted = try scale.applied(to: before.profile, after.profile)
    try sum.add(subtracted.negated(isBase: true), from: before.name)
    // As in the reference, it is the sum that says which of its frames are of no interest.
    let subject = try filters.query.prepare(
      input.completing.complete(sum.profile(named: "the two sides", input.reading)))
    if !input.reading.quiet, !comparing.exitCode { subject.messages.forEach(Message.print) }
    let profile = graph.shaped(subject.profile).divided(by: filters.divideBy)
    try comparing.output.write(isText: false) { PprofWriter.write(profile, to: &$0) }
  }

  private func warn(of before: borrowing ComparedSide, _ after: borrowing ComparedSide) {
    let type = try? SampleTypeChoice(filters.sampleIndex, of: after.profile).type
    input.warn(
      ComparisonCaveat.found(
        in: ComparedSource(before), ComparedSource(after),
        type: type.map { after.profile.strings[$0.type] } ?? "", scale: comparing.scale))
  }
}
