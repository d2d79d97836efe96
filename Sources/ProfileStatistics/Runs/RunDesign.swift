/// How many runs there are before and after, and whether each before belongs to one after.
package struct RunDesign: Equatable, Sendable {
  package let before: Int
  package let after: Int
  package let isPaired: Bool

  /// - Precondition: there are two runs a side at least, and as many after as before if they are paired.
  package init(before: Int, after: Int, isPaired: Bool = false) {
    (self.before, self.after, self.isPaired) = (before, after, isPaired)
  }

  /// How many runs there are.
  package var count: Int { before + after }

  /// The degrees of freedom of a row's own variance.
  var degrees: Double { Double(isPaired ? before - 1 : before + after - 2) }

  /// The factor from a variance to that of the difference of means.
  var differenceShare: Double {
    isPaired ? 1 / Double(before) : 1 / Double(before) + 1 / Double(after)
  }

  /// How many times as large a variance is as that of one run: differences of pairs vary twice as much.
  var varianceScale: Double { isPaired ? 2 : 1 }

  /// The difference of a row's means, and how much it varies; the runs before come first.
  func difference(_ row: ArraySlice<Double>) -> (effect: Double, variance: Double) {
    let (x, y) = (row.prefix(before), row.dropFirst(before))
    let (meanBefore, meanAfter) = (Self.mean(x), Self.mean(y))
    let effect = meanAfter - meanBefore
    let squares: Double
    if isPaired {
      squares = zip(x, y).reduce(0) { $0 + ($1.1 - $1.0 - effect) * ($1.1 - $1.0 - effect) }
    } else {
      squares = Self.squares(x, meanBefore) + Self.squares(y, meanAfter)
    }
    return (effect, squares / degrees)
  }

  /// How far each value of a row is from the mean of its side.
  package func residuals(_ row: ArraySlice<Double>) -> [Double] {
    let (x, y) = (row.prefix(before), row.dropFirst(before))
    let (meanBefore, meanAfter) = (Self.mean(x), Self.mean(y))
    return x.map { $0 - meanBefore } + y.map { $0 - meanAfter }
  }

  private static func mean(_ values: ArraySlice<Double>) -> Double {
    values.reduce(0, +) / Double(values.count)
  }

  private static func squares(_ values: ArraySlice<Double>, _ mean: Double) -> Double {
    values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
  }
}
