import ArgumentParser
import ProfileAnalysis
import ProfileModel

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
  /// - Parameter keepsOrder: whether samples keep the order of their source even if stacks are equal.
  func subject(keepsOrder: Bool = false) throws -> PreparedProfile {
    let profile = try profile(keepsOrder: keepsOrder)
    let subject: PreparedProfile
    do { subject = try filters.query.prepare(profile) } catch {
      throw FileError(ProfileSum.name(of: input.paths), error)
    }
    if !input.reading.quiet { subject.messages.forEach(Message.print) }
    return subject
  }

  /// The profile before the filters: the sum of the inputs less the base, pruned.
  func profile(keepsOrder: Bool = false) throws -> Profile {
    completing.complete(try difference(keepsOrder: keepsOrder))
  }

  private func difference(keepsOrder: Bool) throws -> Profile {
    let subtracted = base.normalize ? 0 : base.paths.count
    var sum = ProfileSum(of: input.paths.count + subtracted)
    try input.forEachAhead(keepsOrder: keepsOrder) { path, read in
      if let reason = read.notes.nothingToReport {
        throw FileError(InputFile.name(of: path), reason)
      }
      try sum.add(read.profile, from: path)
    }
    let paths = input.paths + base.paths
    guard !base.paths.isEmpty else { return sum.profile(of: paths, input.reading) }
    guard base.normalize else {
      try sum.combine()
      try forEachBase { path, profile in try sum.add(base.negated(profile), from: path) }
      return sum.profile(of: paths, input.reading)
    }
    var baseSum = ProfileSum(of: base.paths.count)
    try forEachBase { path, profile in try baseSum.add(profile, from: path) }
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

  private func forEachBase(_ body: (String, Profile) throws -> Void) throws {
    let count = try input.reading.forEachAhead(base.paths) { path, read in
      try body(path, read.profile)
    }
    if count == 0 { throw FileError(ProfileSum.name(of: base.paths), "nothing could be read") }
  }
}
