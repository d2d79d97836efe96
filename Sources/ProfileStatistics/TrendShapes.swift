/// How well a line, a step, a bend and a cap explain a series, by least squares with a level for each process.
///
/// Line: b·x, where x is the age of the process. Step: d·[t ≥ T]. Bend: b·x + c·max(0, x − B). Cap: b·min(x, B).
package struct TrendShapes: Equatable, Sendable {
  /// The sums of squares that each leaves.
  package internal(set) var line = 0.0
  package internal(set) var step = 0.0
  package internal(set) var bend = 0.0
  package internal(set) var cap = 0.0
  /// The time of the best step.
  package internal(set) var stepTime = 0.0
  /// The age at the best bend; nil where there are too few ages for one.
  package internal(set) var bendAge: Double?
  /// The age at the best cap.
  package internal(set) var capAge: Double?
  /// The change of the slope at the bend.
  package internal(set) var change = 0.0
  /// The slope after the bend, and its standard error.
  package internal(set) var last = Slope(value: 0, error: 0)
  /// The slope after the cap, and its standard error.
  package internal(set) var afterCap = Slope(value: 0, error: .infinity)
  /// The variance of what the bend leaves.
  package internal(set) var variance = 0.0

  /// A slope and how sure it is.
  package struct Slope: Equatable, Sendable {
    package let value: Double
    package let error: Double

    /// The least that it is, by three standard errors.
    package var low: Double { value - 3 * error }
  }

  /// - Precondition: every process has three points or more.
  package init(_ processes: [[TrendPoint]]) {
    let columns = ShapeColumns(processes)
    line = columns.residualsOfLine.squares
    fitStep(columns)
    fitBends(columns)
    let squares = columns.values.squares
    let freedom = max(1, columns.count - processes.count - 3)
    variance = max(bend, 1e-12 * squares + 1e-12) / Double(freedom)
    addErrors(columns)
  }

  /// How much better one shape is than another, in variances.
  package func gain(_ better: Double, over worse: Double) -> Double { (worse - better) / variance }

  /// The standard deviation of what the bend leaves.
  package var deviation: Double { variance.squareRoot() }
}

extension TrendShapes {
  /// Goes through all times from the last one back; the step at the first is the level itself.
  private mutating func fitStep(_ columns: ShapeColumns) {
    let order = columns.times.indices.sorted { columns.times[$0] > columns.times[$1] }
    var above = [Double](repeating: 0, count: columns.lengths.count)
    var (norm, product, best) = (0.0, 0.0, -1.0)
    let first = columns.times.min() ?? 0
    for (index, row) in order.enumerated() {
      let process = columns.process[row]
      let length = columns.lengths[process]
      norm -= above[process] * (length - above[process]) / length
      above[process] += 1
      norm += above[process] * (length - above[process]) / length
      product += columns.levelled[row]
      let time = columns.times[row]
      let isLastOfTime = index + 1 == order.count || columns.times[order[index + 1]] != time
      guard isLastOfTime, time > first else { continue }
      let gain = norm > 1e-9 ? product * product / norm : 0
      if gain >= best { (best, stepTime) = (gain, time) }
    }
    step = columns.levelled.squares - max(0, best)
  }

  /// Goes through the ages at which a bend or a cap may be, from the last back: all but the first and the last two.
  private mutating func fitBends(_ columns: ShapeColumns) {
    (bend, cap) = (line, columns.levelled.squares)
    let ages = Set(columns.ages).sorted()
    guard ages.count > 3 else { return }
    var sums = BendSums(columns)
    var (bestBend, bestCap) = (-1.0, -1.0)
    let order = columns.ages.indices.sorted { columns.ages[$0] > columns.ages[$1] }
    var rows = order[...]
    for index in ages.indices.reversed() {
      sums.move(to: ages[index])
      if (1..<(ages.count - 2)).contains(index) {
        let gain = sums.gainOfBend
        if gain.squares >= bestBend {
          (bestBend, bendAge, change) = (gain.squares, ages[index], gain.slope)
        }
        let capGain = sums.gainOfCap
        if capGain >= bestCap { (bestCap, capAge) = (capGain, ages[index]) }
      }
      while let row = rows.first, columns.ages[row] == ages[index] {
        sums.add(row)
        rows = rows.dropFirst()
      }
    }
    bend = line - max(0, bestBend)
    cap = columns.levelled.squares - max(0, bestCap)
  }

  private mutating func addErrors(_ columns: ShapeColumns) {
    last = Slope(value: columns.slope, error: 0)
    afterCap = columns.slope(fromAge: capAge ?? 0, variance: variance)
    guard let bendAge else { return }
    let bent = columns.bent(at: bendAge)
    let determinant = columns.ageSquares * bent.squares - bent.product * bent.product
    guard determinant > 0 else { return }
    let (onAge, onBend) = (columns.ageProduct, bent.values)
    let slope = (bent.squares * onAge - bent.product * onBend) / determinant
    let change = (columns.ageSquares * onBend - bent.product * onAge) / determinant
    let spread = (columns.ageSquares + bent.squares - 2 * bent.product) / determinant
    last = Slope(value: slope + change, error: (variance * max(0, spread)).squareRoot())
  }
}

extension [Double] {
  var squares: Double { reduce(0) { $0 + $1 * $1 } }
}
