import CDemangle

/// Gives names for people in place of mangled ones of C++ (`_Z…`) and Rust (`_R…`, `_ZN…17h…E`).
///
///     NameDemangler(.short).demangled("_ZNSt6vectorIiSaIiEE9push_backERKi")   // std::vector::push_back
///
/// Any name is fine, however hostile: what is not understood, is too long, or would take long has no other name.
package struct NameDemangler: ~Copyable {
  /// No longer name is looked at.
  package static let longestName = 16 << 10
  /// No longer result is given: names that refer to parts of themselves stand for texts of any length.
  package static let longestResult = 64 << 10

  private let demangling: Demangling
  private let output = UnsafeMutablePointer<CChar>.allocate(capacity: longestResult)

  /// - Parameter demangling: how much is shown; with `none` no name has another.
  package init(_ demangling: Demangling) { self.demangling = demangling }

  deinit { output.deallocate() }

  /// Whether a name begins as mangled ones do, which takes a look at three bytes.
  package static func mayBeMangled(_ name: borrowing Span<UInt8>) -> Bool {
    ManglingScheme(of: name) != nil
  }

  /// What a mangled name stands for, as bytes; nil if it is none, or if it has to stay as it is.
  package func demangled(_ name: borrowing Span<UInt8>) -> [UInt8]? {
    guard let scheme = ManglingScheme(of: name), demangling != .none,
      name.count <= Self.longestName
    else { return nil }
    var bytes: [UInt8] = []
    for index in scheme.start..<name.count { bytes.append(name[index]) }
    guard !bytes.contains(0),
      let result = scheme.isRust ? rust(bytes) : legacyRust(bytes) ?? cplusplus(bytes),
      result.count <= Self.longestResult
    else { return nil }
    return result
  }

  /// What a name stands for that is not known to be mangled.
  package func demangled(_ name: String) -> String? {
    demangled(name.utf8.span).map { String(decoding: $0, as: UTF8.self) }
  }

  private func rust(_ name: [UInt8]) -> [UInt8]? {
    guard RustNameCost.isBearable(name) else { return nil }
    let printed = text(of: cdemangle_rust(terminated(name), output, Self.longestResult))
    return demangling == .short ? printed.map(GenericArguments.emptied) : printed
  }

  /// A name of Rust's first scheme, which is C++ but for its last part, a hash.
  private func legacyRust(_ name: [UInt8]) -> [UInt8]? {
    text(of: cdemangle_rust(terminated(name), output, Self.longestResult))
  }

  private func cplusplus(_ name: [UInt8]) -> [UInt8]? {
    let detail =
      switch demangling {
      case .none, .short: CDEMANGLE_SHORT
      case .templates: CDEMANGLE_TEMPLATES
      case .full: CDEMANGLE_FULL
      }
    let printed = cdemangle_cplusplus(terminated(name), detail, output, Self.longestResult)
    return text(of: printed).map { CPlusPlusSpacing.tidied($0, hasShift: printed.has_shift) }
  }

  private func terminated(_ name: [UInt8]) -> [CChar] {
    name.map { CChar(bitPattern: $0) } + [0]
  }

  private func text(of printed: cdemangle_text) -> [UInt8]? {
    guard printed.length > 0 else { return nil }
    return (0..<printed.length).map { UInt8(bitPattern: output[$0]) }
  }
}
