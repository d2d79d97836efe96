import ProfileModel
import ProfileSystem

/// The symbols of one binary, and its identity.
struct BinarySymbols: Sendable {
  /// What names came from, the best first.
  enum Origin: Hashable, Comparable, Sendable { case llvm, addr2line, table }

  private(set) var found = FoundFrames()
  private(set) var origins: Set<Origin> = []
  /// What went wrong, a sentence each.
  private(set) var problems: [String] = []
  /// The tools that failed on this binary: none is waited for again.
  private var failed: Set<SymbolTool.Kind> = []

  /// Finds out about addresses that are not known yet.
  ///
  /// - `budget`: how much memory all may take.
  mutating func add(
    _ addresses: [UInt64], of binary: FoundBinary, _ tools: [SymbolTool], limits: ToolLimits,
    budget: Int
  ) {
    for tool in tools where !failed.contains(tool.kind) {
      let open = open(addresses)
      guard !open.isEmpty else { return }
      ask(tool, open, binary, limits, budget)
    }
    let open = open(addresses)
    if !open.isEmpty { readTable(open, binary, budget) }
  }

  private func open(_ addresses: [UInt64]) -> [UInt64] {
    addresses.filter { found.ranges[$0] == nil }
  }

  private mutating func ask(
    _ tool: SymbolTool, _ addresses: [UInt64], _ binary: FoundBinary, _ limits: ToolLimits,
    _ budget: Int
  ) {
    var answer = ToolAnswer(tool.kind, addresses, known: found, budget: budget)
    var process = tool.process(of: binary.path)
    (process.silence, process.limit) = (limits.silence, limits.all)
    var failure: String?
    do throws(SystemError) {
      let ending = try process.ask(tool.question(addresses)) { answer.hear($0) }
      answer.finish()
      failure = Self.failure(ending, answer, addresses.count, limits)
    } catch {
      failure = "cannot be run: \(error)"
    }
    if answer.hasNamed { origins.insert(tool.kind == .llvm ? .llvm : .addr2line) }
    found = answer.found
    if let failure {
      failed.insert(tool.kind)
      problems.append("\(tool.kind.rawValue) of \(binary.path.text) \(failure)")
    }
    if tool.kind == .addr2line { completeNames(addresses.prefix(answer.answered), binary) }
  }

  private static func failure(
    _ ending: ChildProcess.Ending?, _ answer: ToolAnswer, _ asked: Int, _ limits: ToolLimits
  ) -> String? {
    let share = "after \(answer.answered) of \(asked) addresses"
    switch (answer.problem, ending) {
    case (.tooLarge, _): return "printed more than fits in memory, \(share)"
    case (.unreadable, _): return "printed something unreadable, \(share)"
    case (.refused(let reason), _): return "cannot read it: \(reason)"
    case (nil, .timeLimit): return "took too long, \(share): \(limits.text)"
    case (nil, .signal(let number)): return "was killed by signal \(number), \(share)"
    case (nil, .status(let status)) where answer.answered < asked:
      return "exited with status \(status), \(share)"
    default: return nil
    }
  }

  /// Gives functions the names of the table where those tell more: addr2line leaves out the scopes of some.
  ///
  /// As in `go tool pprof`, one letter more is no match: a `_` before all names belongs to another system.
  private mutating func completeNames(_ addresses: ArraySlice<UInt64>, _ binary: FoundBinary) {
    guard let file = try? binary.opened(),
      let names = try? ElfSymbols(file).names(of: Array(addresses))
    else { return }
    for (address, name) in zip(addresses, names) {
      guard let name, let last = found[address].last,
        name.count >= found.texts.table.range(of: last.name).count + 2
      else { continue }
      found.rename(name, at: address)
    }
  }

  private mutating func readTable(_ addresses: [UInt64], _ binary: FoundBinary, _ budget: Int) {
    do throws(ElfError) {
      let names = try ElfSymbols(binary.opened()).names(of: addresses)
      origins.insert(.table)
      for (address, name) in zip(addresses, names) {
        guard found.memory <= budget else {
          problems.append("there is not enough memory for the names of \(binary.path.text)")
          return
        }
        let text = name.map { found.text($0[...]) } ?? .empty
        found.add([SymbolFrame(name: text)], at: address)
      }
    } catch {
      problems.append("\(binary.path.text) \(error)")
    }
  }
}

/// How long a tool may take, in seconds.
package struct ToolLimits: Sendable, Equatable {
  /// Without a byte. To read the debug information of a large program takes a while.
  package var silence = 60.0
  package var all = 600.0

  package init() {}

  var text: String { "the limit is \(Int(silence)) s per answer, \(Int(all)) s in total" }
}
