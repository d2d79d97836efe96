import ProfileModel

/// Two profiles combined for comparison: column 0 holds the values before, column 1 those after; other sample types
/// that both have follow in such pairs, if they are wanted.
///
/// Frames meet by name, so builds and addresses do not matter. Where one side hides what the other shows, both are
/// brought to what they have in common: type arguments become `[...]` if a side writes them so, and if
/// only one side is a text of Go's, the frames that such texts hide are taken out of both.
package struct ComparedProfiles: Sendable {
  /// The column of what was before, and of what is after, of the sample type that is compared first.
  package static let columns = (before: 0, after: 1)

  package internal(set) var view: ProfileView
  package internal(set) var before: ComparedSource
  package internal(set) var after: ComparedSource
  /// What values before were multiplied by, the step between two units aside.
  package let scale: Double
  /// Caveats for people.
  package private(set) var caveats: [ComparisonCaveat] = []

  /// The sample types that are not compared, though they are wanted.
  package private(set) var leftOut: [UncomparedType]
  /// The indices of the compared sample types, in the order of the side after.
  package let typeOrder: [Int]

  /// Pairs and filters.
  ///
  /// - `query`: its sample type is looked for on both sides.
  /// - `scale`: the factor for values before; nil if the user chose none.
  /// - `keepsTypes`: whether the other sample types that both have are wanted, too.
  /// - Throws: `ComparisonError`, `ComparedSideError` or `SampleTypeError` when the two do not compare.
  package init(
    _ before: consuming ComparedSide, _ after: consuming ComparedSide, _ query: ProfileQuery,
    scale: ComparisonScale? = nil, keepsTypes: Bool = false
  ) throws {
    var (before, after) = (consume before, consume after)
    let types = try ComparedTypes(query.sampleType, before, after)
    (self.before, self.after) = (ComparedSource(before), ComparedSource(after))
    let scaling = ComparedScaling(scale ?? .none, before.profile, after.profile)
    self.scale = try scaling.ratio(of: types)
    let others = keepsTypes ? types.others(before, after) : ([], [])
    leftOut = others.1
    var all = [(types, self.scale)]
    for other in others.0 {
      do throws(ComparisonError) { all.append((other, try scaling.ratio(of: other))) } catch {
        leftOut.append(UncomparedType(name: other.name, reason: .scale(error)))
      }
    }
    typeOrder = all.indices.sorted { all[$0].0.after.column < all[$1].0.after.column }
    let hidesTypes = before.profile.hidesTypeArguments || after.profile.hidesTypeArguments
    let hidesRuntime = before.hidingTexts != after.hidingTexts
    var pair = Profile.paired(
      PairedSide(
        before.profile.take(),
        columns: all.map { .init($0.before.column, ratio: $0.beforeRatio * $1) }),
      PairedSide(
        after.profile.take(), columns: all.map { .init($0.0.after.column, ratio: $0.0.afterRatio) }),
      types: all.map { ($0.0.name, $0.0.unit) })
    pair.forgetBuilds()
    if hidesTypes { pair.hideTypeArguments() }
    if hidesRuntime { pair.dropRuntimeFrames() }
    var query = query
    query.sampleType = "0"
    view = try query.prepare(pair)
    if self.scale != 1, types.unit == "count", types.name != "samples" {
      caveats.append(.scaledState(type: types.name))
    }
    caveats += ComparisonCaveat.found(in: self.before, self.after, type: types.name, scale: scale)
  }

  /// The columns of the sample type that is compared.
  package var columns: (before: Int, after: Int) {
    (view.sampleType.column, view.sampleType.column + 1)
  }

  /// The same two, compared by another of their sample types.
  package func ofType(_ index: Int) -> ComparedProfiles {
    var other = self
    let choice = try? SampleTypeChoice("\(index * 2)", of: view.profile)
    other.view.sampleType = choice ?? view.sampleType
    return other
  }
}

/// What values before are multiplied by, of each sample type.
private struct ComparedScaling {
  private let scale: ComparisonScale
  private let totals: (before: [Int64], after: [Int64])
  private let durations: ValuePair

  init(_ scale: ComparisonScale, _ before: Profile, _ after: Profile) {
    self.scale = scale
    totals = (before.sumsByType, after.sumsByType)
    durations = ValuePair(
      before: before.header.durationNanos, after: after.header.durationNanos)
  }

  /// The step between two units aside.
  func ratio(of types: ComparedTypes) throws(ComparisonError) -> Double {
    let pair = ValuePair(
      before: totals.before[types.before.column], after: totals.after[types.after.column])
    let unitRatio = types.beforeRatio / types.afterRatio
    return try scale.ratio(totals: pair, durations: durations) / (scale == .total ? unitRatio : 1)
  }
}

extension Profile {
  /// Removes what differs between two builds of one program: load addresses, and where functions begin.
  fileprivate mutating func forgetBuilds() {
    var interner = StringInterner(strings)
    for row in mappings.indices where mappings[row].filename != .empty {
      let base = FilePath.base(strings.bytes(of: mappings[row].filename))
      mappings[row].filename = interner.intern(base)
    }
    strings = interner.table
  }
}

extension ProfileView {
  /// The columns of each side in folded stacks with two counts a line, as a comparison writes them; nil for anything
  /// else.
  package var comparedColumns: (before: Int, after: Int)? {
    let types = profile.header.sampleTypes
    guard types.count == 2, types[0].unit == types[1].unit,
      types.map({ profile.strings[$0.type] }) == ["before", "after"]
    else { return nil }
    return ComparedProfiles.columns
  }
}
