import Testing

@testable import ProfileAnalysis

@Suite struct NumberTextTests {
  static let fixed: [(Double, String)] = [
    (0, "0.00"), (0.005, "0.01"), (0.015, "0.01"), (0.125, "0.12"), (0.375, "0.38"),
    (1.005, "1.00"), (2.675, "2.67"), (-1.5, "-1.50"), (-0.001, "-0.00"), (99.995, "100.00"),
    (1234567.891, "1234567.89"), (9_223_372_036_854_775_808, "9223372036854775808.00"),
    (1e22, "10000000000000000000000.00"),
    (1e40, "10000000000000000303786028427003666890752.00"), (.leastNonzeroMagnitude, "0.00"),
    (.infinity, "+Inf"), (-.infinity, "-Inf"), (.nan, "NaN"),
  ]

  @Test(arguments: fixed)
  func twoDigitsAfterThePointAreThoseOfGo(_ number: Double, _ text: String) {
    #expect(DecimalText.fixed(number) == text)
  }

  static let significant: [(Double, String)] = [
    (0, "0"), (1, "1"), (0.5, "0.5"), (0.25, "0.25"), (0.125, "0.12"), (0.996, "1"),
    (0.0996, "0.1"), (0.09697, "0.097"), (0.033, "0.033"), (0.0001, "0.0001"),
    (0.00012345, "0.00012"), (0.00009996, "0.0001"), (0.000099, "9.9e-05"), (0.00001, "1e-05"),
    (1.25e-7, "1.2e-07"), (1.084e-17, "1.1e-17"),
  ]

  @Test(arguments: significant)
  func twoSignificantDigitsAreThoseOfGo(_ number: Double, _ text: String) {
    #expect(DecimalText.significant(number) == text)
  }

  static let values: [(Int64, String, String, String)] = [
    (0, "bytes", "auto", "0"), (1536, "bytes", "auto", "1.50kB"), (1024, "bytes", "auto", "1kB"),
    (1023, "bytes", "minimum", "1023B"), (1, "bytes", "MB", "0"), (5243, "bytes", "MB", "0.01MB"),
    (-1536, "bytes", "auto", "-1.50kB"), (-1, "bytes", "MB", "0"),
    (4_530_000_000, "nanoseconds", "auto", "4.53s"), (61, "seconds", "auto", "61s"),
    (90_000_000_000_000, "ns", "auto", "25hrs"), (1_500, "us", "s", "0"),
    (15_000, "us", "s", "0.01s"),
    (42, "count", "minimum", "42"), (42, "objects", "minimum", "42"), (42, "count", "kB", "42kB"),
    (42, "", "", "42"), (.max, "count", "auto", "9223372036854775808"),
    (.min, "bytes", "auto", "-9223372036854775808B"), (3, "gcu", "auto", "3GCU"),
  ]

  @Test(arguments: values)
  func valueHasTheUnitThatSuitsIt(
    _ value: Int64, _ unit: String, _ target: String, _ text: String
  ) {
    #expect(ValueText(unit, in: target).text(value) == text)
  }

  @Test func ratioCutsOffWhatIsBehindThePoint() {
    #expect(ValueText("count", ratio: 1.0 / 3).text(10) == "3")
    #expect(ValueText("count", ratio: 1.0 / 3).text(-10) == "-3")
    #expect(ValueText("count", ratio: 1e300).text(.max) == "9223372036854775808")
    #expect(ValueText("count", ratio: -2).text(10) == "10")
  }

  static let shares: [(Int64, Int64, String)] = [
    (5, 10000, " 0.05%"), (1, 2000, " 0.05%"), (995, 100000, "    1%"),
    (9949, 1000000, " 0.99%"), (9950, 1000000, "    1%"), (9951, 1000000, "    1%"),
    (9995, 100000, " 9.99%"), (10, 1000, " 1.00%"), (9994, 10000, "99.94%"),
    (9995, 10000, "  100%"), (99949, 100000, "99.95%"), (100049, 100000, "  100%"),
    (10005, 10000, "  100%"), (10006, 10000, "100.06%"), (10, 1, "1000.00%"),
    (1000, 1, "100000.00%"), (-1, 8, "12.50%"), (1, -8, "12.50%"), (-10, -10, "  100%"),
    (0, -5, "    0%"), (7, 0, "    0%"), (-7, 0, "    0%"), (0, 0, "    0%"), (1, 3, "33.33%"),
    (2, 3, "66.67%"), (1, 300, " 0.33%"), (1, 333333, "0.0003%"),
    (.max, 1, "922337203685477580800.00%"), (.min, 2, "461168601842738790400.00%"),
    (1, .min, "1.1e-17%"), (5, 0, "    0%"), (0, 5, "    0%"), (1, 1, "  100%"),
    (-1, 1, "  100%"), (1, 100, " 1.00%"), (1, 8, "12.50%"), (1, 3000, "0.033%"),
    (999, 100_000, "    1%"), (994, 100_000, " 0.99%"), (1, 1000, "  0.1%"),
    (32140, 1, "3214000.00%"), (1, 10_000_000, "1e-05%"), (1, .max, "1.1e-17%"),
    (.min, .max, "  100%"), (.min, .min, "  100%"),
  ]

  @Test(arguments: shares)
  func shareIsSixCharactersWide(_ value: Int64, _ total: Int64, _ text: String) {
    #expect(PercentText.text(value, of: total) == text)
  }
}
