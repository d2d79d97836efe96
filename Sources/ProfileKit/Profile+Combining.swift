public import ProfileAnalysis
public import ProfileModel
import ReportRequests

extension Profile {
  /// The sum of several profiles, as `pproftool merge` makes it: samples with the same stack and labels become one.
  ///
  /// - Parameter profiles: the profiles; the sum of none is empty.
  /// - Throws: a `MergingError` that says which profile does not go together with the first, and why.
  public init(merging profiles: [Profile]) throws {
    var sum = ProfileSum(of: profiles.count)
    for (index, profile) in profiles.enumerated() {
      do throws(ProfileSum.Failure) {
        try sum.add(profile, from: "profile \(index + 1)")
      } catch {
        throw MergingError(index: index, reason: error.reason)
      }
    }
    self = sum.profile()
    traits = Self.commonTraits(of: profiles)
    unconfirmedFormat = profiles.lazy.compactMap(\.unconfirmedFormat).first
  }

  /// What is known of a sum: what all its parts tell, and what any of them lacks.
  private static func commonTraits(of profiles: [Profile]) -> FormatTraits {
    let traits = profiles.map(\.traits)
    guard let first = traits.first else { return [] }
    let lacks: FormatTraits = [.hasNamesOnly, .hidesRuntimeFrames]
    let all = traits.dropFirst().reduce(first) { $0.intersection($1) }
    return traits.reduce(all) { $0.union($1.intersection(lacks)) }
  }

  /// The part of the profile that a query selects, as `pproftool convert` saves it with the same filters. Samples that
  /// become equal are merged; a query for everything returns the profile unchanged.
  ///
  ///     var query = ProfileQuery()
  ///     query.names.focus = try Pattern("listen")
  ///     try profile.filtered(query).write(to: "listen.pb.gz")
  ///
  /// - Parameters:
  ///   - query: the filters; with a sample type, the result has only that one. `isMean` and `isRelative` are for reports
  ///     and change nothing; the unit is that of numbers in frames of labels.
  ///   - note: receives one sentence per fact that a user should know, for example that a filter matches nothing.
  /// - Returns: the part.
  /// - Throws: a `SampleTypeError` if there is no such sample type, or a `RequestError`.
  public func filtered(
    _ query: ProfileQuery, note: (String) -> Void = { _ in }
  ) throws -> Profile {
    try query.check()
    var request = SavingRequest()
    request.query = query
    (request.query.isMean, request.query.isRelative) = (false, false)
    let saved = try request.saved(self)
    for message in saved.messages { note(message) }
    if saved.vanished > 0 { note("the divisor reduces \(saved.vanished) samples to 0") }
    var profile = saved.profile
    (profile.traits, profile.unconfirmedFormat) = (traits, unconfirmedFormat)
    return profile
  }
}
