import LeakChecks
import ProfileReports

/// The stacks behind a verdict, a line each, in columns; none if the verdict itself says all of the only
/// one.
struct VerdictStackLines {
  let lines: [String]

  init(_ verdict: Verdict, _ entry: GroupVerdict? = nil) {
    let entry = entry ?? verdict.groups.first
    let stacks = entry?.stacks ?? []
    guard stacks.count > 1 else {
      lines = []
      return
    }
    let number = VerdictNumber(verdict.stackDimension, limit: .none)
    let rows = stacks.map { stack in
      [
        number.text(stack.value), Self.share(stack, entry?.total), Self.change(stack, number),
        stack.fingerprint ?? "",
        [stack.shownSite, stack.source, stack.waiting].compactMap { $0 }
          .joined(separator: "  "),
      ]
    }
    let widths = (0..<4).map { column in rows.map(\.[column].count).max() ?? 0 }
    lines = rows.map { row in
      let cells = (0..<4).compactMap { column in
        widths[column] == 0
          ? nil : String(repeating: " ", count: widths[column] - row[column].count) + row[column]
      }
      return (cells + [row[4]]).joined(separator: "  ")
    }
  }

  private static func share(_ stack: VerdictStack, _ total: Double?) -> String {
    guard let total, total > 0 else { return "" }
    return FixedText.of(stack.value / total * 100, digits: 2) + "%"
  }

  private static func change(_ stack: VerdictStack, _ number: VerdictNumber) -> String {
    guard let before = stack.before else { return "" }
    return before == 0 ? "new" : "was \(number.text(before))"
  }
}
