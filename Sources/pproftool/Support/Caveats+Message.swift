import ProfileAnalysis

extension ComparisonCaveat {
  /// The warning, with the option that helps.
  var message: String { message(scale: "--scale") }
}

extension RunCaveat {
  /// The warning, with the option that helps.
  var message: String {
    switch self {
    case .few: "2 runs per side show little; use 5 or more"
    case .noTypical:
      "fewer than 5 functions have enough samples in all runs, so none is typical: scaled to equal totals"
    case .order:
      "the sides were not measured in turn: a drift of the machine looks like a change"
    case .alternating:
      "the sides were measured in turn: --paired sees smaller changes where the machine drifts"
    case .moments(let isBefore):
      "the runs \(Self.side(isBefore)) seem to be snapshots of one process, not separate runs: they repeat each other's noise"
    case .alike(let name, let other):
      "\(name) has the same numbers as \(other) in all rows: if it is the same run, leave one out, since differences look more certain than they are"
    case .outlier(let name, let isDropped):
      "\(name) is far from the other runs of its side"
        + (isDropped ? ": it was left out" : "; --drop-outliers leaves such runs out")
    case .outliersKept: "at most one in five runs of a side is left out; the others stay"
    case .oneDirection(let called, let tested, let scale):
      "\(called) of \(tested) rows changed in one direction, perhaps because of --scale \(scale.rawValue): if the amount of work changed, give --operations or --scale none"
    case .builds(let isBefore, let count):
      "the runs \(Self.side(isBefore)) are of \(count) builds"
    case .processors(let counts):
      "the runs had different numbers of processors: \(counts.map { "\($0)" }.joined(separator: ", "))"
    }
  }

  private static func side(_ isBefore: Bool) -> String { isBefore ? "before" : "after" }
}
