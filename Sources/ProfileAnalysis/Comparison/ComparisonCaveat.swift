import ProfileModel

/// Why a difference may be misleading, as data: the caller words it.
package enum ComparisonCaveat: Equatable, Sendable {
  /// What counts things that are there at a moment was scaled.
  case scaledState(type: String)
  /// The side before was taken so many nanoseconds after the other.
  case swapped(Int64)
  /// The sides cover different times, in nanoseconds, and no scale was chosen.
  case durations(before: Int64, after: Int64)
  /// The sides are sums of different numbers of profiles, and no scale was chosen.
  case profileCounts(before: Int, after: Int)
  /// The sides were sampled at different rates: one sample for so much of a type, in a unit.
  ///
  /// `countsSamples` says that what is compared is the number of samples, which grows with the rate.
  case periods(before: Int64, after: Int64, of: String, in: String, countsSamples: Bool)
  /// The sides are of different programs, by the names of their binaries.
  case programs(before: String, after: String)
  /// The sides are of different kinds by their names, which their content does not tell apart.
  case kinds(before: String, after: String)
  /// One side is what changed between two moments, and the other a state.
  case ofDifference(isBefore: Bool)
  /// The sides show different parts of a process, a part of a sentence each; nil for all of it.
  case parts(before: String?, after: String?)
  /// Names were taken away from one side, or in different ways, so that functions do not meet; nil for none.
  case names(before: String?, after: String?)

  /// Whether the sides do not measure the same, so that nothing can be said about what changed.
  package var leavesNoVerdict: Bool {
    switch self {
    case .kinds, .parts, .names, .ofDifference: true
    case .scaledState, .swapped, .programs, .durations, .profileCounts, .periods: false
    }
  }

  /// The caveats of two sides.
  ///
  /// - `type`: what is compared: the name of a sample type.
  /// - `scale`: the chosen scale; nil if none: whoever chose one knows how long the sides are.
  package static func found(
    in before: ComparedSource, _ after: ComparedSource, type: String, scale: ComparisonScale?
  ) -> [ComparisonCaveat] {
    var caveats = [
      swapped(before, after), programs(before, after), kinds(before, after, type: type),
      differing(before.shownOnly, after.shownOnly, ComparisonCaveat.parts),
      differing(before.lostNames, after.lostNames, ComparisonCaveat.names),
    ]
    let isState = Self.isState(type)
    if isState, before.isDifference != after.isDifference {
      caveats.append(.ofDifference(isBefore: before.isDifference))
    }
    if scale == nil {
      let durations = isState ? nil : durations(before, after)
      let isLevelled = !isState && before.durationNanos > 0 && after.durationNanos > 0
      caveats.append(
        durations
          ?? (isLevelled
            ? nil
            : differing(
              before.profileCount, after.profileCount, ComparisonCaveat.profileCounts)))
    }
    switch scale {
    case nil, .none?, .duration?: caveats.append(periods(before, after, type: type))
    case .total?, .factor?: break
    }
    return caveats.compactMap { $0 }
  }

  /// Whether a sample type counts what is there at a moment, however long the user looks.
  static func isState(_ type: String) -> Bool { states.contains(type) }

  private static let states: Set<String> = [
    "goroutine", "goroutineleak", "threadcreate", "inuse_objects", "inuse_space",
  ]

  /// How far two numbers may be apart and count as the same: clocks and timers are not exact.
  private static let tolerance = 0.05

  private static func kinds(
    _ before: ComparedSource, _ after: ComparedSource, type: String
  ) -> ComparisonCaveat? {
    guard let first = before.kind, let second = after.kind, first != second,
      alike.contains(where: { $0.types.contains(type) && $0.kinds.isSuperset(of: [first, second]) })
    else { return nil }
    return .kinds(before: first, after: second)
  }

  /// Kinds of profiles with the same sample types.
  private static let alike: [(types: Set<String>, kinds: Set<String>)] = [
    (["contentions", "delay"], ["block", "mutex"]),
    (["goroutine"], ["goroutine", "goroutineleak"]),
  ]

  /// Sums and what does not tell its time have no order, nor have profiles of one moment.
  private static func swapped(
    _ before: ComparedSource, _ after: ComparedSource
  ) -> ComparisonCaveat? {
    guard before.profileCount == 1, after.profileCount == 1, after.timeNanos > 0,
      before.timeNanos.subtractingClamped(after.timeNanos) > 1_000_000_000
    else { return nil }
    return .swapped(before.timeNanos - after.timeNanos)
  }

  private static func programs(
    _ before: ComparedSource, _ after: ComparedSource
  ) -> ComparisonCaveat? {
    guard let first = before.program, let second = after.program, first.isOther(than: second) else {
      return nil
    }
    return .programs(before: first.text, after: second.text)
  }

  /// The caveat of two values that differ.
  private static func differing<Value: Equatable>(
    _ before: Value, _ after: Value, _ caveat: (Value, Value) -> ComparisonCaveat
  ) -> ComparisonCaveat? {
    before == after ? nil : caveat(before, after)
  }

  private static func durations(
    _ before: ComparedSource, _ after: ComparedSource
  ) -> ComparisonCaveat? {
    guard differ(Double(before.durationNanos), Double(after.durationNanos)) else { return nil }
    return .durations(before: before.durationNanos, after: after.durationNanos)
  }

  private static func periods(
    _ before: ComparedSource, _ after: ComparedSource, type: String
  ) -> ComparisonCaveat? {
    let (first, second) = (before.period, after.period)
    guard first.type == second.type, UnitConversion.isPossible(first.unit, second.unit) else {
      return nil
    }
    let converted = UnitConversion(from: second.unit, to: first.unit).converted(second.value)
    let value = first.unit == second.unit ? Double(second.value) : converted.value
    guard differ(Double(first.value), value) else { return nil }
    return .periods(
      before: first.value, after: Int64(clamping: value.rounded()), of: first.type, in: first.unit,
      countsSamples: type == "samples")
  }

  /// Whether two numbers are known and apart.
  private static func differ(_ first: Double, _ second: Double) -> Bool {
    min(first, second) > 0 && max(first, second) > min(first, second) * (1 + tolerance)
  }
}
