import NameDemangling
import Testing

/// Names in which each byte may expand a lot; the time limit is part of the test.
@Suite(.timeLimit(.minutes(1))) struct HostileNameTests {
  private static let demanglings: [Demangling] = [.short, .templates, .full]

  private func results(of name: String) -> [Int?] {
    Self.demanglings.map { NameDemangler($0).demangled(name)?.utf8.count }
  }

  /// `S_`, `S0_`, …: back-references to parts of a name.
  private static func part(_ number: Int) -> String {
    number == 0 ? "S_" : "S\(String(number - 1, radix: 36, uppercase: true))_"
  }

  /// A function type whose parameters are twice the previous one, and so on: the name grows linearly with its depth,
  /// its expansion exponentially.
  private static func doubled(_ depth: Int) -> String {
    "_Z1fP1a"
      + (0..<depth).map { "PFv\(part(2 * $0 + 1))\(part(2 * $0 + 1))E" }.joined()
  }

  @Test func whatDoublesStaysMangledWhenItIsTooMuch() {
    #expect(
      NameDemangler(.full).demangled(Self.doubled(2))?.hasPrefix("f(a*, void (*)(a*, a*), ") == true
    )
    for depth in [16, 24, 60, 500] {
      #expect(NameDemangler(.full).demangled(Self.doubled(depth)) == nil)
    }
    // Without parameters, none of it is printed.
    #expect(NameDemangler(.short).demangled(Self.doubled(60)) == "f")
  }

  @Test func longNamesStayMangled() {
    func name(_ count: Int) -> String { "_Z\(count)\(String(repeating: "a", count: count))v" }
    #expect(results(of: name(16000)) == [16000, 16000, 16002])
    let digits = "_Zv".utf8.count + 5
    #expect(results(of: name(NameDemangler.longestName - digits)) != [nil, nil, nil])
    #expect(results(of: name(NameDemangler.longestName - digits + 1)) == [nil, nil, nil])
  }

  @Test func longResultsStayMangled() {
    func name(_ count: Int) -> String {
      "_Z1f10000\(String(repeating: "a", count: 10000))" + String(repeating: "S_", count: count)
    }
    #expect(results(of: name(5)) == [1, 1, 60013])
    #expect(results(of: name(6)) == [1, 1, nil])
  }

  static let deep: [(start: String, middle: String, end: String)] = [
    ("_Z1f", "P", "i"), ("_Z1f", "F", "i"), ("_Z1f", "1aI", "i"), ("_Z1f", "A1_", "i"),
    ("_Z", "Z", ""),
    ("_Z1fDT", "ng", "Li1EE"), ("_Z1fDT", "il", ""), ("_Z", "GA", "1a"), ("_Z1f", "K", "i"),
    ("_Z1fN", "1a", "E"), ("_Z1f", "Dp", "i"), ("_Z1f", "M", "i"), ("_Z1f", "U1a", "i"),
    ("_R", "Nv", "C1a1b"), ("_RI", "I", "C1a"), ("_RMC1a", "R", "h"), ("_RMC1a", "T", "h"),
    ("_RMC1a", "F", "u"), ("_RMC1a", "D", "u"), ("_RM", "M", "C1a"),
  ]

  @Test(arguments: deep)
  func depthIsNoHarm(_ start: String, _ middle: String, _ end: String) {
    for count in [400, 1000, 16000 / middle.utf8.count] {
      _ = results(of: start + String(repeating: middle, count: count) + end)
    }
  }

  /// libiberty parses the arguments of a parameter twice in the type of a conversion.
  @Test func conversionsAreNotReadAgainAndAgain() {
    for depth in [2, 6, 40, 5000] {
      let arguments =
        String(repeating: "T_I", count: depth) + "i" + String(repeating: "E", count: depth)
      _ = results(of: "_ZN1Scv\(arguments)Ev")
    }
  }

  static let pitfalls = [
    // Lambda parameters that libiberty would look up without a template.
    "_Z1fUlXsZT_EE_", "_Z1fIJEEvUlXsPDpT_EEE_", "_Z1fUlTyTyXadL_Z3fooIiiEvT0_EEE_",
    "_Z1fIiEvPFvUlTyTyTyPFT0_vEE_E",
    // A conversion type that is its own argument.
    "_ZN1ScvT_IS0_IS1_EEEv", "_ZN1ScvT_I1aIS1_EEEv", "_ZN1ScvT_IiEIS1_EEv",
    // A constructor without a name.
    "_ZN1ScvT_I1aEC1Ev", "_ZN1ScvT_IL_Z1aEEC1Ev",
    // Huge argument indices, and huge numbers of lifetimes.
    "_Z1fIJEEvDpT9999999_", "_Z1fIiEvT2147483646_", "_RMC1aFGzzzzzzzz_uEu",
    "_RMC1aDGzzzzzzzzzzz_EL_",
    // References to themselves, and references to nowhere.
    "_RMC1aB_", "_RB_", "_RMC1aTB1_E", "_RINvC1a1bB9_E", "_RMC1aTB5_B4_B3_E",
  ]

  @Test(arguments: pitfalls)
  func pitfallsAreNoHarm(_ name: String) {
    for result in results(of: name) { #expect(result ?? 1 > 0) }
  }

  /// A tuple of two previous tuples, and so on.
  private static func doubledInRust(_ depth: Int) -> String {
    var name = "INvC1a1bThhE"
    var start = 8
    for _ in 0..<depth {
      let next = name.utf8.count
      let reference = "B\(base62(start - 1))_"
      name += "T\(reference)\(reference)E"
      start = next
    }
    return "_R" + name + "E"
  }

  @Test func rustNamesThatDoubleStayMangledWhenTheyAreTooMuch() {
    let name = Self.doubledInRust(2)
    #expect(
      NameDemangler(.full).demangled(name)
        == "a::b::<(u8, u8), ((u8, u8), (u8, u8)), (((u8, u8), (u8, u8)), ((u8, u8), (u8, u8)))>")
    #expect(NameDemangler(.short).demangled(name) == "a::b::<>")
    for depth in [20, 100, 400] {
      #expect(results(of: Self.doubledInRust(depth)) == [nil, nil, nil])
    }
  }

  private static func base62(_ number: Int) -> String {
    let digits = Array("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
    let first = number / 62 > 0 ? base62(number / 62) : ""
    return first + String(digits[number % 62])
  }
}
