import Testing

@testable import NameDemangling

@Suite struct NamePartTests {
  static let arguments: [(text: String, emptied: String)] = [
    ("a::b", "a::b"),
    ("a::b::<u8>", "a::b::<>"),
    ("<a::Vec<u8, a::B<c>> as d::E>::f::<g>", "<a::Vec<> as d::E>::f::<>"),
    ("<T>::{closure#0}::<(a, [b<c>; 2])>", "<T>::{closure#0}::<>"),
    ("<a<b>>::c::<<d as e<f>>::g>::h<i>", "<a<>>::c::<>::h<>"),
    ("<for<'a> fn(&'a u8) -> c<d>>::e", "<for<'a> fn(&'a u8) -> c<>>::e"),
    ("a::for<b>::c", "a::for<>::c"),
    ("<b<fn(u8) -> u8, '<', '>'>>::c", "<b<>>::c"),
    ("<b<'a, &'b mut c>>::d", "<b<>>::d"),
    ("<dyn a::Fn<(u8,), Output = b<c>> + d>::e", "<dyn a::Fn<, Output = b<>> + d>::e"),
    ("<dyn a::Iterator<Item = b<c>, Other = d>>::e", "<dyn a::Iterator<Item = b<>, Other = d>>::e"),
    ("<a<dyn b<c = d>, e>>::f", "<a<>>::f"),
    ("a<b", "a<"),
    ("<", "<"),
    (">a", ">a"),
  ]

  @Test(arguments: arguments)
  func genericArgumentsAreTakenOut(_ text: String, _ emptied: String) {
    #expect(GenericArguments.emptied(Array(text.utf8)) == Array(emptied.utf8))
  }

  static let spacing: [(text: String, tidied: String)] = [
    ("a<b<c>>", "a<b<c> >"),
    ("a<b<c<d>>>", "a<b<c<d> > >"),
    ("operator>>", "operator>>"),
    ("a<&(operator>>)>", "a<&(operator>>)>"),
    ("a<b, , c>(, d)", "a<b, c>(d)"),
    ("a<, , b>(, )", "a<b>()"),
    ("operator<, a", "operator<, a"),
    ("reference temporary #12 for a", "reference temporary for a"),
    ("", ""),
  ]

  @Test(arguments: spacing)
  func emptyPacksLeaveNothing(_ text: String, _ tidied: String) {
    #expect(CPlusPlusSpacing.tidied(Array(text.utf8), hasShift: false) == Array(tidied.utf8))
  }

  @Test func shiftsAreNotTakenApart() {
    let text = Array("a<(b)>>(c)>".utf8)
    #expect(CPlusPlusSpacing.tidied(text, hasShift: true) == text)
  }

  static let bearable: [(name: String, isBearable: Bool)] = [
    ("_RC1a", true), ("_RCs8NwYtU1Mohg_4core", true), ("_RNvC1a1b", true), ("_RNvC1a1bC1c", true),
    ("_RNvC1a1b.llvm.123", true), ("_RNvC1au6gdel_5", true), ("_RINvC1a1bKj7f_Kb1_KpE", true),
    ("_RINvC1a1bFG_UKCRL0_hEuE", true), ("_RINvC1a1bDG_INtC1c1dhEp1ehEL_E", true),
    ("_RINvC1a1bhB7_E", true),
    // Truncated names, and names with a suffix.
    ("_R", false), ("_RC", false), ("_RC2a", false), ("_RNvC1a", false), ("_RC1aC1bC1c", false),
    ("_RINvC1a1bE", true), ("_RINvC1a1b", false), ("_RINvC1a1bKj", false), ("_RC1ax", false),
    ("_RB_", false), ("_RINvC1a1bB99_E", false), ("_RINvC1a1bTB7_EE", false),
    ("_RINvC1a1bFGzzzz_uEuE", false), ("_RC99999999999999999999a", false),
  ]

  @Test(arguments: bearable)
  func namesOfRustAreGoneThroughFirst(_ name: String, _ isBearable: Bool) {
    #expect(RustNameCost.isBearable(Array(name.utf8)) == isBearable)
  }

  @Test(arguments: ["_Z1a", "_ZN1aE", "__Z1a", "_R1a", "__RC1a"])
  func mangledNamesBeginWithAnUnderscore(_ name: String) throws {
    let found = ManglingScheme(of: name.utf8.span)
    let scheme = try #require(found)
    #expect(scheme.start == (name.hasPrefix("__") ? 1 : 0))
    #expect(scheme.isRust == name.contains("R"))
  }

  @Test(arguments: ["", "_", "_Z", "__", "___", "main", "Z1aa", "_a1a", "___Z1a"])
  func othersDoNot(_ name: String) {
    let scheme = ManglingScheme(of: name.utf8.span)
    #expect(scheme == nil)
  }
}
