import ProfileModel

/// Why runs cannot be compared.
package enum RunsError: Error, Equatable, CustomStringConvertible {
  /// A side has too few runs.
  case tooFew(isBefore: Bool, count: Int, fewest: Int)
  /// Pairs were asked for, and the sides have different numbers of runs.
  case pairs(before: Int, after: Int)
  /// Something is wrong with one run.
  case run(name: String, Reason)

  /// What may be wrong with one run.
  package enum Reason: Equatable, Sendable {
    /// It measures something else than the first, by name or by unit.
    case type(String, first: String)
    /// It was sampled at another rate than the first.
    case period(String, first: String)
    /// It measured nothing.
    case empty(type: String)
    /// It is another of its side once more.
    case twice(as: String)
    /// It is a difference.
    case negative
    /// It hides frames that the first shows, or the other way round.
    case form(hides: Bool, first: String)
    case noDuration
    case noOperations
    /// Nothing is left of it that shares could be of.
    case nothingToScale
  }

  package var description: String {
    switch self {
    case .tooFew(let isBefore, let count, let fewest):
      "\(isBefore ? "before" : "after") has \(count.counted("run")): each side needs at least \(fewest), better 5\(count == 1 ? "; diff compares one file with one" : "")"
    case .pairs(let before, let after):
      "pairs need as many runs before as after; there are \(before) and \(after)"
    case .run(let name, let reason): "\(name): \(reason.text)"
    }
  }
}

extension RunsError.Reason {
  fileprivate var text: String {
    switch self {
    case .type(let type, let first): "measures \(type), but the first run measures \(first)"
    case .period(let period, let first):
      "was sampled every \(period), but the first run every \(first): such runs cannot be compared"
    case .empty(let type): "has no sample with a value of \(type)"
    case .twice(let other): "is the same profile as \(other); a run counts only once"
    case .negative: "has values below 0, so it is a difference, not a run"
    case .form(let hides, let first):
      hides
        ? "is text that hides runtime frames, but \(first) shows them: save all runs in one format"
        : "shows runtime frames, but the text \(first) hides them: save all runs in one format"
    case .noDuration: "has no duration"
    case .noOperations: "has no number of operations"
    case .nothingToScale: "the filters leave nothing of it, so there is no total to scale by"
    }
  }
}
