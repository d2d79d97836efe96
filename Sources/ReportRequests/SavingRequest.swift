package import ProfileAnalysis
package import ProfileModel
package import ProfilePatterns
import ProfileViewer

/// The parts of a profile to save, and their names.
///
///     var request = SavingRequest()
///     request.query.names.focus = try Pattern("listen")
///     request.leastShare = 0.01
///     let saved = try request.saved(profile)
package struct SavingRequest: Equatable, Sendable {
  /// Which samples and frames; with a sample type, the result has only that one.
  package var query = ProfileQuery()
  /// Steps applied before filters.
  package var completion = ProfileCompletion()
  /// The granularity of frames; nil for all details.
  package var granularity: Granularity?
  /// Whether only the outermost line of a location stays.
  package var noInlines = false
  /// How the names of source files are written; nil as they are.
  package var paths: SourcePaths?
  /// The least share of the default sample type, from 0 to 1, for a stack to be kept.
  package var leastShare = 0.0
  /// Replacements in names and label values, applied in order.
  package var replacements: [Replacement] = []
  /// Whether names of the program are replaced by digests.
  package var isRedacted = false

  /// Saves a whole profile, unchanged.
  package init() {}

  /// A profile that is ready to be saved, and what there is to say about it.
  package struct Saved: Sendable {
    package var profile: Profile
    /// The messages of the filters, a line each.
    package var messages: [String] = []
    /// The stacks that were left out for being small; nil if that was not asked for.
    package var smallStacks: SmallStacks?
    /// Patterns that replaced nothing.
    package var unmatched: [String] = []
    /// How many samples a division left nothing of.
    package var vanished = 0
    /// That functions and values of labels have the digits of another, so that they look like one; nil if none has.
    package var lookalikes: String?
  }

  /// The part of a profile that is asked for. Samples that became equal are merged; a request for everything returns
  /// the profile unchanged.
  ///
  /// - Throws: a `SampleTypeError` for a sample type that the profile does not have.
  package func saved(_ profile: consuming Profile) throws -> Saved {
    guard self != SavingRequest() else { return Saved(profile: profile) }
    let view = try query.prepare(completion.complete(try profile.withDistinctTypes()))
    var saved = Saved(profile: view.profile, messages: view.messages)
    if query.sampleType != nil { saved.profile = saved.profile.keeping(view.sampleType) }
    divide(&saved)
    shape(&saved.profile)
    try rename(&saved)
    if isRedacted, !completion.comment.isEmpty { saved.profile.addComment(completion.comment) }
    saved.profile = try saved.profile.compacted()
    try leaveOutSmall(&saved)
    for comment in remarks.comments { saved.profile.addComment(comment) }
    return saved
  }

  /// What a reader of the part has to know of it: no limit can be checked against what was left out, and no name
  /// that was taken away can be found.
  private var remarks: SourceRemarks {
    var remarks = SourceRemarks()
    remarks.shownOnly = Self.joined([
      query.mayLeaveNothing ? "what filters kept" : nil,
      leastShare > 0 ? "stacks above a minimum share" : nil,
      query.divisor != 1 ? "values that were divided" : nil,
    ])
    remarks.lostNames = Self.joined([
      isRedacted ? "redaction" : nil, noInlines ? "leaving out inlined functions" : nil,
      granularity == .files ? "granularity files" : nil,
      query.names.frames.takesLeaves ? "leaving out frames" : nil,
      replacements.isEmpty ? nil : "renaming",
    ])
    return remarks
  }

  /// The parts that there are, as one; nil if there is none.
  private static func joined(_ parts: [String?]) -> String? {
    let parts = parts.compactMap { $0 }
    return parts.isEmpty ? nil : parts.joined(separator: " and ")
  }

  private func divide(_ saved: inout Saved) {
    guard query.divisor != 1 else { return }
    let before = saved.profile.samplesWithValue
    saved.profile = saved.profile.take().divided(by: query.divisor)
    saved.vanished = before - saved.profile.samplesWithValue
  }

  private func shape(_ profile: inout Profile) {
    if noInlines { profile = profile.take().withoutInlinedLines(keepsColumns: true) }
    if let granularity { profile = profile.take().coarsened(to: granularity) }
    if let paths { profile = profile.take().shortened(paths) }
  }

  private func rename(_ saved: inout Saved) throws {
    guard !replacements.isEmpty || isRedacted else { return }
    var unmatched: [Replacement] = []
    saved.profile = try saved.profile.take().replacing(replacements, unmatched: &unmatched)
    saved.unmatched = unmatched.map(\.pattern)
    if isRedacted {
      let labels = query.rootTags + query.leafTags
      let plain = saved.profile
      saved.profile = Redaction.byDigests.applied(to: plain, labels: labels)
      saved.lookalikes = Redaction.lookalikes(plain, saved.profile)
    }
    // They were applied to the names that there were, and are not meant for the new ones.
    saved.profile.header.dropFrames = .empty
    saved.profile.header.keepFrames = .empty
  }

  private func leaveOutSmall(_ saved: inout Saved) throws {
    guard leastShare > 0 else { return }
    let type = try SampleTypeChoice(of: saved.profile)
    saved.smallStacks = SmallStacks(takenFrom: &saved.profile, below: leastShare, of: type)
    saved.profile = try saved.profile.compacted()
  }
}

extension Profile {
  /// The profile with one sample for each stack and labels, and with nothing that no sample uses.
  fileprivate consuming func compacted() throws(MergeError) -> Profile {
    var merger = ProfileMerger()
    try merger.add(self)
    return merger.merged()
  }

  /// How many samples have a value other than 0.
  fileprivate var samplesWithValue: Int {
    let width = width
    return (0..<sampleTable.count).count { row in
      sampleTable.values[row * width..<(row + 1) * width].contains { $0 != 0 }
    }
  }
}
