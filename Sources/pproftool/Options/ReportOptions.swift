import ArgumentParser
import ProfileAnalysis
import ProfileModel
import ProfileSystem
import ReportRequests

/// The options of every report: the profiles, how they are combined, and what is shown of them.
///
///     try report.write(report.request(.top, format), to: output)
///
/// A class: as a structure it would be copied member by member in each of its commands, with code of their own for that.
final class ReportOptions: ParsableArguments {
  @OptionGroup var input: InputOptions
  @OptionGroup(title: "Comparing") var base: BaseOptions
  @OptionGroup(title: "Filtering") var filters: QueryOptions
  @OptionGroup(title: "Shaping") var graph: GraphOptions

  @OptionGroup var completing: CompletingOptions

  init() {}

  func validate() throws {
    try filters.showSampleType(of: input.reading)
    try input.listing.check(input.paths, others: base.paths)
  }
}

extension ReportOptions {
  /// The options as a request for a kind of report.
  func request(_ kind: ReportRequest.Kind) -> ReportRequest {
    var request = ReportRequest(kind)
    request.query = filters.query
    request.nodes = graph.nodes
    request.trimming = graph.trimming
    request.isCallTree = graph.callTree
    request.isCompact = graph.compactLabels
    request.advice = .options
    return request
  }

  /// The name of the profiles in messages.
  var name: String { input.name }

  /// Reads the profiles, writes a report, and prints messages on standard error.
  ///
  /// - `keepsOrder`: whether samples keep their source order even if stacks are equal.
  /// - `use`: how folders are used.
  /// - `optionForTwo`: a given option that needs two profiles, if any.
  func write(
    _ request: ReportRequest, to output: OutputOptions, keepsOrder: Bool = false,
    of use: FolderUse = .report, optionForTwo: String? = nil
  ) throws {
    if request.kind.formats.count == 1 { try output.requireFormat(of: request.kind) }
    var sides = ReadSides()
    let profile = try difference(keepsOrder: keepsOrder, input.reader(use), &sides)
    var request = request
    request.profileCount = sides.count
    if !base.paths.isEmpty {
      request.kind.note(
        FlameGraphDifference(
          before: InputFile.name(of: base.paths), beforeTime: sides.before, after: name,
          afterTime: sides.after))
    }
    if let note = sides.states.note(on: request.kind) { printNotes([note]) }
    let values = valueText(of: profile, request)
    let session = ProfileSession(
      completing.completion.complete(profile), name: name, isHeld: false,
      findSources: SourceFiles.found)
    do {
      try write(try session.report(request), to: output, values)
    } catch let failure as ReportFailure {
      printNotes(failure.notes)
      throw worded(failure.error, optionForTwo)
    } catch {
      throw worded(error, optionForTwo)
    }
  }

  /// The error, with the name of the profile unless that is not the cause.
  private func worded(_ error: any Error, _ optionForTwo: String?) -> any Error {
    switch error {
    // The pattern is wrong, not a file.
    case ReportError.noFunction: error
    case ReportError.oneProfile:
      FileError(
        name,
        "\(optionForTwo ?? "this") is for two profiles, but this is one; see diff, or give folded stacks with two counts per line"
      )
    default: FileError(name, error)
    }
  }

  private func printNotes(_ notes: [String]) {
    if !input.reading.quiet { notes.forEach(Message.print) }
  }

  /// How the values of a flame graph are written; nil for other reports.
  private func valueText(
    of profile: borrowing Profile, _ request: ReportRequest
  ) -> ValueText? {
    guard case .flameGraph = request.kind,
      let type = try? SampleTypeChoice(request.query.sampleType, of: profile).type
    else { return nil }
    return ValueText(
      profile.strings[type.unit], in: request.query.unit, ratio: 1 / request.query.divisor)
  }

  /// Writes a report, and says which stacks it cannot show.
  private func write(_ report: Report, to output: OutputOptions, _ values: ValueText?) throws {
    printNotes(report.notes)
    var leftOut = LeftOutStacks()
    let format = report.format
    try output.write(isText: format.isText, isForTerminals: format.isForTerminals) {
      leftOut = try report.write(to: &$0)
    }
    guard let text = leftOut.text(in: values) else { return }
    input.reading.warn(values == nil || base.paths.isEmpty ? text : text + shrunkHint, of: name)
  }

  /// The line that shows what a base has more of.
  private var shrunkHint: String {
    let (before, after) = (
      base.paths.map(ShellLine.argument), input.paths.map(ShellLine.argument)
    )
    let isPair = before.count == 1 && after.count == 1
    let sides = isPair ? before + after : ["--before"] + before + ["--after"] + after
    return "; what shrank: \(ShellLine.running(["diff"] + sides + ["-o", "change.svg"]))"
  }

  /// The sum of the inputs minus the base, before filtering.
  private func difference(
    keepsOrder: Bool, _ reader: SourceReader, _ sides: inout ReadSides
  ) throws -> Profile {
    defer { reader.finish() }
    let subtracted = base.normalize ? 0 : base.paths.count
    var sum = ProfileSum(of: input.leastCount + subtracted)
    sides.count = try reader.forEachAhead(input.paths, keepsOrder: keepsOrder) { path, read in
      if let reason = read.notes.nothingToReport {
        throw FileError(InputFile.name(of: path), reason)
      }
      sides.after = max(sides.after, read.profile.header.timeNanos)
      if base.paths.isEmpty, input.paths.contains(path) { sides.states.add(read.profile, path) }
      try sum.add(read.profile, from: InputFile.name(of: path))
    }
    guard sides.count > 0 else { throw NothingRead(input.reading) }
    if !base.paths.isEmpty { try subtract(from: &sum, reader, &sides) }
    let name = base.paths.isEmpty ? input.name : InputFile.name(of: input.paths + base.paths)
    return try input.reading.profile(of: &sum, named: name)
  }

  /// Subtracts the bases. With `--normalize`, the profile is scaled to their total first.
  private func subtract(
    from sum: inout ProfileSum, _ reader: SourceReader, _ sides: inout ReadSides
  ) throws {
    guard base.normalize else {
      try sum.combine()
      return try forEachBase(reader, &sides) { path, profile in
        try sum.subtract(profile, from: InputFile.name(of: path), isBase: base.isBase)
      }
    }
    var bases = ProfileSum(of: base.paths.count)
    try forEachBase(reader, &sides) { path, profile in
      try bases.add(profile, from: InputFile.name(of: path))
    }
    let (profile, subtracted) = (sum.profile(), bases.profile())
    let baseName = InputFile.name(of: base.paths)
    let normalized: Profile
    do { normalized = try profile.normalized(to: subtracted) } catch {
      throw FileError(baseName, error)
    }
    sum = ProfileSum(of: 2)
    try sum.add(normalized, from: self.name)
    try sum.subtract(subtracted, from: baseName, isBase: base.isBase)
  }

  private func forEachBase(
    _ reader: SourceReader, _ sides: inout ReadSides, _ body: (SystemPath, Profile) throws -> Void
  ) throws {
    let count = try reader.ofBase.forEachAhead(base.paths) { path, read in
      sides.before = max(sides.before, read.profile.header.timeNanos)
      try body(path, read.profile)
    }
    if count == 0 { throw FileError(InputFile.name(of: base.paths), "nothing could be read") }
  }
}

/// What was read of each side.
private struct ReadSides {
  /// When the newest profile of each side was taken, in nanoseconds since 1970; 0 if unknown.
  var before: Int64 = 0
  var after: Int64 = 0
  /// How many profiles were added up, without those that are subtracted.
  var count = 0
  var states = AddedStates()
}

extension ProfileSum {
  /// The warning about a sum without allocations, since not all profiles have them.
  static let inUseOnly =
    "only memory in use is added up: not all profiles record what was allocated"
}

extension ReadingOptions {
  /// The sum as a profile, with a warning if it lacks allocations or ends at the range. The sum is empty afterwards.
  ///
  /// - Throws: under `--strict`, a `FileError` in place of the warning about the range.
  func profile(of sum: inout ProfileSum, named name: String) throws -> Profile {
    if sum.holdsOnlyInUse {
      warn(ProfileSum.inUseOnly, of: name)
    }
    let profile = sum.profile()
    guard sum.isOfSeveral, let problem = profile.sumsBeyondRange else { return profile }
    guard !strict else { throw FileError(name, problem) }
    warn(problem, of: name)
    return profile
  }

  /// Warns about stacks that a format cannot show.
  func warn(_ leftOut: LeftOutStacks, of name: String) {
    if let text = leftOut.text { warn(text, of: name) }
  }
}
