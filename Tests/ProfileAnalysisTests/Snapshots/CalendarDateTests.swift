import Foundation
import Testing

@testable import ProfileAnalysis

@Suite struct CalendarDateTests {
  @Test(arguments: ["2027-03-01", "2024-02-29", "2000-02-29", "0001-01-01", "9999-12-31"])
  func datesAreReadAndWritten(_ text: String) {
    #expect(CalendarDate(text)?.description == text)
  }

  @Test(arguments: [
    "", "2027-3-1", "2027-02-29", "1900-02-29", "2027-13-01", "2027-00-01", "2027-04-31",
    "2027-01-00",
    "01-03-2027", "2027/03/01", "2027-03-01T00:00", "+027-03-01", "٢٠٢٧-03-01", "tomorrow",
  ])
  func whatIsNoDayIsRefused(_ text: String) { #expect(CalendarDate(text) == nil) }

  @Test func datesAreOrdered() throws {
    let days = ["2026-12-31", "2027-01-01", "2027-01-02", "2027-02-01", "2028-01-01"]
    let dates = try days.map { try #require(CalendarDate($0)) }
    #expect(dates.sorted() == dates)
    #expect(dates[0] < dates[1])
  }

  /// Foundation's calendar agrees, through leap years and centuries.
  @Test func secondsGiveTheDay() {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    for seconds in stride(from: Int64(-3_000_000_000), through: 10_000_000_000, by: 9_876_543) {
      let parts = calendar.dateComponents(
        [.year, .month, .day], from: Date(timeIntervalSince1970: Double(seconds)))
      let date = CalendarDate(secondsSince1970: seconds)
      #expect(date.year == parts.year && date.month == parts.month && date.day == parts.day)
    }
  }

  /// The inverse, over all days of two eras.
  @Test func daysGiveThemselvesBack() {
    for day in stride(from: Int64(-700_000), through: 2_900_000, by: 97) {
      #expect(CalendarDate(daysSince1970: day).daysSince1970 == day)
    }
  }

  @Test func aTimeOfDayIsOneThatClocksShow() throws {
    let date = try #require(CalendarDate("2026-11-26"))
    #expect(date.seconds(hour: 10, minute: 0, second: 1) == 1_795_687_201)
    #expect(date.seconds(hour: 23, minute: 59, second: 60) != nil)
    for (hour, minute, second) in [(24, 0, 0), (0, 60, 0), (0, 0, 61), (-1, 0, 0)] {
      #expect(date.seconds(hour: hour, minute: minute, second: second) == nil)
    }
  }
}
