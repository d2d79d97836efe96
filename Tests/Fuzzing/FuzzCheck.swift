/// Something that must hold whatever bytes come.
///
/// libFuzzer looks for bytes with which it does not (`Scripts/fuzz`); the tests try it on the fixtures, on
/// seeded changes of them, and on all bytes with which it once did not hold.
struct FuzzCheck: Sendable {
  /// What `Scripts/fuzz` knows it by.
  let name: String
  /// Which fixtures are like its input: the ends of their paths.
  let fixtures: [String]
  /// Throws a `FuzzFailure` when it does not hold.
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

/// What did not hold.
struct FuzzFailure: Error, CustomStringConvertible {
  let description: String
}

/// Throws unless something holds.
func require(_ holds: Bool, _ otherwise: @autoclosure () -> String) throws(FuzzFailure) {
  if !holds { throw FuzzFailure(description: otherwise()) }
}
