import ProfileStatistics
import ProfileSystem

/// Runs that are far from the others of their side.
struct RunOutliers {
  /// How many times the usual distance a factor may be away, and how much that must be.
  private static let farthest = 5.0
  private static let smallestDistance = 0.2
  /// How far a run may be from the mean of its side over most rows, in standard deviations.
  private static let farthestResidual = 4.0

  /// The runs that were found, by their index among all.
  let found: Set<Int>
  /// Those that may be left out: at most one in five of a side.
  let dropped: Set<Int>

  init(_ test: RunTest, _ input: RunInput) {
    let factors = test.factors.all.map(Mathematics.logarithm)
    let residuals = Self.residuals(test, input.design)
    let sides = [0..<input.before.count, input.before.count..<input.runs.count]
    var severities: [Int: Double] = [:]
    for side in sides where side.count > 2 {
      let own = Array(factors[side])
      let (middle, usual) = (Median.of(own), Median.deviation(of: own))
      let limit = max(
        Self.farthest * usual, Mathematics.logarithm(1 + Self.smallestDistance))
      for run in side {
        let distance = (factors[run] - middle).magnitude / limit
        let severity = max(distance, residuals[run] / Self.farthestResidual)
        if severity > 1 { severities[run] = severity }
      }
    }
    found = Set(severities.keys)
    let worst = sides.map { side in
      Array(
        side.filter { severities[$0] != nil }
          .sorted { (severities[$0] ?? 0, $1) > (severities[$1] ?? 0, $0) }
          .prefix(side.count / 5))
    }
    dropped = Self.withPairs(worst, input)
  }

  /// With a run of a pair its other one goes too, so that both sides together are held to one in five.
  private static func withPairs(_ worst: [[Int]], _ input: RunInput) -> Set<Int> {
    guard input.settings.isPaired else { return Set(worst.joined()) }
    let count = input.before.count
    let pairs = worst.flatMap { $0.map { $0 % max(1, count) } }
    let most = Array(pairs.reduce(into: [Int]()) { if !$0.contains($1) { $0.append($1) } })
      .prefix(count / 5)
    return Set(most.flatMap { [$0, $0 + count] })
  }

  /// How far each run is from its side over most rows.
  private static func residuals(_ test: RunTest, _ design: RunDesign) -> [Double] {
    let width = design.count
    var distances = [[Double]](repeating: [], count: width)
    for (row, found) in test.moderated.rows.enumerated() {
      let cells = test.logs[row * width..<(row + 1) * width]
      for (run, residual) in design.residuals(cells).enumerated() {
        distances[run].append(residual.magnitude / found.moderated.squareRoot())
      }
    }
    return distances.map(Median.of)
  }
}
