import NameDemangling
import Testing

@Suite struct NameDemanglerTests {
  /// A name in the default form, with template arguments, and in full.
  static let names: [(mangled: String, short: String, templates: String, full: String)] = [
    ("_Z3fooi", "foo", "foo", "foo(int)"),
    (
      "_ZNSt6vectorIiSaIiEE9push_backERKi", "std::vector::push_back",
      "std::vector<int, std::allocator<int> >::push_back",
      "std::vector<int, std::allocator<int> >::push_back(int const&)"
    ),
    (
      "_ZNKSt8functionIFvvEEclEv", "std::function::operator()",
      "std::function<void ()>::operator()",
      "std::function<void ()>::operator()() const"
    ),
    // The enclosing function has lost its parameters, but not its parentheses.
    (
      "_ZZN1a1bIiEEviENKUlvE_clEv", "a::b()::{lambda()#1}::operator()",
      "a::b<int>()::{lambda()#1}::operator()", "a::b<int>(int)::{lambda()#1}::operator()() const"
    ),
    (
      "_ZNSsC1EPKc", "std::basic_string::basic_string", long("basic_string"),
      long("basic_string(char const*)")
    ),
    ("_ZN1SD2Ev", "S::~S", "S::~S", "S::~S()"),
    ("_ZrsR1AS0_", "operator>>", "operator>>", "operator>>(A&, A&)"),
    ("_Z1fIXrsLi8ELi1EEEvv", "f", "f<(8)>>(1)>", "void f<(8)>>(1)>()"),
    ("_Z1fI1AI1BEEvv", "f", "f<A<B> >", "void f<A<B> >()"),
    // An empty pack leaves no comma, and no two adjacent `>`.
    ("_Z1fI1AI1BEJEEvDpT0_", "f", "f<A<B> >", "void f<A<B> >()"),
    ("_Z1fI1AJEiEvDpT0_i", "f", "f<A, int>", "void f<A, int>(int)"),
    ("_Z1fIJEiEvv", "f", "f<int>", "void f<int>()"),
    ("_ZN1ScvT_IiEEv", "S::operator int", "S::operator int<int>", "S::operator int<int>()"),
    (
      "_ZN1ScvPT_I1AIiEEEv", "S::operator A*", "S::operator A<int>*<A<int> >",
      "S::operator A<int>*<A<int> >()"
    ),
    ("_Z1fIXadL_Z1gIiEvT_EEEvv", "f", "f<&(g<int>)>", "void f<&(g<int>)>()"),
    ("_ZTV1AIiE", "vtable for A", "vtable for A<int>", "vtable for A<int>"),
    (
      "_ZThn8_N1A1fEi", "non-virtual thunk to A::f(int)", "non-virtual thunk to A::f(int)",
      "non-virtual thunk to A::f(int)"
    ),
    (
      "_ZN12_GLOBAL__N_11fEv", "(anonymous namespace)::f", "(anonymous namespace)::f",
      "(anonymous namespace)::f()"
    ),
    ("_Z3fooi.isra.0.cold", "foo", "foo", "foo(int)"),
    ("__Z3fooi", "foo", "foo", "foo(int)"),
    ("_ZN4core3ops8function6FnOnce9call_once17h0123456789abcdefE", fnOnce, fnOnce, fnOnce),
    ("_ZN4core3ops8function6FnOnce9call_once17h0123456789abcdefE.llvm.1", fnOnce, fnOnce, fnOnce),
    ("_ZN6__init17h0123456789abcdefE", "__init", "__init", "__init"),
    (
      "_ZN46_$LT$alloc..vec..Vec$LT$T$GT$$u20$as$u20$A$GT$17h0123456789abcdefE",
      "<alloc::vec::Vec<T> as A>", "<alloc::vec::Vec<T> as A>", "<alloc::vec::Vec<T> as A>"
    ),
    ("_RNvCs1234_7mycrate3foo", "mycrate::foo", "mycrate::foo", "mycrate::foo"),
    ("_RINvNtC3std3mem8align_ofdE", "std::mem::align_of::<>", alignOf, alignOf),
    ("_RNvMC1aINtC1b3VechE3new", "<b::Vec<>>::new", "<b::Vec<u8>>::new", "<b::Vec<u8>>::new"),
    ("_RNCNvC1a1b0", "a::b::{closure#0}", "a::b::{closure#0}", "a::b::{closure#0}"),
    ("__RNvC1a1b", "a::b", "a::b", "a::b"),
  ]

  private static let fnOnce = "core::ops::function::FnOnce::call_once"
  private static let alignOf = "std::mem::align_of::<f64>"

  private static func long(_ name: String) -> String {
    "std::basic_string<char, std::char_traits<char>, std::allocator<char> >::\(name)"
  }

  @Test(arguments: names)
  func namesAreThoseOfTheReference(
    _ mangled: String, _ short: String, _ templates: String, _ full: String
  ) {
    #expect(NameDemangler(.short).demangled(mangled) == short)
    #expect(NameDemangler(.templates).demangled(mangled) == templates)
    #expect(NameDemangler(.full).demangled(mangled) == full)
    #expect(NameDemangler(.none).demangled(mangled) == nil)
  }

  @Test(arguments: [
    "", "_", "_Z", "_R", "__Z", "_ZN", "main.main", "main", "runtime.gopark", "_cgo_topofstack",
    "__libc_start_main",
    "_RAISE_SYNTAX_ERROR", "_ZTX", "_Zebra", "_Roman", "std::vector<int>::push_back", "Z3fooi",
    "_ZN3fo", "_RNvC1a",
    // C++20, which libiberty does not support.
    "_Z1fITnDaLi1EEvv", "_Z1fIiQ1CIT_EEvv",
  ])
  func otherNamesStay(_ name: String) {
    for demangling in Demangling.allCases {
      #expect(NameDemangler(demangling).demangled(name) == nil)
    }
  }

  @Test func temporariesAreNotNumbered() {
    #expect(NameDemangler(.short).demangled("_ZGR1a0_") == "reference temporary for a")
  }

  @Test func aZeroOrWhatIsNotUTF8IsNoHarm() {
    let name: [UInt8] = Array("_Z3a".utf8) + [0xFF, 0x80] + Array("v".utf8)
    #expect(NameDemangler(.short).demangled(name.span) == [0x61, 0xFF, 0x80])
    let cut: [UInt8] = Array("_Z1av".utf8) + [0] + Array("x".utf8)
    #expect(NameDemangler(.short).demangled(cut.span) == nil)
  }
}
