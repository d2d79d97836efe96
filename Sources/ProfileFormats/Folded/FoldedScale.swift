import ProfileModel

/// The power of ten that the counts of a text are multiplied by, so that fractions keep their weight.
///
/// It is found while reading: it grows with the decimals that come, and shrinks if the sum would become too large.
struct FoldedScale {
  /// Sums stay exact in scripts, whose numbers have 53 bits, and can be added up for a thousand profiles.
  private static let largestSum: Int128 = 1 << 53

  /// How many decimals values have.
  private(set) var decimals = 0
  /// More do not fit.
  private var mostDecimals = DecimalUnit.mostDecimals
  /// The sums of the first and the second counts.
  private var sums: (Int128, Int128) = (0, 0)
  /// The first line that lost a digit.
  private(set) var firstRounded: Int?

  /// Adds a count if no count so far has a fraction.
  @inline(__always)
  mutating func add(whole number: Int64, _ column: Column) { add(Int128(number), column) }

  /// Whether the sum of values with decimals is small enough.
  static func fits(_ values: [Int64]) -> Bool {
    values.reduce(Int128(0)) { $0 &+ Int128($1) } <= largestSum
  }

  /// Which of two counts of a line.
  enum Column { case first, last }

  /// Adds a count.
  ///
  /// - Returns: by which power of ten the values of all lines before have to be multiplied.
  mutating func add(_ count: FoldedCount, _ column: Column, line: Int) -> Int {
    let wanted = min(max(decimals, count.decimals), mostDecimals)
    let target = largestFitting(count, column, upTo: wanted)
    if target < wanted { mostDecimals = target }
    if firstRounded == nil, count.isRounded || target < max(decimals, count.decimals) {
      firstRounded = line
    }
    let exponent = target - decimals
    sums = (sums.0.timesPowerOfTen(exponent), sums.1.timesPowerOfTen(exponent))
    decimals = target
    add(Int128(count.value(decimals: target) ?? .max), column)
    return exponent
  }

  /// The most decimals with which all sums fit.
  private func largestFitting(_ count: FoldedCount, _ column: Column, upTo wanted: Int) -> Int {
    let digits = Int128(count.digits ?? 0)
    var target = wanted
    while target > 0 {
      let number = digits.timesPowerOfTen(target - count.decimals)
      let (first, last) = (
        sums.0.timesPowerOfTen(target - decimals), sums.1.timesPowerOfTen(target - decimals)
      )
      let sum = (column == .first ? first : last).addingReportingOverflow(number)
      if !sum.overflow, max(first, last, sum.partialValue) <= Self.largestSum { break }
      target -= 1
    }
    return target
  }

  private mutating func add(_ number: Int128, _ column: Column) {
    // A sum of Int64 cannot leave 128 bits.
    switch column {
    case .first: sums.0 &+= number
    case .last: sums.1 &+= number
    }
  }

  /// The unit of values that would be counts without decimals.
  static func unit(decimals: Int) -> String {
    decimals == 0 ? "count" : DecimalUnit(decimals: decimals, of: "count").name
  }

  /// What to tell of the counts, if they have decimals or lost some.
  func tell(_ notes: inout ReadNotes, decimals kept: Int) {
    if kept > 0 {
      notes.remarks.append("counts have fractions, so values are in \(Self.unit(decimals: kept))")
    }
    guard let firstRounded else { return }
    let how = decimals == 0 ? "" : " to \(decimals) decimals, so that their sum fits"
    notes.warnings.append(
      "counts with fractions were rounded\(how), the first in line \(firstRounded)")
  }
}

extension Int64 {
  /// The number times a power of ten, rounded half away from zero and clamped to the range of `Int64`.
  ///
  /// - Precondition: it is not negative.
  func timesPowerOfTen(_ exponent: Int) -> Int64 {
    Int64(clamping: Int128(self).timesPowerOfTen(exponent))
  }
}
