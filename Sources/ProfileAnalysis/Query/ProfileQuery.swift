package import ProfileModel

/// The view of a profile that the user asks for: the options that all reports share.
///
/// The command line makes one of its options; a `ReportRequest` has one:
///
///     var request = ReportRequest(.top)
///     request.query.names.focus = try Pattern("listen")
///     request.query.sampleType = "inuse_space"
///     print(try profile.report(request).text)
///
/// The order of the steps is `go tool pprof`'s: label frames, total, filters. With relative percentages the total
/// comes after the filters.
public struct ProfileQuery: Sendable, Equatable {
  /// A sample type's name or index; nil for the profile's default.
  public var sampleType: String?
  /// Whether values are divided by the first sample type.
  public var isMean = false
  /// What values are divided by when they are written: a finite number other than 0.
  public var divisor = 1.0
  /// The unit to write values in: a unit, `minimum` or `auto`.
  public var unit = usualUnit
  private static let usualUnit = "minimum"
  /// Which samples and frames, by names of functions and files.
  public var names = NameFilters()
  /// Which samples and labels, by labels.
  public var tags = TagFilters()
  /// Keys of labels that become frames at the root, the first one outermost.
  public var rootTags: [String] = []
  /// Keys of labels that become frames at the leaf, the last one innermost.
  public var leafTags: [String] = []
  /// Whether percentages are relative to what the filters leave.
  public var isRelative = false

  /// All of a profile, as reports show it unless something else is asked for.
  public init() {}

  /// Whether values can be divided by a number.
  package static func isDivisor(_ number: Double) -> Bool { number.isFinite && number != 0 }

  /// Applies the query to a profile that has been merged and pruned, and will not be looked at again.
  package func prepare(_ profile: consuming Profile) throws(SampleTypeError) -> ProfileView {
    let labelled = tagFrames.labelled(profile)
    let stacks = names.stackFilter(labelled.profile)
    return try select(names.frames.framed(consume labelled), stacks)
  }

  /// Whether stacks may get other frames than they have in the profile.
  package var changesFrames: Bool {
    names.frames != FrameFilters() || !rootTags.isEmpty || !leafTags.isEmpty
  }

  /// Whether there is a filter that samples or all their frames may not pass.
  package var mayLeaveNothing: Bool {
    names.focus != nil || names.ignore != nil || names.frames.hide != nil
      || names.frames.show != nil || names.frames.showFrom != nil || tags.focus != nil
      || tags.ignore != nil
  }

  /// Whether labels become frames.
  var hasTagFrames: Bool { !rootTags.isEmpty || !leafTags.isEmpty }

  /// The labels that become frames.
  var tagFrames: TagFrames { TagFrames(rootKeys: rootTags, leafKeys: leafTags, unit: unit) }

  /// Chooses the samples of a profile whose frames are as the query wants them.
  ///
  /// - `stacks`: which stacks the filters of names leave.
  func select(
    _ framed: consuming FramedProfile, _ stacks: StackFilter
  ) throws(SampleTypeError) -> ProfileView {
    var framed = framed
    var profile = framed.profile.take()
    let units = framed.source.units
    var messages = framed.source.messages
    if isRelative { messages += filter(&profile, framed, stacks, units) }
    let sampleType = try SampleTypeChoice(self.sampleType, of: profile)
    let total = SampleWeights(of: profile, column: sampleType.column, isMean: isMean)
      .total(of: profile)
    if !isRelative { messages += filter(&profile, framed, stacks, units) }
    messages += unitRefusal(profile.strings[sampleType.type.unit])
    return ProfileView(
      profile, framed.tables, query: self, sampleType: sampleType, total: total,
      labelUnits: units, messages: messages)
  }

  /// That values of a unit cannot be written in the one that is asked for: pprof passes that over.
  private func unitRefusal(_ valueUnit: String) -> [String] {
    guard unit != Self.usualUnit else { return [] }
    return UnitConversion.refusal(from: valueUnit, to: unit).map { [$0] } ?? []
  }

  /// Leaves the samples that all filters leave; gives what there is to say about them.
  private func filter(
    _ profile: inout Profile, _ framed: FramedProfile, _ stacks: StackFilter, _ units: LabelUnits
  ) -> [String] {
    var messages = [
      tags.focus?.interpretation(of: "tagfocus"), tags.ignore?.interpretation(of: "tagignore"),
    ].compactMap { $0 }
    messages += stacks.messages + framed.messages
    let isEmpty = framed.isEmpty
    if let isDropped = stacks.isDropped {
      profile.dropSamples(
        ofStacks: isEmpty.isEmpty ? isDropped : zip(isDropped, isEmpty).map { $0 || $1 })
    } else if !isEmpty.isEmpty {
      profile.dropSamples(ofStacks: isEmpty)
    }
    messages += UnmatchedFilter.messages(tags.applyToSamples(of: &profile, units: units))
    messages += UnmatchedFilter.messages(tags.applyToLabels(of: &profile))
    return messages + framed.lastMessages
  }

  /// The filters in force, as a report's header lists them.
  var activeFilters: [String] {
    let filters = [
      ("focus", names.focus?.text), ("ignore", names.ignore?.text),
      ("hide", names.frames.hide?.text),
      ("show", names.frames.show?.text), ("show_from", names.frames.showFrom?.text),
      ("tagfocus", tags.focus?.text), ("tagignore", tags.ignore?.text),
      ("tagshow", tags.show?.text), ("taghide", tags.hide?.text),
    ]
    return filters.compactMap { name, text in text.map { "\(name)=\($0)" } }
  }
}
