import ProfileModel

@testable import LeakChecks
@testable import ProfileAnalysis
@testable import ProfilePatterns

extension FuzzCheck {
  /// A value of `--assert`: printed and parsed again, it is the same.
  static let assertion = FuzzCheck(name: "assertion", fixtures: []) { bytes in
    let text = String(decoding: bytes, as: UTF8.self)
    let assertion: Assertion
    do throws(AssertionError) { assertion = try Assertion(text, allowsID: true) } catch {
      let end = text.unicodeScalars.count + 1
      return try require((1...end).contains(error.column), "column \(error.column) of \(end)")
    }
    let again = try? Assertion(assertion.description, allowsID: true)
    try require(again == assertion, "'\(assertion)' reads differently")
  }

  /// A rule file: an error is inside it, and an accepted file gives a rule set or an error.
  static let rules = FuzzCheck(name: "rules", fixtures: [".yaml", ".yml"]) { bytes in
    do throws(RuleFileError) {
      let file = try RuleFile(bytes)
      _ = try? RuleSet(files: [("fuzz", file)])
    } catch {
      let lines = bytes.count { $0 == 0x0a || $0 == 0x0d || $0 >= 0x80 } + 2
      try require((1...lines).contains(error.position.line), "line \(error.position.line)")
      try require((1...bytes.count + 1).contains(error.position.column), "\(error.position)")
    }
  }

  /// A label filter: the kept and the dropped samples together are all samples.
  static let tags = FuzzCheck(name: "tags", fixtures: []) { bytes in
    guard let filter = try? TagFilter(String(decoding: bytes, as: UTF8.self)) else { return }
    var focus = ProfileQuery()
    focus.tags.focus = filter
    var ignore = ProfileQuery()
    ignore.tags.ignore = filter
    let (focused, ignored) = try (focus.prepare(labelled).profile, ignore.prepare(labelled).profile)
    try requireValid(focused, after: "focus")
    try requireValid(ignored, after: "ignore")
    let (kept, left) = (focused.sampleTable.count, ignored.sampleTable.count)
    try require(kept + left == labelled.sampleTable.count, "\(kept) and \(left) samples")
  }

  private static let labelled: Profile = {
    var builder = ProfileBuilder()
    builder.header.sampleTypes = [
      ValueType(type: builder.string("n"), unit: builder.string("count"))
    ]
    for (number, unit) in [(1, "bytes"), (4096, "kb"), (-7, ""), (.max, "hours"), (0, "x")] {
      let labels = [
        Label(
          key: builder.string("size"),
          value: .number(Int64(number), unit: builder.string(unit))),
        Label(key: builder.string("tenant"), value: .text(builder.string("acme\(number)"))),
      ]
      builder.appendSample(stack: .empty, labels: builder.labelSet(labels), values: [1])
    }
    return builder.finish()
  }()

  /// A regular expression in the first line, and a text to search: an error position is inside the pattern, and
  /// matching twice gives the same result.
  static let pattern = FuzzCheck(name: "pattern", fixtures: []) { bytes in
    let parts = bytes.split(
      separator: UInt8(ascii: "\n"), maxSplits: 1, omittingEmptySubsequences: false)
    let text = String(decoding: parts[0], as: UTF8.self)
    let view = parts.count > 1 ? parts[1] : []
    let pattern: Pattern
    do throws(PatternError) { pattern = try Pattern(text) } catch {
      let offset = error.offset ?? 0
      return try require((0...text.utf8.count).contains(offset), "an error at \(offset)")
    }
    let repaired = UTF8Repair.repaired(view.span) ?? Array(view)
    let matches = pattern.matches(view)
    try require(matches == pattern.matches(repaired.span), "repairing changes a match")
    let adapted = try? Pattern(GoSyntax(text).adapted)
    try require(matches == adapted?.matches(view), "adapting changes a pattern")
  }
}
