/// A property that must hold for any bytes.
///
/// libFuzzer searches for counterexamples (`Scripts/fuzz`). The tests try the fixtures, seeded changes of them, and
/// all earlier counterexamples.
struct FuzzCheck: Sendable {
  /// Its name in `Scripts/fuzz`.
  let name: String
  /// The path endings of fixtures that resemble its input.
  let fixtures: [String]
  /// Throws a `FuzzFailure` if the property does not hold.
  let run: @Sendable (_ bytes: [UInt8]) throws -> Void

  static let all = [
    gzip, pprof, detect, goText, goDump, legacy, folded, json, perfScript, jemalloc, otlp,
    callgrind, pprofRaw, stackTexts,
    jstack, jfr, refusals,
    names, elf,
    assertion, rules,
    tags,
    pattern, reports, view, writers,
    url, targets, query, requestGuard,
  ]
}

/// The property that did not hold.
struct FuzzFailure: Error, CustomStringConvertible {
  let description: String
}

/// Throws unless the condition holds.
func require(_ holds: Bool, _ otherwise: @autoclosure () -> String) throws(FuzzFailure) {
  if !holds { throw FuzzFailure(description: otherwise()) }
}
