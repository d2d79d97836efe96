/// The points of a series in columns, with what every shape needs of them.
struct ShapeColumns {
  let times: [Double]
  let values: [Double]
  /// The time since the first point of the process.
  let ages: [Double]
  /// The process of each point.
  let process: [Int]
  /// How many points each process has.
  let lengths: [Double]
  /// The values less the mean of their process.
  let levelled: [Double]
  /// The ages less the mean of their process.
  let levelledAges: [Double]
  /// Σ of the squares of levelled ages, and Σ of their products with values.
  let ageSquares, ageProduct: Double
  let residualsOfLine: [Double]

  var count: Int { values.count }
  /// The slope of the line.
  var slope: Double { ageSquares > 0 ? ageProduct / ageSquares : 0 }

  init(_ processes: [[TrendPoint]]) {
    times = processes.flatMap(\.times)
    values = processes.flatMap(\.values)
    let ages = processes.map { process in process.map { $0.time - process[0].time } }
    self.ages = ages.flatMap { $0 }
    process = processes.enumerated().flatMap { [Int](repeating: $0, count: $1.count) }
    lengths = processes.map { Double($0.count) }
    levelled = processes.flatMap { Self.levelled($0.values) }
    levelledAges = ages.flatMap(Self.levelled)
    ageSquares = levelledAges.squares
    ageProduct = zip(levelledAges, levelled).reduce(0) { $0 + $1.0 * $1.1 }
    let slope = ageSquares > 0 ? ageProduct / ageSquares : 0
    residualsOfLine = zip(levelled, levelledAges).map { $0 - slope * $1 }
  }

  private static func levelled(_ values: [Double]) -> [Double] {
    let mean = values.reduce(0, +) / Double(max(1, values.count))
    return values.map { $0 - mean }
  }

  /// The slope of a line with a level for each process over the points from an age on.
  func slope(fromAge age: Double, variance: Double) -> TrendShapes.Slope {
    let rows = ages.indices.filter { ages[$0] >= age }
    var sums = [(time: Double, value: Double, count: Double)](
      repeating: (0, 0, 0), count: lengths.count)
    for row in rows {
      sums[process[row]].time += times[row]
      sums[process[row]].value += values[row]
      sums[process[row]].count += 1
    }
    var (squares, product) = (0.0, 0.0)
    for row in rows {
      let sum = sums[process[row]]
      let time = times[row] - sum.time / sum.count
      squares += time * time
      product += time * (values[row] - sum.value / sum.count)
    }
    guard squares > 0 else { return TrendShapes.Slope(value: 0, error: .infinity) }
    return TrendShapes.Slope(value: product / squares, error: (variance / squares).squareRoot())
  }

  /// The sums of what lies behind a bend, levelled: its squares, its products with ages and with values.
  func bent(at bend: Double) -> (squares: Double, product: Double, values: Double) {
    var means = [Double](repeating: 0, count: lengths.count)
    let parts = ages.map { max(0, $0 - bend) }
    for (part, process) in zip(parts, process) { means[process] += part / lengths[process] }
    var sums = (squares: 0.0, product: 0.0, values: 0.0)
    for row in parts.indices {
      let part = parts[row] - means[process[row]]
      sums.squares += part * part
      sums.product += part * levelledAges[row]
      sums.values += part * levelled[row]
    }
    return sums
  }
}

/// Sums over the points above an age, kept up to date as the age goes down, so that all ages cost n steps.
///
/// The part of a point is its age less that age. Only positive numbers are added, so that nothing is lost.
struct BendSums {
  private let columns: ShapeColumns
  private var age = 0.0
  private var count = 0.0
  /// Σ part, Σ part².
  private var parts = 0.0
  private var squares = 0.0
  /// For each process: how many points are above, and Σ of their parts.
  private var above: [Double]
  private var sums: [Double]
  /// Σ over processes of sum²/n, sum·above/n, above²/n.
  private var meanSquares = 0.0
  private var meanProducts = 0.0
  private var meanCounts = 0.0
  /// Σ part · x and Σ x over the points above, for x the levelled age, the line's residual, the levelled value.
  private var (withAge, ofAge) = (0.0, 0.0)
  private var (withResidual, ofResidual) = (0.0, 0.0)
  private var (withValue, ofValue) = (0.0, 0.0)

  init(_ columns: ShapeColumns) {
    self.columns = columns
    above = [Double](repeating: 0, count: columns.lengths.count)
    sums = above
  }

  /// Lowers the age, by which the part of every point above it grows.
  mutating func move(to next: Double) {
    let step = age - next
    age = next
    guard count > 0 else { return }
    squares += 2 * step * parts + step * step * count
    parts += step * count
    meanSquares += 2 * step * meanProducts + step * step * meanCounts
    meanProducts += step * meanCounts
    for process in above.indices where above[process] > 0 {
      sums[process] += step * above[process]
    }
    withAge += step * ofAge
    withResidual += step * ofResidual
    withValue += step * ofValue
  }

  /// Adds a point that lies at the age itself, so that its part is 0.
  mutating func add(_ row: Int) {
    let process = columns.process[row]
    let (length, before, sum) = (columns.lengths[process], above[process], sums[process])
    count += 1
    above[process] = before + 1
    meanProducts += sum / length
    meanCounts += (2 * before + 1) / length
    ofAge += columns.levelledAges[row]
    ofResidual += columns.residualsOfLine[row]
    ofValue += columns.levelled[row]
  }

  /// How much a bend here reduces the squares that the line leaves, and the change of slope.
  var gainOfBend: (squares: Double, slope: Double) {
    let own = squares - meanSquares
    let rest = own - (columns.ageSquares > 0 ? withAge * withAge / columns.ageSquares : 0)
    guard rest > 1e-9 else { return (0, 0) }
    return (withResidual * withResidual / rest, withResidual / rest)
  }

  /// How much a cap here reduces the squares that levels leave: its part is the age less what lies behind.
  var gainOfCap: Double {
    let norm = columns.ageSquares - 2 * withAge + squares - meanSquares
    let product = columns.ageProduct - withValue
    return norm > 1e-9 ? product * product / norm : 0
  }
}
