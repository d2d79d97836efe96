import ArgumentParser
import ProfileAnalysis
import ProfileModel
import ProfileSystem

/// What every report takes: the profiles, how they are combined, and what is seen of them.
///
///     let subject = try report.subject()
///     try output.write { sink in … subject … }
struct ReportOptions: ParsableArguments {
  @OptionGroup var input: InputOptions
  @OptionGroup(title: "Comparing") var base: BaseOptions
  @OptionGroup(title: "Filtering") var filters: QueryOptions
  @OptionGroup(title: "Shaping") var graph: GraphOptions

  @OptionGroup var completing: CompletingOptions

  func validate() throws {
    let readsStandardInput = (input.paths + base.paths).count { $0 == "-" }
    guard readsStandardInput <= 1 else {
      throw ValidationError("standard input (-) can be read only once")
    }
  }
}

extension ReportOptions {
  /// Reads, merges, subtracts, prunes and filters, and says what there is to say on standard error.
  ///
  /// - Parameters:
  ///   - keepsOrder: whether samples keep the order of their source even if stacks are equal.
  ///   - use: what is taken of folders.
  func subject(keepsOrder: Bool = false, of use: FolderUse = .report) throws -> PreparedProfile {
    let profile = completing.complete(try difference(keepsOrder: keepsOrder, input.reader(use)))
    let subject: PreparedProfile
    do { subject = try filters.query.prepare(profile) } catch {
      throw FileError(ProfileSum.name(of: input.paths), error)
    }
    if !input.reading.quiet { subject.messages.forEach(Message.print) }
    return subject
  }

  /// The sum of the inputs less the base, before anything is filtered.
  private func difference(keepsOrder: Bool, _ reader: SourceReader) throws -> Profile {
    defer { reader.finish() }
    let subtracted = base.normalize ? 0 : base.paths.count
    var sum = ProfileSum(of: input.paths.count + subtracted)
    let count = try reader.forEachAhead(input.paths, keepsOrder: keepsOrder) { path, read in
      if let reason = read.notes.nothingToReport {
        throw FileError(InputFile.name(of: path), reason)
      }
      try sum.add(read.profile, from: InputFile.name(of: path))
    }
    guard count > 0 else { throw NothingRead() }
    let name = ProfileSum.name(of: input.paths + base.paths)
    guard !base.paths.isEmpty else { return sum.profile(named: name, input.reading) }
    guard base.normalize else {
      try sum.combine()
      try forEachBase(reader) { path, profile in
        try sum.add(base.negated(profile), from: InputFile.name(of: path))
      }
      return sum.profile(named: name, input.reading)
    }
    var baseSum = ProfileSum(of: base.paths.count)
    try forEachBase(reader) { path, profile in
      try baseSum.add(profile, from: InputFile.name(of: path))
    }
    return try normalizedDifference(sum.profile(), baseSum.profile())
  }

  private func normalizedDifference(_ profile: Profile, _ subtracted: Profile) throws -> Profile {
    let normalized: Profile
    do { normalized = try profile.normalized(to: subtracted) } catch {
      throw FileError(ProfileSum.name(of: base.paths), error)
    }
    var sum = ProfileSum(of: 2)
    try sum.add(normalized, from: ProfileSum.name(of: input.paths))
    try sum.add(base.negated(subtracted), from: ProfileSum.name(of: base.paths))
    return sum.profile()
  }

  private func forEachBase(
    _ reader: SourceReader, _ body: (SystemPath, Profile) throws -> Void
  ) throws {
    let count = try reader.forEachAhead(base.paths) { path, read in
      try body(path, read.profile)
    }
    if count == 0 { throw FileError(ProfileSum.name(of: base.paths), "nothing could be read") }
  }
}
