/// A number as it was written, with its unit: `200`, `1.5MB`, `10m`, `50%`.
package struct Quantity: Equatable, Sendable {
  /// The digits as they were written, a `-` before them, perhaps a `.` among them.
  package let digits: String
  package let unit: Unit?
  /// What it is given for, in a limit of a slope.
  package var rate: Rate?
  /// Where it begins.
  package var column = SourceColumn(1)
  /// Whether its unit was written as one letter that a count has too: `5k`, `2M`.
  var hasCountLetter = false

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
    case terabytes = "TB"
    case kibibytes = "KiB"
    case mebibytes = "MiB"
    case gibibytes = "GiB"
    case tebibytes = "TiB"
    case nanoseconds = "ns"
    case microseconds = "us"
    case milliseconds = "ms"
    case seconds = "s"
    case minutes = "m"
    case hours = "h"
    case days = "d"

    /// What it measures.
    package var dimension: Dimension {
      switch self {
      case .percent: .percent
      case .bytes, .kilobytes, .megabytes, .gigabytes, .terabytes, .kibibytes, .mebibytes,
        .gibibytes,
        .tebibytes:
        .bytes
      case .nanoseconds, .microseconds, .milliseconds, .seconds, .minutes, .hours, .days: .time
      }
    }

    /// How many bytes, nanoseconds or percent it is.
    package var scale: Double {
      switch self {
      case .percent, .bytes, .nanoseconds: 1
      case .kilobytes, .kibibytes: 1024
      case .megabytes, .mebibytes: 1024 * 1024
      case .gigabytes, .gibibytes: 1024 * 1024 * 1024
      case .terabytes, .tebibytes: 1024 * 1024 * 1024 * 1024
      case .microseconds: 1e3
      case .milliseconds: 1e6
      case .seconds: 1e9
      case .minutes: 60e9
      case .hours: 3600e9
      case .days: 86_400e9
      }
    }

    /// Parses a unit in its own or a common spelling: `MB` as `mb`, `M` or `Mi`, `m` as `min`.
    package init?(_ word: String) {
      let small = word.lowercased()
      if let unit = Unit(rawValue: word) ?? Self.spellings[small] {
        self = unit
      } else if word == "M" {
        self = .megabytes
      } else if let unit = Self.allCases.first(where: {
        $0.dimension == .bytes && $0.rawValue.lowercased() == small
      }) {
        self = unit
      } else {
        return nil
      }
    }

    private static let spellings: [String: Unit] = [
      "k": .kilobytes, "g": .gigabytes, "t": .terabytes, "ki": .kibibytes, "mi": .mebibytes,
      "gi": .gibibytes, "ti": .tebibytes, "sec": .seconds, "secs": .seconds, "second": .seconds,
      "seconds": .seconds, "min": .minutes, "mins": .minutes, "minute": .minutes,
      "minutes": .minutes, "hr": .hours, "hrs": .hours, "hour": .hours, "hours": .hours,
      "day": .days, "days": .days,
    ]
  }

  /// The unit of a slope's denominator.
  package enum Rate: String, CaseIterable, Sendable {
    case minute = "min"
    case hour = "h"
    case day
    case snapshot

    /// Its length; 0 for a snapshot, whose length is unknown.
    package var nanoseconds: Double {
      switch self {
      case .minute: 60e9
      case .hour: 3600e9
      case .day: 86_400e9
      case .snapshot: 0
      }
    }

    /// What one is called.
    package var text: String {
      switch self {
      case .minute: "a minute"
      case .hour: "an hour"
      case .day: "a day"
      case .snapshot: "a snapshot"
      }
    }

    init?(_ word: String) {
      switch word {
      case "min", "minute": self = .minute
      case "h", "hour", "hr": self = .hour
      case "d", "day": self = .day
      case "snapshot": self = .snapshot
      default: return nil
      }
    }
  }

  package init(
    digits: String, unit: Unit?, rate: Rate? = nil, column: SourceColumn = SourceColumn(1)
  ) {
    self.digits = digits
    self.unit = unit
    self.rate = rate == .snapshot ? nil : rate
    self.column = column
  }

  /// What it is where things are counted: `5k` is 5,000, though it is 5 kB elsewhere.
  var asCount: Quantity {
    guard hasCountLetter, let unit, let power = Self.powers[unit], let number = Double(digits),
      let count = Int64(exactly: number * power)
    else { return self }
    return Quantity(digits: "\(count)", unit: nil, rate: rate, column: column)
  }

  private static let powers: [Unit: Double] = [
    .kilobytes: 1e3, .megabytes: 1e6, .gigabytes: 1e9, .terabytes: 1e12,
  ]

  /// The number in bytes, nanoseconds or percent; unchanged without a unit.
  package var value: Double { (Double(digits) ?? 0) * (unit?.scale ?? 1) }
}

extension Quantity {
  /// Reads a number with its unit.
  package init(_ text: String) throws(AssertionError) {
    var parser = AssertionParser(text)
    parser.cursor.skipBlanks()
    self = try parser.cursor.consumeQuantity()
    try parser.end()
  }
}

/// What a number measures, which decides its possible units.
package enum Dimension: Sendable {
  case count
  case bytes
  case time
  case percent
  /// A number without a unit that counts nothing, such as a ratio of two sizes.
  case number
}
