/// A number as it was written, with its unit: `200`, `1.5MB`, `10m`, `50%`.
package struct Quantity: Equatable, Sendable {
  /// The digits as they were written, a `-` before them, perhaps a `.` among them.
  package let digits: String
  package let unit: Unit?
  /// Where it begins.
  package var column = SourceColumn(1)

  /// A unit of a quantity.
  ///
  /// `kB`, `MB` and `GB` are 1024, 1024² and 1024³ bytes, as in every report of pprof; `KiB`, `MiB`
  /// and `GiB` are the same.
  package enum Unit: String, CaseIterable, Sendable {
    case percent = "%"
    case bytes = "B"
    case kilobytes = "kB"
    case megabytes = "MB"
    case gigabytes = "GB"
    case kibibytes = "KiB"
    case mebibytes = "MiB"
    case gibibytes = "GiB"
    case nanoseconds = "ns"
    case microseconds = "us"
    case milliseconds = "ms"
    case seconds = "s"
    case minutes = "m"
    case hours = "h"

    /// What it measures.
    package var dimension: Dimension {
      switch self {
      case .percent: .percent
      case .bytes, .kilobytes, .megabytes, .gigabytes, .kibibytes, .mebibytes, .gibibytes: .bytes
      case .nanoseconds, .microseconds, .milliseconds, .seconds, .minutes, .hours: .time
      }
    }

    /// How many bytes, nanoseconds or percent it is.
    package var scale: Double {
      switch self {
      case .percent, .bytes, .nanoseconds: 1
      case .kilobytes, .kibibytes: 1024
      case .megabytes, .mebibytes: 1024 * 1024
      case .gigabytes, .gibibytes: 1024 * 1024 * 1024
      case .microseconds: 1e3
      case .milliseconds: 1e6
      case .seconds: 1e9
      case .minutes: 60e9
      case .hours: 3600e9
      }
    }
  }

  package init(digits: String, unit: Unit?, column: SourceColumn = SourceColumn(1)) {
    self.digits = digits
    self.unit = unit
    self.column = column
  }

  /// The number in bytes, nanoseconds, percent or, without a unit, as it is.
  package var value: Double { (Double(digits) ?? 0) * (unit?.scale ?? 1) }
}

extension Quantity {
  /// Reads a number with its unit.
  package init(_ text: String) throws(AssertionError) {
    var parser = AssertionParser(text)
    parser.cursor.skipBlanks()
    self = try parser.cursor.takeQuantity()
    try parser.end()
  }
}

/// What a number measures, which decides the units that fit it.
package enum Dimension: Sendable {
  case count
  case bytes
  case time
  case percent
  /// A number without a unit that counts nothing, such as a ratio of two sizes.
  case number
}
