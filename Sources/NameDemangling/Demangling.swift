/// How much is shown of what mangled names stand for, as `go tool pprof -symbolize=demangle=…` has it.
package enum Demangling: String, CaseIterable, Sendable {
  /// The mangled names themselves.
  case none
  /// `std::vector::push_back`: neither parameters nor template arguments of C++, and Rust's generic arguments
  /// as `<>`.
  case short = "default"
  /// `std::vector<int, std::allocator<int> >::push_back`: no parameters.
  case templates
  /// `std::vector<int, std::allocator<int> >::push_back(int const&)`.
  case full
}

/// How a name is mangled, as far as its first bytes say.
struct ManglingScheme: Equatable {
  /// Whether it is Rust's second scheme; else it is that of C++, with which Rust's first shares its beginning.
  let isRust: Bool
  /// Where the mangled name begins: macOS puts a `_` before every name.
  let start: Int

  /// Nil for a name that is not mangled.
  init?(of name: borrowing Span<UInt8>) {
    let underscore = UInt8(ascii: "_")
    guard name.count > 3, name[0] == underscore else { return nil }
    start = name[1] == underscore ? 1 : 0
    switch name[start + 1] {
    case UInt8(ascii: "Z"): isRust = false
    case UInt8(ascii: "R"): isRust = true
    default: return nil
    }
  }
}
