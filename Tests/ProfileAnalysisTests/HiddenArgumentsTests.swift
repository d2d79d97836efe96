import Testing

@testable import ProfileAnalysis

@Suite struct HiddenArgumentsTests {
  static let names: [(name: String, hidden: String)] = [
    ("runtime.gopark", "runtime.gopark"), ("sync.(*Pool).Get", "sync.(*Pool).Get"),
    ("sync/atomic.(*Pointer[acme.T]).Load", "sync/atomic.(*Pointer[#]).Load"),
    ("sync/atomic.(*Pointer[...]).Load", "sync/atomic.(*Pointer[...]).Load"),
    ("slices.SortFunc[go.shape.struct { Acme int }]", "slices.SortFunc[#]"),
    ("std::vector<acme::T>::push_back(acme::T&&)", "std::vector<#>::push_back(#)"),
    ("std::vector<acme::T>::begin() const", "std::vector<#>::begin() const"),
    ("void std::sort<acme::T*>(acme::T*)", "void std::sort<#>(#)"),
    ("acme::T& std::move<acme::T&>(acme::T&)", "# std::move<#>(#)"),
    ("std::map<int, acme::T> std::f<int>(int)", "# std::f<#>(#)"),
    ("core::ptr::drop_in_place<acme::Invoice>", "core::ptr::drop_in_place<#>"),
    ("<alloc::vec::Vec<acme::T> as core::ops::Drop>::drop", "<#>::drop"),
    ("std::operator<< <acme::T>(acme::T&)", "std::operator<< <#>(#)"),
    ("std::less<acme::T>::operator()(acme::T)", "std::less<#>::operator()(#)"),
    ("std::pair<A, B>::operator->()", "std::pair<#>::operator->()"),
    ("operator new(unsigned long)", "operator new(#)"), ("<module>", "<module>"),
    ("(idle)", "(idle)"), ("", ""), ("std::f<acme", "std::f<#>"), ("a>b", "a>b"),
    ("core::ops::FnOnce<fn() -> acme::T>::call", "core::ops::FnOnce<#>::call"),
  ]

  /// A name is scanned once, however many brackets stay open.
  @Test func openBracketsTakeNoLongerThanOthers() {
    let name = [UInt8](repeating: UInt8(ascii: "<"), count: 1_000_000) + Array(" std::f".utf8)
    let arguments = HiddenArguments { _ in Array("#".utf8) }
    #expect(arguments.hidden(in: name[...]) == Array("<#>".utf8))
  }

  @Test(arguments: names)
  func argumentsAreHidden(_ name: String, _ hidden: String) {
    let arguments = HiddenArguments { _ in Array("#".utf8) }
    let result = arguments.hidden(in: Array(name.utf8)[...])
    #expect(String(decoding: result, as: UTF8.self) == hidden)
  }
}
