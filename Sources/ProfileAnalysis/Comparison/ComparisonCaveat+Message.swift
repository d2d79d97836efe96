extension ComparisonCaveat {
  /// The warning.
  ///
  /// - `scale`: how the caller names the choice of a scale: `--scale`.
  package func message(scale: String) -> String {
    switch self {
    case .scaledState(let type):
      "\(type) counts what exists at one moment: scaled counts describe no state that existed"
    case .swapped(let nanoseconds):
      "the profile before was taken \(Self.time(nanoseconds)) later than the one after: swap the two if that is not meant"
    case .durations(let before, let after):
      "before was measured for \(Self.time(before)), after for \(Self.time(after)): "
        + "values grow with time; \(scale) duration compares rates"
    case .profileCounts(let before, let after):
      "before is \(Self.sum(before)), after \(Self.sum(after)): "
        + "\(scale) \(Self.factor(after, before)) evens out the number, \(scale) total compares shares"
    case .periods(let before, let after, let type, let unit, let countsSamples):
      "before was sampled every \(Self.period(before, type, unit)), "
        + "after every \(Self.period(after, type, unit)): "
        + (countsSamples
          ? "numbers of samples grow with the rate; \(scale) \(Self.factor(before, after)) evens it out, "
          : "the side sampled less often shows less of what is rare; ")
        + "\(scale) total compares shares"
    case .programs(let before, let after):
      "before is of the program \(before), after of \(after): functions that only one of them has look like a change"
    case .kinds(let before, let after):
      "before is a \(before) profile by its name, after a \(after) profile: they do not measure the same"
    case .ofDifference(let isBefore):
      "\(isBefore ? "before" : "after") is what changed between two moments, "
        + "and \(isBefore ? "after" : "before") is a state: their difference means nothing"
    case .parts(let before, let after):
      "before shows \(Self.all("only", before)), after \(Self.all("only", after)): what only one side shows looks like a change"
    case .names(let before, let after):
      "names of before: \(Self.all("lost by", before)), of after: \(Self.all("lost by", after)), so functions cannot be matched"
    }
  }

  /// `all`, or what is not all: `only what filters kept`.
  private static func all(_ exception: String, _ part: String?) -> String {
    part.map { "\(exception) \($0)" } ?? "all"
  }

  private static func time(_ nanoseconds: Int64) -> String {
    ValueText("nanoseconds").text(nanoseconds)
  }

  /// For example `10ms`, or `100 contentions`.
  private static func period(_ value: Int64, _ type: String, _ unit: String) -> String {
    let text = ValueText(unit).text(value)
    return Int64(text) == nil ? text : "\(text) \(type)"
  }

  private static func sum(_ count: Int) -> String {
    count == 1 ? "one profile" : "the sum of \(count) profiles"
  }

  /// A scale factor as people give it: four decimals, unless it is too small for that.
  private static func factor(_ first: some BinaryInteger, _ second: some BinaryInteger) -> String {
    let factor = Double(first) / Double(second)
    let rounded = factor < 0.01 ? factor : (factor * 10_000).rounded() / 10_000
    return Int64(exactly: rounded).map { "\($0)" } ?? "\(rounded)"
  }
}
