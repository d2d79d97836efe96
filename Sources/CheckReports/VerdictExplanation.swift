package import LeakChecks
import ProfileAnalysis
import ProfileReports

/// Says what a verdict means: how it grew, what the goroutines cost, and where they are.
struct VerdictExplanation {
  private let verdict: Verdict
  private let entry: GroupVerdict?

  init(_ verdict: Verdict, _ entry: GroupVerdict? = nil) {
    self.verdict = verdict
    self.entry = entry ?? verdict.groups.first
  }

  /// A sentence a line.
  var lines: [String] {
    let isWorst = entry == verdict.groups.first
    let cost = isWorst ? verdict.postmortem.map(PostmortemText.init)?.lines ?? [] : []
    return trend + cost + [stack, comparison].compactMap { $0 }
  }

  private var trend: [String] {
    guard let entry, let trend = entry.trend else { return [] }
    return TrendSentence(trend, entry, of: verdict).explanation
  }

  /// The heaviest stack, leaf first.
  private var stack: String? {
    guard let frames = entry?.stacks.first?.frames, frames.count > 1 else { return nil }
    let shown = frames.prefix(8).joined(separator: " < ")
    return "stack: \(shown)" + (frames.count > 8 ? " < … \(frames.count - 8) more" : "")
  }

  private var comparison: String? {
    guard let stack = entry?.stacks.first, let before = stack.before else { return nil }
    let number = VerdictNumber(verdict.stackDimension, limit: .none)
    return "before: \(number.text(before)), now: \(number.text(stack.value))"
  }
}

/// The sentences that a postmortem needs. A profile does not record whose memory the heap is, so nothing is said to be held by
/// goroutines.
package struct PostmortemText {
  private let cost: Postmortem

  package init(_ cost: Postmortem) { self.cost = cost }

  package var lines: [String] { ["\(counts) in `\(name)`, of \(all) in all"] + rest }

  /// How many goroutines there are at the site, and in all.
  package var counts: String { "\(cost.goroutines.grouped) goroutines" }
  package var all: String { cost.allGoroutines.grouped }
  /// What they cost, without a name.
  package var rest: [String] { [heap, stack].compactMap { $0 } }

  private var heap: String? {
    guard let heap = cost.heapBytes, heap > 0 else { return nil }
    if let slope = cost.heapSlope {
      return
        "\(bytes(heap)) of heap in the same package grow and shrink with these goroutines, \(bytes(slope)) for each (slope)"
    }
    return
      "the same package has \(bytes(heap)) of heap; the profile cannot tie it to these goroutines"
  }

  /// The runtime tells the stacks of all goroutines together.
  private var stack: String? {
    guard let stack = cost.stackBytes else { return nil }
    let each = bytes(stack / max(1, cost.allGoroutines))
    return "stacks of all goroutines: \(bytes(stack)), \(each) per goroutine\(share(stack))"
  }

  private func share(_ stack: Int64) -> String {
    guard let resident = cost.residentBytes, resident > 0 else { return "" }
    return ", \(FixedText.of(Double(stack) / Double(resident) * 100, digits: 0)) % of RSS"
  }

  /// The function without its package.
  package var name: String { PackageName.removed(from: cost.site) }

  private func bytes(_ value: Int64) -> String { ValueText("bytes").text(value) }
}
