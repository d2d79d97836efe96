import ProfileModel
import ProfileSystem

/// A cache of binaries' symbols: many profiles come from the same program, and a tool takes long to start.
package final class SymbolCache: @unchecked Sendable {
  /// The memory kept when another binary comes; the rest is forgotten.
  private static let mostMemory = 256 << 20

  private struct Known: Sendable {
    let status: FileStatus
    var symbols: BinarySymbols
  }

  private let monitor = Monitor()
  private var known: [SystemPath: Known] = [:]

  package init() {}

  /// The symbols of some addresses of a binary; the tools are asked only for unknown ones.
  ///
  /// One binary is looked at at a time.
  func symbols(
    of binary: FoundBinary, _ addresses: [UInt64], _ tools: [SymbolTool], limits: ToolLimits,
    budget: Int
  ) -> BinarySymbols {
    monitor.locked {
      var symbols = BinarySymbols()
      if let entry = known[binary.path], entry.status == binary.status {
        symbols = entry.symbols
      }
      let (most, overflows) = symbols.found.memory.addingReportingOverflow(max(0, budget))
      symbols.add(
        addresses, of: binary, tools, limits: limits, budget: overflows ? .max : most)
      makeRoom(for: symbols)
      known[binary.path] = Known(status: binary.status, symbols: symbols)
      return symbols
    }
  }

  private func makeRoom(for symbols: BinarySymbols) {
    let all = known.values.reduce(0) { $0 + $1.symbols.found.memory }
    if all + symbols.found.memory > Self.mostMemory { known = [:] }
  }
}
