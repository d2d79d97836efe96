import ProfileFetching
import ProfileFormats
import ProfileModel
import ProfileSymbols
import ProfileSystem

extension ReadingOptions {
  /// The profile with the names that `--symbolize` finds for its addresses, and notes about them.
  ///
  /// - `address`: the URL it was fetched from; nil for other sources.
  func symbolized(
    _ read: consuming ReadProfile, _ limits: ReadLimits, from address: SystemPath?
  ) -> ReadProfile {
    guard symbolize else { return read }
    let url = address.flatMap { try? ServiceURL($0.text) }
    let original = read
    var (profile, notes) = symbolizer(of: url).symbolized(
      original.profile, budget: limits.tableBytes - original.profile.memory)
    var symbolized = original
    symbolized.notes.remarks += notes.remarks
    var leftOut = notes.shortcomings
    if let url, let remote = RemoteSymbols(profile) {
      let problem = requestNames(remote, url, of: &profile, &symbolized.notes)
      // Names known to the service are not missing.
      leftOut = problem.map { leftOut + [$0] } ?? (RemoteSymbols(profile) == nil ? [] : leftOut)
    }
    guard profile.spelledMemory <= limits.tableBytes, limits.allowsStacks(of: profile) else {
      symbolized.notes.leftOut.append(
        "no names are added: with them \(ReadLimits.tablesTooLarge(limits.tableBytes))")
      return symbolized
    }
    symbolized.profile = profile
    symbolized.notes.leftOut += leftOut
    return symbolized.demangled(demangling, limits)
  }

  /// Symbols of binaries, shared by all profiles that are read.
  private static let cache = SymbolCache()

  private func symbolizer(of url: ServiceURL?) -> ProfileSymbolizer {
    let searchPath = BinarySearchPath(
      binaryPath, environment: ThisProcess.environment("PPROF_BINARY_PATH"),
      home: ThisProcess.environment("HOME"))
    var symbolizer = ProfileSymbolizer(
      searchPath: searchPath, tools: SymbolTool.found(in: ThisProcess.environment("PATH")),
      cache: Self.cache)
    // On another machine, the same path may be another build.
    symbolizer.mustKnowBuild = url.map { !$0.isLocal } ?? false
    return symbolizer
  }

  /// Requests names from the service that a profile came from.
  ///
  /// - Returns: why it gives no names; nil if it does.
  private func requestNames(
    _ remote: RemoteSymbols, _ url: ServiceURL, of profile: inout Profile, _ notes: inout ReadNotes
  ) -> String? {
    let symbols = url.symbols
    do {
      let answer = try SymbolResponses.shared.answer(to: remote.question, of: symbols, fetching)
      let count = remote.name(&profile, answer)
      notes.remarks.append("symbols: \(count) of \(remote.count) from \(symbols.text)")
      return count > 0 ? nil : "\(symbols.text) knows none of \(remote.count) addresses"
    } catch {
      return "\(symbols.text) gives no names: \(error)"
    }
  }
}

/// Responses of services about addresses, cached because `serve` reads a profile more than once.
private final class SymbolResponses: @unchecked Sendable {
  static let shared = SymbolResponses()

  private struct Exchange {
    let question, answer: [UInt8]
  }

  private let monitor = Monitor()
  private var exchanges: [ServiceURL: Exchange] = [:]

  /// - Throws: why there is no response, worded for the command line.
  func answer(
    to question: [UInt8], of url: ServiceURL, _ fetching: FetchingOptions
  ) throws -> [UInt8] {
    if let known = monitor.locked({ exchanges[url] }), known.question == question {
      return known.answer
    }
    let answer = try fetching.post(question, to: url)
    monitor.locked { exchanges[url] = Exchange(question: question, answer: answer) }
    return answer
  }
}
