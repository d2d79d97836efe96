import NameDemangling

extension FuzzCheck {
  /// A possible mangled name, with and without a known prefix: the result is bounded and does not depend on earlier
  /// names.
  static let names = FuzzCheck(name: "names", fixtures: []) { bytes in
    for start in ["", "_Z", "_ZN", "_R"] {
      let name = Array(start.utf8) + bytes
      for demangling in Demangling.allCases { try check(name, demangling) }
    }
  }

  private static func check(_ name: [UInt8], _ demangling: Demangling) throws {
    let demangler = NameDemangler(demangling)
    guard let result = demangler.demangled(name.span) else { return }
    try require(demangling != .none, "a name is demangled unasked")
    try require(name.count <= NameDemangler.longestName, "a name of \(name.count) bytes")
    try require(1...NameDemangler.longestResult ~= result.count, "\(result.count) bytes")
    try require(NameDemangler.mayBeMangled(name.span), "what is not mangled has a result")
    _ = demangler.demangled("_ZN3foo3barILi5EEEvi")
    try require(demangler.demangled(name.span) == result, "an earlier name matters")
  }
}
