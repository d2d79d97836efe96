import LeakChecks
import ProfileAnalysis
import ProfileReports

/// Says what a verdict means: what the goroutines cost, where they are, or what would decide it.
struct VerdictExplanation {
  private let verdict: Verdict

  init(_ verdict: Verdict) { self.verdict = verdict }

  /// A sentence a line.
  var lines: [String] {
    let cost = verdict.postmortem.map(PostmortemWords.init)?.sentence
    return [cost, stack, comparison, advice].compactMap { $0 }
  }

  /// The heaviest stack, leaf first.
  private var stack: String? {
    guard let frames = verdict.stacks.first?.frames, frames.count > 1 else { return nil }
    let shown = frames.prefix(8).joined(separator: " < ")
    return "stack: \(shown)" + (frames.count > 8 ? " < … \(frames.count - 8) more" : "")
  }

  private var comparison: String? {
    guard let stack = verdict.stacks.first, let before = stack.before else { return nil }
    let number = VerdictNumber(verdict.stackDimension, limit: .none)
    return "before: \(number.text(before)), now: \(number.text(stack.value))"
  }

  /// What to do about an undecided rule.
  private var advice: String? {
    guard verdict.outcome == .undecided else { return nil }
    let text = verdict.rule.assertion.measure.description
    if text.contains("wait") {
      return
        "to decide: save goroutine?debug=2 before goroutineleak, from a process that collects garbage"
    }
    if text.contains("leaked") { return "to decide: save goroutineleak, which Go has from 1.27 on" }
    if text.contains("state:") { return "to decide: save goroutine as protobuf or with debug=2" }
    return nil
  }
}

/// The sentence that a postmortem needs.
struct PostmortemWords {
  private let cost: Postmortem

  init(_ cost: Postmortem) { self.cost = cost }

  /// For example `64,102 goroutines in (*Stream).listen hold 96.58MB of heap (1.54kB each) and 129.53MB of
  /// stack (2.06kB each), 65 % of RSS`.
  var sentence: String {
    let start = "\(cost.goroutines.grouped) goroutines in `\(name)`"
    let parts = [heap, stack].compactMap { $0 }
    guard !parts.isEmpty else { return "\(start), of \(cost.allGoroutines.grouped) in all" }
    return "\(start) hold \(parts.joined(separator: " and "))\(share)"
  }

  private var heap: String? {
    cost.heapBytes.map { "\(bytes($0)) of heap (\(each($0, of: cost.goroutines)) each)" }
  }

  /// The runtime tells the stacks of all goroutines together.
  private var stack: String? {
    cost.stackBytes.map { "\(bytes($0)) of stack (\(each($0, of: cost.allGoroutines)) each)" }
  }

  private var share: String {
    guard let resident = cost.residentBytes, resident > 0 else { return "" }
    let sum = Double(cost.heapBytes ?? 0) + Double(cost.stackBytes ?? 0)
    return ", \(FixedText.of(sum / Double(resident) * 100, digits: 0)) % of RSS"
  }

  /// The function without its package.
  private var name: String {
    let length = PackageName.of(cost.site).map { $0.utf8.count + 1 } ?? 0
    return String(decoding: cost.site.utf8.dropFirst(length), as: UTF8.self)
  }

  private func bytes(_ value: Int64) -> String { ValueText("bytes").text(value) }

  private func each(_ value: Int64, of count: Int64) -> String { bytes(value / max(1, count)) }
}
