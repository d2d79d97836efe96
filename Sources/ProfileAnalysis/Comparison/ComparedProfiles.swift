import ProfileModel

/// Two profiles in one that is ready to be compared: column 0 holds what was before, column 1 what is after.
///
/// Frames meet by name, so builds and addresses do not matter. Where one side hides what the other shows, both are
/// brought to what they have in common: type arguments become `[...]` if a side writes them so, and if
/// only one side is a text of Go's, the frames that such texts hide are taken out of both.
package struct ComparedProfiles: Sendable {
  /// The column of what was before, and of what is after.
  package static let columns = (before: 0, after: 1)

  package let subject: PreparedProfile
  package let before: ComparedSource
  package let after: ComparedSource
  /// What values before were multiplied by, the step between two units aside.
  package let scale: Double
  /// What a person should be told.
  package private(set) var caveats: [ComparisonCaveat] = []

  /// Pairs and filters.
  ///
  /// - `query`: its sample type is looked for on both sides.
  /// - `scale`: what to multiply values before by; nil for nothing, since nobody chose.
  /// - Throws: `ComparisonError`, `ComparedSideError` or `SampleTypeError` when the two do not compare.
  package init(
    _ before: consuming ComparedSide, _ after: consuming ComparedSide, _ query: ProfileQuery,
    scale: ComparisonScale? = nil
  ) throws {
    var (before, after) = (consume before, consume after)
    let types = try ComparedTypes(query.sampleType, before, after)
    (self.before, self.after) = (ComparedSource(before), ComparedSource(after))
    let totals = ValuePair(
      before: before.profile.sumsByType[types.before.column],
      after: after.profile.sumsByType[types.after.column])
    let unitRatio = types.beforeRatio / types.afterRatio
    self.scale =
      try (scale ?? .none).ratio(
        totals: totals,
        durations: ValuePair(
          before: self.before.durationNanos, after: self.after.durationNanos))
      / (scale == .total ? unitRatio : 1)
    let hidesTypes = before.profile.hidesTypeArguments || after.profile.hidesTypeArguments
    let hidesRuntime = before.hidesRuntime != after.hidesRuntime
    var pair = Profile.paired(
      PairedColumn(
        before.profile.take(), column: types.before.column, ratio: types.beforeRatio * self.scale),
      PairedColumn(after.profile.take(), column: types.after.column, ratio: types.afterRatio),
      type: (types.name, types.unit))
    pair.forgetBuilds()
    if hidesTypes { pair.hideTypeArguments() }
    if hidesRuntime { pair.dropRuntimeFrames() }
    var query = query
    query.sampleType = "0"
    subject = try query.prepare(pair)
    if self.scale != 1, types.unit == "count", types.name != "samples" {
      caveats.append(.scaledState(type: types.name))
    }
    caveats += ComparisonCaveat.found(in: self.before, self.after, type: types.name, scale: scale)
  }
}

extension Profile {
  /// Takes away what differs between two builds of one program: where it lay, and where functions begin.
  fileprivate mutating func forgetBuilds() {
    var interner = StringInterner(strings)
    for row in mappings.indices where mappings[row].filename != .empty {
      let base = FilePath.base(strings.bytes(of: mappings[row].filename))
      mappings[row].filename = interner.intern(base)
    }
    strings = interner.table
  }
}
