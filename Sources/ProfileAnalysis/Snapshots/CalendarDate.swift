import ProfileModel

/// A day of the Gregorian calendar.
package struct CalendarDate: Comparable, Hashable, Sendable, CustomStringConvertible {
  package let year: Int
  package let month: Int
  package let day: Int

  /// Nil when there is no such day.
  package init?(year: Int, month: Int, day: Int) {
    guard (1...12).contains(month), (1...Self.days(in: month, of: year)).contains(day) else {
      return nil
    }
    (self.year, self.month, self.day) = (year, month, day)
  }

  /// A date as `2027-03-01`; nil when there is no such day.
  package init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.utf8.count) == [4, 2, 2],
      text.utf8.allSatisfy({ 0x30...0x39 ~= $0 || $0 == UInt8(ascii: "-") }),
      let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// The day of a time in seconds since 1970, UTC.
  package init(secondsSince1970 seconds: Int64) {
    self.init(daysSince1970: seconds.flooredDivision(by: 86_400).quotient)
  }

  /// After Howard Hinnant's `civil_from_days`: years begin in March, so that the leap day is the last of its year, and
  /// eras have 400 years, which are 146,097 days.
  package init(daysSince1970 days: Int64) {
    let (era, dayOfEra) = (days + 719_468).flooredDivision(by: 146_097)
    let leapDays = dayOfEra / 1460 - dayOfEra / 36_524 + dayOfEra / 146_096
    let yearOfEra = (dayOfEra - leapDays) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    day = Int(dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
    month = Int(monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9)
    year = Int(yearOfEra + era * 400) + (month <= 2 ? 1 : 0)
  }

  /// The inverse of `init(daysSince1970:)`, for years from 0.
  package var daysSince1970: Int64 {
    let (year, month) = (Int64(month <= 2 ? year - 1 : year), Int64(month))
    let dayOfYear = (153 * (month <= 2 ? month + 9 : month - 3) + 2) / 5 + Int64(day) - 1
    return year * 365 + year / 4 - year / 100 + year / 400 + dayOfYear - 719_468
  }

  /// Its beginning in nanoseconds since 1970, UTC, at most those of the year 2262.
  package var nanoseconds: Int64 { daysSince1970.multipliedClamped(by: 86_400_000_000_000) }

  /// Seconds since 1970, UTC, at a time of day; nil if no clock shows it. A second 60 may be one that is inserted.
  package func seconds(hour: Int, minute: Int, second: Int) -> Int64? {
    guard (0...23).contains(hour), (0...59).contains(minute), (0...60).contains(second) else {
      return nil
    }
    return daysSince1970 * 86_400 + Int64(hour * 3600 + minute * 60 + second)
  }

  /// The day a number of days later.
  package func adding(days: Int) -> CalendarDate {
    CalendarDate(daysSince1970: daysSince1970 + Int64(days))
  }

  package static func < (left: Self, right: Self) -> Bool {
    (left.year, left.month, left.day) < (right.year, right.month, right.day)
  }

  package var description: String {
    [(year, 4), (month, 2), (day, 2)].map { Timestamp.digits(Int64($0), $1) }
      .joined(separator: "-")
  }

  private static func days(in month: Int, of year: Int) -> Int {
    let isLeapYear = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    switch month {
    case 2: return isLeapYear ? 29 : 28
    case 4, 6, 9, 11: return 30
    default: return 31
    }
  }
}

extension Int64 {
  /// The quotient rounded down, and a remainder that is not negative.
  func flooredDivision(by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
  }
}
