import ArgumentParser
import ProfileAnalysis
import ProfileModel
import ProfileSystem
import ReportRequests

/// What every report takes: the profiles, how they are combined, and what is seen of them.
///
///     try report.write(report.request(.top, format), to: output)
struct ReportOptions: ParsableArguments {
  @OptionGroup var input: InputOptions
  @OptionGroup(title: "Comparing") var base: BaseOptions
  @OptionGroup(title: "Filtering") var filters: QueryOptions
  @OptionGroup(title: "Shaping") var graph: GraphOptions

  @OptionGroup var completing: CompletingOptions

  func validate() throws {
    try input.listing.check(input.paths, others: base.paths)
  }
}

extension ReportOptions {
  /// What the options ask for, as a report of a kind.
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

  /// What a person calls the profiles.
  var name: String { input.name }

  /// Reads the profiles and writes a report of them; says what there is to say on standard error.
  ///
  /// - `keepsOrder`: whether samples keep the order of their source even if stacks are equal.
  /// - `use`: what is taken of folders.
  /// - `optionForTwo`: the option that only makes sense for two profiles, if one was given.
  func write(
    _ request: ReportRequest, to output: OutputOptions, keepsOrder: Bool = false,
    of use: FolderUse = .report, optionForTwo: String? = nil
  ) throws {
    if request.kind.formats.count == 1 { try output.requireFormat(of: request.kind) }
    var times = SideTimes()
    let profile = try difference(keepsOrder: keepsOrder, input.reader(use), &times)
    var request = request
    if !base.paths.isEmpty {
      request.kind.note(
        FlameGraphDifference(
          before: InputFile.name(of: base.paths), beforeTime: times.before, after: name,
          afterTime: times.after))
    }
    let session = ProfileSession(
      completing.completion.complete(profile), name: name, isHeld: false,
      findSources: SourceFiles.found)
    do {
      try write(try session.report(request), to: output)
    } catch let failure as ReportFailure {
      say(failure.notes)
      throw wording(of: failure.error, optionForTwo)
    } catch {
      throw wording(of: error, optionForTwo)
    }
  }

  /// What went wrong, with the name of the profile unless it is not to blame.
  private func wording(of error: any Error, _ optionForTwo: String?) -> any Error {
    switch error {
    // It is the pattern that is wrong, not a file.
    case ReportError.noFunction: error
    case ReportError.oneProfile:
      FileError(
        name,
        "\(optionForTwo ?? "this") is for two profiles, but this is one; see diff, or give folded stacks with two counts per line"
      )
    default: FileError(name, error)
    }
  }

  private func say(_ notes: [String]) {
    if !input.reading.quiet { notes.forEach(Message.print) }
  }

  private func write(_ report: Report, to output: OutputOptions) throws {
    say(report.notes)
    var leftOut = LeftOutStacks()
    let format = report.format
    try output.write(isText: format.isText, isForTerminals: format.isForTerminals) {
      leftOut = try report.write(to: &$0)
    }
    input.reading.say(leftOut, of: name)
  }

  /// The sum of the inputs less the base, before anything is filtered.
  private func difference(
    keepsOrder: Bool, _ reader: SourceReader, _ times: inout SideTimes
  ) throws -> Profile {
    defer { reader.finish() }
    let subtracted = base.normalize ? 0 : base.paths.count
    var sum = ProfileSum(of: input.leastCount + subtracted)
    let count = try reader.forEachAhead(input.paths, keepsOrder: keepsOrder) { path, read in
      if let reason = read.notes.nothingToReport {
        throw FileError(InputFile.name(of: path), reason)
      }
      times.after = max(times.after, read.profile.header.timeNanos)
      try sum.add(read.profile, from: InputFile.name(of: path))
    }
    guard count > 0 else { throw NothingRead() }
    if !base.paths.isEmpty { try subtract(from: &sum, reader, &times) }
    let name = base.paths.isEmpty ? input.name : InputFile.name(of: input.paths + base.paths)
    return input.reading.profile(of: &sum, named: name)
  }

  /// Subtracts the bases, scaled before if they are to have the same total.
  private func subtract(
    from sum: inout ProfileSum, _ reader: SourceReader, _ times: inout SideTimes
  ) throws {
    guard base.normalize else {
      try sum.combine()
      return try forEachBase(reader, &times) { path, profile in
        try sum.subtract(profile, from: InputFile.name(of: path), isBase: base.isBase)
      }
    }
    var bases = ProfileSum(of: base.paths.count)
    try forEachBase(reader, &times) { path, profile in
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
    _ reader: SourceReader, _ times: inout SideTimes, _ body: (SystemPath, Profile) throws -> Void
  ) throws {
    let count = try reader.ofBase.forEachAhead(base.paths) { path, read in
      times.before = max(times.before, read.profile.header.timeNanos)
      try body(path, read.profile)
    }
    if count == 0 { throw FileError(InputFile.name(of: base.paths), "nothing could be read") }
  }
}

/// When the newest profile of each side of a difference was taken; 0 where that is not known.
private struct SideTimes {
  var before: Int64 = 0
  var after: Int64 = 0
}

extension ProfileSum {
  /// What is said of a sum that has no place for what only some tell.
  static let inUseOnly =
    "only memory in use is added up: not all profiles record what was allocated"
}

extension ReadingOptions {
  /// A sum of profiles, and a word about what it has no place for; nothing is left.
  func profile(of sum: inout ProfileSum, named name: String) -> Profile {
    if sum.holdsOnlyInUse {
      warn(ProfileSum.inUseOnly, of: name)
    }
    return sum.profile()
  }

  /// Says how many stacks a text or a picture has no place for.
  func say(_ leftOut: LeftOutStacks, of name: String) {
    if let words = leftOut.text { warn(words, of: name) }
  }
}
