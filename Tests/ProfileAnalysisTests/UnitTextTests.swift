import Testing

@testable import ProfileAnalysis

/// The expected texts are from `ScaledLabel` in pprof's package `measurement`.
@Suite struct UnitTextTests {
  typealias Case = (value: Int64, unit: String, target: String, text: String)

  /// Bytes scale by 1024.
  static let memory: [Case] = [
    (1, "B", "auto", "1B"), (1023, "byte", "auto", "1023B"), (1024, "bytes", "auto", "1kB"),
    (1048576, "Bytes", "auto", "1MB"), (1048575, "b", "auto", "1024kB"),
    (1073741824, "BYTES", "auto", "1GB"), (1099511627776, "b", "auto", "1TB"),
    (1125899906842624, "b", "auto", "1PB"), (1152921504606846976, "b", "auto", "1024PB"),
    (.max, "b", "auto", "8192PB"),
  ]

  /// A requested unit; one of another dimension becomes the base unit.
  static let memoryAsked: [Case] = [
    (3, "kilobytes", "auto", "3kB"), (3, "kB", "bytes", "3072B"), (3, "kbyte", "mb", "0"),
    (2048, "kb", "megabytes", "2MB"), (5, "MB", "kb", "5120kB"),
    (1, "gigabyte", "minimum", "1GB"), (1, "TB", "PB", "0"),
    (-3145728, "bytes", "kb", "-3072kB"), (-1023, "bytes", "auto", "-1023B"),
    (1, "PB", "b", "1125899906842624B"), (7, "mbytes", "seconds", "7340032B"),
  ]

  /// Minutes and days are not used: hours follow seconds.
  static let time: [Case] = [
    (999, "ns", "auto", "999ns"), (1000, "nanoseconds", "auto", "1us"),
    (1001, "ns", "auto", "1us"), (999999, "ns", "auto", "1000us"),
    (1000000, "ns", "auto", "1ms"), (59, "s", "auto", "59s"), (60, "s", "auto", "60s"),
    (3599, "s", "auto", "3599s"), (3600, "s", "auto", "1hrs"),
    (5400, "seconds", "auto", "1.50hrs"), (86400, "sec", "auto", "24hrs"),
    (36, "hrs", "auto", "36hrs"), (-1500, "us", "auto", "-1.50ms"),
  ]

  /// Minutes and days are not units of time.
  static let timeAsked: [Case] = [
    (1, "hour", "s", "3600s"), (1, "hr", "ms", "3600000ms"), (90, "s", "hours", "0.03hrs"),
    (1, "ns", "hrs", "0"), (1500, "microseconds", "millisecond", "1.50ms"),
    (1500, "us", "ns", "1500000ns"), (250, "milliseconds", "kb", "0.25s"),
    (5, "minutes", "auto", "5"), (5, "minutes", "s", "5s"), (2, "days", "hrs", "2hrs"),
    (1, "µs", "ns", "1ns"),
  ]

  static let computing: [Case] = [
    (1, "GCU", "auto", "1GCU"), (999, "gcu", "auto", "999GCU"), (1000, "GCU", "auto", "1k*GCU"),
    (1500000, "GCUs", "auto", "1.50M*GCU"), (5, "milligcu", "auto", "5m*GCU"),
    (5000, "milligcu", "auto", "5GCU"), (5, "nanogcu", "gcu", "0"),
    (5, "kilogcu", "GCU", "5000GCU"), (7, "microgcu", "nanogcu", "7000n*GCU"),
    (1, "petagcu", "teragcu", "1000T*GCU"), (-2500, "GCU", "minimum", "-2.50k*GCU"),
  ]

  /// Counts have no unit; an unknown unit is printed after the number.
  static let others: [Case] = [
    (0, "count", "auto", "0"), (5, "count", "count", "5"), (5, "samples", "auto", "5"),
    (5, "sample", "sample", "5"), (5, "unit", "minimum", "5"), (5, "widgets", "auto", "5"),
    (5, "widgets", "widgets", "5widgets"), (5, "widgets", "unit", "5"),
    (5, "count", "ms", "5ms"), (5, "", "kb", "5kb"), (5, "bytes", "count", "5B"),
    (1536, "bytes", "nonsense", "1536B"), (5, "s", "", "5s"),
    (-5, "count", "nonsense", "-5nonsense"), (.min, "count", "auto", "-9223372036854775808"),
    (.min, "ns", "s", "-9223372036.85s"),
  ]

  /// Decimal values, which `go tool pprof` does not have; small ones keep all significant digits.
  static let decimals: [Case] = [
    (334_618, "1e-3*count", "auto", "334.62"), (25, "1e-2*count", "auto", "0.25"),
    (40, "1e-2*count", "count", "0.4"), (42, "1e-4*count", "minimum", "0.0042"),
    (-4, "1e-3*count", "auto", "-0.004"), (700, "1e-2*count", "auto", "7"),
    (0, "1e-2*count", "auto", "0"), (25, "1e-2*count", "s", "0.25s"),
    (250, "1e-2*bytes", "auto", "2.50B"),
  ]

  @Test(arguments: decimals)
  func decimalsAreShown(_ value: Int64, _ unit: String, _ target: String, _ text: String) {
    #expect(ValueText(unit, in: target).text(value) == text)
  }

  @Test(arguments: memory + memoryAsked + time + timeAsked + computing + others)
  func valueIsWrittenAsTheReferenceWritesIt(
    _ value: Int64, _ unit: String, _ target: String, _ text: String
  ) {
    #expect(ValueText(unit, in: target).text(value) == text)
  }
}
