import ProfileModel
import Testing

@Suite struct ScaleTests {
  @Test func halvesGoAwayFromZero() {
    let profile = smallProfile("n/count", [("a", [], [5]), ("b", [], [-5]), ("c", [], [1])])
    #expect(profile.scaled(by: [0.5]).lines == ["a 3", "b -3", "c 1"])
  }

  @Test func sampleWhoseScaledValuesAreZeroGoes() {
    let profile = smallProfile("n/count t/ns", [("a", [], [5, 0]), ("b", [], [1, 2])])
    #expect(profile.scaled(by: [1, 3]).lines == ["b 1 6"])
    #expect(profile.scaled(by: [1, 1]).lines == ["a 5 0", "b 1 2"])
  }

  @Test func valuesStayInRange() {
    let profile = smallProfile("n/count", [("a", [], [.max]), ("b", [], [.min])])
    #expect(profile.scaled(by: [1e9]).lines == ["a \(Int64.max)", "b \(Int64.min)"])
    #expect(profile.scaled(by: [.nan]).lines == [])
  }

  @Test func normalizingGivesTheSumsOfTheBase() throws {
    let profile = smallProfile("n/count t/ns", [("a", [], [1, 0]), ("b", [], [3, 0])])
    let base = smallProfile("n/count t/ns", [("z", [], [8, 5])])
    #expect(try profile.normalized(to: base).lines == ["a 2 0", "b 6 0"])
    #expect(throws: MergeError.self) {
      try profile.normalized(to: smallProfile("n/count", []))
    }
  }

  @Test func labelReplacesThoseOfItsKey() {
    let profile = smallProfile("n/count", [("a", [("k", "1"), ("x", "y")], [1]), ("b", [], [1])])
    #expect(profile.labelled("k", "2").lines == ["a {x=y k=2} 1", "b {k=2} 1"])
  }
}

@Suite struct UnitConversionTests {
  static let conversions: [(Int64, String, String, Double, String)] = [
    (1024, "bytes", "kB", 1, "kB"),
    (1 << 20, "B", "auto", 1, "MB"),
    (1023, "Bytes", "minimum", 1023, "B"),
    (0, "bytes", "auto", 0, "B"),
    (-2048, "bytes", "auto", -2, "kB"),
    (1500, "ms", "auto", 1.5, "s"),
    (0, "nanoseconds", "auto", 0, "s"),
    (7200, "seconds", "auto", 2, "hrs"),
    (90, "seconds", "minutes", 90, "s"),
    (5, "bytes", "seconds", 5, "B"),
    (5, "count", "auto", 5, ""),
    (5, "count", "ms", 5, "ms"),
    (5, "objects", "count", 5, ""),
    (5, "", "", 5, ""),
    (2000, "nanogcu", "auto", 2, "u*GCU"),
    (.min, "bytes", "auto", -0x1p63, "B"),
    (.min, "bytes", "PB", -8192, "PB"),
  ]

  @Test(arguments: conversions)
  func convertsAsTheReferenceDoes(
    _ value: Int64, _ from: String, _ to: String, _ expected: Double, _ unit: String
  ) {
    let quantity = UnitConversion(from: from, to: to).converted(value)
    #expect(quantity.unit == unit)
    #expect(abs(quantity.value - expected) < 1e-9 * max(1, abs(expected)))
  }

  static let refusals: [(from: String, to: String, why: String?)] = [
    ("bytes", "kB", nil), ("bytes", "megabytes", nil), ("bytes", "minimum", nil),
    ("bytes", "auto", nil), ("nanoseconds", "ms", nil), ("widgets", "widgets", nil),
    ("widgets", "widget", nil), ("count", "count", nil), ("1e-2*ms", "s", nil),
    ("1e-2*count", "1e-1*count", nil),
    (
      "bytes", "foo",
      "'foo' is not a unit of bytes: values are shown in B; possible units: B, kB, MB, GB, TB, PB"
    ),
    (
      "nanoseconds", "MB",
      "'MB' is not a unit of nanoseconds: values are shown in s; possible units: ns, us, ms, s, hrs"
    ),
    ("count", "ms", "values in count cannot be converted: 'ms' is only appended to them"),
    ("", "x", "values cannot be converted: 'x' is only appended to them"),
  ]

  @Test(arguments: refusals)
  func aUnitThatValuesAreNotInIsSaid(_ from: String, _ to: String, _ why: String?) {
    #expect(UnitConversion.refusal(from: from, to: to) == why)
  }
}
