import ProfileAnalysis
import Testing

@testable import ProfileReports

@Suite struct FlameGraphValueTextTests {
  static let texts: [(value: Int64, unit: String, text: String)] = [
    (1, "count", "1 sample"), (1234, "count", "1,234 samples"), (2048, "bytes", "2kB"),
    (25, "1e-2*count", "0.25 samples"), (100, "1e-2*count", "1 sample"),
    (123_456_750, "1e-2*count", "1,234,567.50 samples"), (4, "1e-3*count", "0.004 samples"),
    (-150, "1e-2*count", "-1.50 samples"),
  ]
  @Test(arguments: texts)
  func valuesAreWritten(_ value: Int64, _ unit: String, _ text: String) {
    #expect(FlameGraphValueText(type: "samples", unit: unit).text(value) == text)
  }

  @Test func changesHaveDecimalsToo() {
    let values = FlameGraphValueText(type: "samples", unit: "1e-2*count")
    #expect(values.text(ValuePair(before: 25, after: 150)) == "0.25 → 1.50 samples, +1.25, ×6")
  }
}
