import Testing

@testable import ProfileAnalysis

@Suite struct TimestampTests {
  static let moments: [(nanoseconds: Int64, text: String)] = [
    (0, "1970-01-01T00:00:00Z"),
    (1, "1970-01-01T00:00:00.000000001Z"),
    (-1, "1969-12-31T23:59:59.999999999Z"),
    (951_782_400_000_000_000, "2000-02-29T00:00:00Z"),
    (951_868_800_000_000_000, "2000-03-01T00:00:00Z"),
    (1_709_251_199_500_000_000, "2024-02-29T23:59:59.5Z"),
    (4_107_542_400_000_000_000, "2100-03-01T00:00:00Z"),
    (.max, "2262-04-11T23:47:16.854775807Z"),
    (.min, "1677-09-21T00:12:43.145224192Z"),
  ]

  @Test(arguments: moments)
  func momentsAreSpelledOut(_ nanoseconds: Int64, _ text: String) {
    #expect(Timestamp(nanoseconds: nanoseconds).rfc3339 == text)
  }

  static let lengths: [(nanoseconds: Int64, text: String)] = [
    (0, "0s"), (1_000_000_000, "1s"), (1_500_581_185, "1.500581185s"), (-20_000_000, "-0.02s"),
    (.min, "-9223372036.854775808s"),
  ]

  @Test(arguments: lengths)
  func lengthsAreInSeconds(_ nanoseconds: Int64, _ text: String) {
    #expect(Timestamp.seconds(nanoseconds) == text)
  }
}
