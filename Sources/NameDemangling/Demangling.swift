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
