import Testing

@testable import ProfileModel

@Suite struct DecimalUnitTests {
  static let names: [(name: String, decimals: Int?, base: String)] = [
    ("1e-2*count", 2, "count"), ("1e-18*", 18, ""), ("1e-1*a*b", 1, "a*b"), ("count", nil, ""),
    ("1e-0*count", nil, ""), ("1e-19*count", nil, ""), ("1e-02*count", nil, ""),
    ("1e-2count", nil, ""), ("1e2*count", nil, ""), ("", nil, ""),
  ]
  @Test(arguments: names)
  func namesAreRead(_ name: String, _ decimals: Int?, _ base: String) {
    let unit = DecimalUnit(name)
    #expect(unit?.decimals == decimals)
    #expect(unit?.base ?? "" == base)
    if let unit { #expect(unit.name == name) }
  }

  static let conversions: [(value: Int64, from: String, to: String, result: Double, unit: String)] =
    [
      (25, "1e-2*count", "auto", 0.25, ""), (25, "1e-2*count", "count", 0.25, ""),
      (25, "1e-2*count", "1e-2*count", 25, ""), (25, "1e-2*count", "1e-3*count", 250, ""),
      (3, "count", "1e-9*count", 3e9, ""), (-25, "1e-2*count", "minimum", -0.25, ""),
      (334_618, "1e-3*count", "s", 334.618, "s"), (25, "1e-2*widgets", "widget", 0.25, ""),
      (150, "1e-2*ms", "auto", 1.5, "ms"), (150, "1e-2*ms", "us", 1500, "us"),
      (5, "ns", "1e-2*nanoseconds", 500, "ns"),
    ]
  @Test(arguments: conversions)
  func valuesConvert(
    _ value: Int64, _ from: String, _ to: String, _ result: Double, _ unit: String
  ) {
    let converted = UnitConversion(from: from, to: to).converted(value)
    #expect(converted == .init(value: result, unit: unit))
  }

  static let texts: [(value: Int64, decimals: Int, text: String)] = [
    (25, 2, "0.25"), (250, 3, "0.25"), (100, 2, "1"), (0, 2, "0"), (-25, 2, "-0.25"), (7, 0, "7"),
    (123_456, 3, "123.456"), (1, 18, "0.000000000000000001"), (.min, 1, "-922337203685477580.8"),
  ]
  @Test(arguments: texts)
  func valuesAreSpelledWithTheirDecimals(_ value: Int64, _ decimals: Int, _ text: String) {
    #expect(DecimalUnit.text(value, decimals: decimals) == text)
  }

  @Test(arguments: [("count", "1e-2*count"), ("1e-3*count", "1e-2*count"), ("s", "1e-2*ms")])
  func sumsArePossible(_ left: String, _ right: String) {
    #expect(UnitConversion.isPossible(left, right))
    #expect(UnitConversion.isPossible(right, left))
  }

  @Test func otherCountsDoNotAddUp() {
    #expect(!UnitConversion.isPossible("1e-2*count", "1e-2*bytes"))
    #expect(!UnitConversion.isPossible("1e-2*count", "widgets"))
  }

  @Test func mergedProfilesAreBroughtToTheMostDecimals() throws {
    var merger = ProfileMerger()
    for (unit, value) in [("count", 3), ("1e-3*count", 250), ("1e-2*count", 7)] {
      try merger.add(smallProfile("samples/\(unit)", [("a", [], [Int64(value)])]))
    }
    let merged = merger.merged()
    #expect(merged.typeNames == ["samples/1e-3*count"])
    #expect(merged.lines == ["a 3320"])
  }
}
