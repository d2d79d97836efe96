import ProfileModel

/// Which sample type of either side is compared, and the unit that both are brought to.
struct ComparedTypes {
  let before: SampleTypeChoice
  let after: SampleTypeChoice
  let name: String
  private(set) var unit: String
  private(set) var beforeRatio = 1.0
  private(set) var afterRatio = 1.0

  /// Chooses a sample type that both have: the one that is asked for, or the default of the profile
  /// after, or else that of the one before.
  ///
  /// Folded stacks do not say what they count, so they compare with whatever the other side shows.
  init(_ choice: String?, _ before: ComparedSide, _ after: ComparedSide) throws {
    let sides = (before.profile, after.profile)
    var chosen: (before: SampleTypeChoice, after: SampleTypeChoice)
    if before.isFolded != after.isFolded {
      chosen = (
        try SampleTypeChoice(before.isFolded ? nil : choice, of: sides.0),
        try SampleTypeChoice(after.isFolded ? nil : choice, of: sides.1)
      )
    } else if let choice, !choice.isEmpty {
      chosen = (
        try Self.named(choice, before), try Self.named(choice, after)
      )
    } else {
      chosen = try Self.common(sides.0, sides.1)
    }
    (self.before, self.after) = chosen
    let types = (
      Self.texts(chosen.before.type, sides.0), Self.texts(chosen.after.type, sides.1)
    )
    name = after.isFolded && !before.isFolded ? types.0.name : types.1.name
    var units = (types.0.unit, types.1.unit)
    if before.isFolded != after.isFolded {
      if before.isFolded { units.0 = Self.unit(units.0, saidBy: units.1) }
      if after.isFolded { units.1 = Self.unit(units.1, saidBy: units.0) }
    }
    unit = units.1
    try agree(units.0, units.1)
  }

  /// The other sample types of the two sides: those that compare, and those that do not, each in the order of the
  /// side after.
  func others(
    _ before: ComparedSide, _ after: ComparedSide
  ) -> (types: [ComparedTypes], leftOut: [UncomparedType]) {
    var types: [ComparedTypes] = []
    var leftOut: [UncomparedType] = []
    let names = (Self.otherNames(before, self.before), Self.otherNames(after, self.after))
    // What folded stacks count has no name that the other side could have.
    let areNamed = !before.isFolded && !after.isFolded
    for name in names.1 {
      guard areNamed, names.0.contains(name) else {
        leftOut.append(UncomparedType(name: name, reason: .onlyAfter))
        continue
      }
      do { types.append(try ComparedTypes(name, before, after)) } catch ComparisonError.units(
        _, let before, let after)
      {
        leftOut.append(
          UncomparedType(name: name, reason: .units(before: before, after: after)))
      } catch {
        leftOut.append(UncomparedType(name: name, reason: .onlyAfter))
      }
    }
    let known = Set(areNamed ? names.1 : [])
    leftOut += names.0.filter { !known.contains($0) }
      .map { UncomparedType(name: $0, reason: .onlyBefore) }
    return (types, leftOut)
  }

  /// A side's sample types that are not compared, each once.
  private static func otherNames(_ side: ComparedSide, _ chosen: SampleTypeChoice) -> [String] {
    let names = side.profile.header.sampleTypes.map { side.profile.strings[$0.type] }
    return names.indices.filter { index in
      index != chosen.column && names[index] != names[chosen.column]
        && names.firstIndex(of: names[index]) == index
    }.map { names[$0] }
  }

  /// The unit that folded stacks have when the other side says what they count: only their decimals are their own.
  private static func unit(_ folded: String, saidBy other: String) -> String {
    guard let decimal = DecimalUnit(folded) else { return DecimalUnit.base(of: other) }
    return DecimalUnit(decimals: decimal.decimals, of: DecimalUnit.base(of: other)).name
  }

  private static func named(_ choice: String, _ side: ComparedSide) throws -> SampleTypeChoice {
    do { return try SampleTypeChoice(choice, of: side.profile) } catch {
      throw ComparedSideError(side: side.name, reason: error)
    }
  }

  private static func common(
    _ before: Profile, _ after: Profile
  ) throws -> (before: SampleTypeChoice, after: SampleTypeChoice) {
    let own = (try SampleTypeChoice(of: before), try SampleTypeChoice(of: after))
    if let other = try? SampleTypeChoice(texts(own.1.type, after).name, of: before) {
      return (other, own.1)
    }
    if let other = try? SampleTypeChoice(texts(own.0.type, before).name, of: after) {
      return (own.0, other)
    }
    throw ComparisonError.types(before: names(of: before), after: names(of: after))
  }

  private static func names(of profile: Profile) -> [String] {
    profile.header.sampleTypes.map { $0.text(in: profile.strings) }
  }

  private static func texts(_ type: ValueType, _ profile: Profile) -> (name: String, unit: String) {
    (profile.strings[type.type], profile.strings[type.unit])
  }

  /// Brings both to the finer of two units.
  private mutating func agree(_ before: String, _ after: String) throws {
    guard UnitConversion.isPossible(before, after) else {
      throw ComparisonError.units(type: name, before: before, after: after)
    }
    guard before != after else { return }
    let ratio = UnitConversion(from: before, to: after).converted(1).value
    if ratio >= 1 {
      beforeRatio = ratio
    } else {
      unit = before
      afterRatio = UnitConversion(from: after, to: before).converted(1).value
    }
  }
}

/// An error of one of the sides.
package struct ComparedSideError: Error, CustomStringConvertible {
  /// The side's shown name.
  package let side: String
  package let reason: SampleTypeError

  package var description: String { "\(side): \(reason)" }
}

/// A sample type that is not in a comparison of all that two profiles measure, and why.
package struct UncomparedType: Equatable, Sendable {
  /// Why a sample type is left out.
  package enum Reason: Equatable, Sendable {
    case onlyBefore
    case onlyAfter
    /// Both have it, in units that do not convert.
    case units(before: String, after: String)
    /// Both have it, and there is no factor that was asked for.
    case scale(ComparisonError)

    /// The reason, behind a name or several.
    package var text: String {
      switch self {
      case .onlyBefore: "not measured after"
      case .onlyAfter: "not measured before"
      case .units(let before, let after): "in \(before) before, in \(after) after"
      case .scale(let error): "\(error)"
      }
    }
  }

  package let name: String
  package let reason: Reason

  package init(name: String, reason: Reason) { (self.name, self.reason) = (name, reason) }

  /// The note on types left out of a page; nil if there are none.
  package static func sentence(_ types: [UncomparedType]) -> String? {
    guard !types.isEmpty else { return nil }
    let reasons = types.map(\.reason.text).reduce(into: [String]()) { reasons, reason in
      if !reasons.contains(reason) { reasons.append(reason) }
    }
    let parts = reasons.map { reason in
      let names = types.filter { $0.reason.text == reason }.map(\.name)
      return "\(names.joined(separator: ", ")) (\(reason))"
    }
    return "Left out of the page: \(parts.joined(separator: "; "))."
  }
}
