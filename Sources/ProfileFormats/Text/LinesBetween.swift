/// The lines between the records of a text that are no part of any.
struct LinesBetween {
  /// Those with a record behind them.
  private(set) var passed = UnreadLines()
  /// What one of them says about what is missing, as a part of a sentence.
  private var loss: String?
  /// Those behind the last record so far.
  private var behind = UnreadLines()
  private var lossBehind: (reason: String, distance: Int)?

  /// How far behind the last record a line is about it.
  private static let near = 3

  /// Notes a line behind a record.
  mutating func note(_ line: ArraySlice<UInt8>, line number: Int) {
    behind.note(line, line: number)
    guard lossBehind == nil, loss == nil else { return }
    lossBehind = LossMark.reason(in: line, number).map { ($0, behind.count) }
  }

  /// Notes that a record follows.
  ///
  /// - `isOfSame`: whether it belongs to the same source, so that nothing but the records should be there.
  mutating func endBefore(recordOfSame isOfSame: Bool) {
    guard behind.count > 0 else { return }
    if isOfSame {
      passed.add(behind)
      loss = loss ?? lossBehind?.reason
    }
    (behind, lossBehind) = (UnreadLines(), nil)
  }

  /// Why something is missing.
  ///
  /// - `isAlone`: whether nothing but the records should be in the text, so that a line behind the last is about them.
  func loss(isAlone: Bool) -> String? {
    if let loss { return loss }
    guard isAlone, let lossBehind, lossBehind.distance <= Self.near else { return nil }
    return lossBehind.reason
  }
}
