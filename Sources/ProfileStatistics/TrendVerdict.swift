/// The meaning of a trend: one of three answers, and why.
package struct TrendVerdict: Equatable, Sendable {
  package enum Outcome: Equatable, Sendable { case pass, fail, undecided }

  package enum Reason: Equatable, Sendable {
    /// Too few snapshots to say anything.
    case tooFew
    /// Nothing rises by more than the limit.
    case noGrowth
    /// It rises, but by less than is worth a verdict.
    case tooSmall
    /// It rises.
    case growth
    /// One step explains it; the time of the step.
    case levelChange(Double)
    /// It rose and has stopped; the age of the process then.
    case stopped(Double)
    /// It rises, but may be a step or have stopped.
    case mayHaveStopped
    /// It began to rise late; the time then.
    case late(Double)
    /// It may rise, or chance may explain it.
    case weak
  }

  package let outcome: Outcome
  package let reason: Reason

  package init(_ outcome: Outcome, _ reason: Reason) {
    self.outcome = outcome
    self.reason = reason
  }
}

extension Trend {
  private static let significance = 0.01
  /// How much better than a line a cap has to be, in variances, to be believed and to raise a doubt.
  private static let (clear, doubtful) = (16.0, 5.0)

  /// What it means.
  ///
  /// - `probability`: that of the trend, adjusted for the others that are tested with it.
  package func verdict(probability: Double) -> TrendVerdict {
    guard !hasTooFew, let shapes else { return TrendVerdict(.undecided, .tooFew) }
    let rising = rises(probability) ? verdict(ofRising: shapes) : nil
    if let rising, rising.outcome != .undecided { return rising }
    if let late { return TrendVerdict(.fail, .late(late.time)) }
    return rising ?? verdict(ofWeak: shapes, probability)
  }

  /// What it means where nothing else is tested with it.
  package var verdict: TrendVerdict { verdict(probability: probability) }

  private func rises(_ probability: Double) -> Bool {
    probability < Self.significance && criteria.isOver(bound) && isLargeEnough(bound)
  }

  /// A rise must survive two other explanations: one step, and a cap that it has reached.
  private func verdict(ofRising shapes: TrendShapes) -> TrendVerdict {
    let isFlat = !criteria.isOver(shapes.afterCap.low)
    let ofStep = shapes.gain(shapes.step, over: shapes.bend)
    let ofCap = shapes.gain(shapes.cap, over: shapes.line)
    if kept.count == 1, ofStep > Self.doubtful {
      return TrendVerdict(.pass, .levelChange(shapes.stepTime))
    }
    if isFlat, ofCap > Self.clear { return TrendVerdict(.pass, .stopped(shapes.capAge ?? 0)) }
    if kept.count == 1, ofStep > 0 { return TrendVerdict(.undecided, .mayHaveStopped) }
    if isFlat, ofCap > Self.doubtful { return TrendVerdict(.undecided, .mayHaveStopped) }
    return TrendVerdict(.fail, .growth)
  }

  private func verdict(ofWeak shapes: TrendShapes, _ probability: Double) -> TrendVerdict {
    guard criteria.isOver(slope) else { return TrendVerdict(.pass, .noGrowth) }
    guard isLargeEnough(slope) else { return TrendVerdict(.pass, .tooSmall) }
    let isExplained =
      shapes.step < shapes.bend || shapes.gain(shapes.cap, over: shapes.line) > Self.doubtful
    guard probability < 10 * Self.significance, !isExplained else {
      return TrendVerdict(.pass, .noGrowth)
    }
    return TrendVerdict(.undecided, .weak)
  }
}
