import ProfileFetching
import ProfileFormats
import ProfileModel
import ProfileSymbols
import ProfileSystem

extension ReadingOptions {
  /// The profile with the names that `--symbolize` finds for its addresses, and what there is to say of them.
  ///
  /// - `address`: where it was fetched; nil if it was not.
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
      let problem = ask(remote, url, of: &profile, &symbolized.notes)
      // What the service knows is not missed.
      leftOut = problem.map { leftOut + [$0] } ?? (RemoteSymbols(profile) == nil ? [] : leftOut)
    }
    guard profile.spelledMemory <= limits.tableBytes else {
      symbolized.notes.leftOut.append(
        "no names are added: with them \(ReadLimits.tablesTooLarge(limits.tableBytes))")
      return symbolized
    }
    symbolized.profile = profile
    symbolized.notes.leftOut += leftOut
    return symbolized.demangled(demangling, limits)
  }

  /// What is known of binaries, for all profiles that are read.
  private static let cache = SymbolCache()

  private func symbolizer(of url: ServiceURL?) -> ProfileSymbolizer {
    let places = BinarySearchPath(
      binaryPath, environment: ThisProcess.environment("PPROF_BINARY_PATH"),
      home: ThisProcess.environment("HOME"))
    var symbolizer = ProfileSymbolizer(
      searchPath: places, tools: SymbolTool.found(in: ThisProcess.environment("PATH")),
      cache: Self.cache)
    // What has the same path on another machine may be another build.
    symbolizer.mustKnowBuild = url.map { !$0.isLocal } ?? false
    return symbolizer
  }

  /// Asks the service that a profile came from.
  ///
  /// - Returns: why it tells no names.
  private func ask(
    _ remote: RemoteSymbols, _ url: ServiceURL, of profile: inout Profile, _ notes: inout ReadNotes
  ) -> String? {
    let place = url.symbols
    do {
      let answer = try ServiceNames.shared.answer(to: remote.question, of: place, fetching)
      let count = remote.name(&profile, answer)
      notes.remarks.append("symbols: \(count) of \(remote.count) from \(place.text)")
      return count > 0 ? nil : "\(place.text) knows none of \(remote.count) addresses"
    } catch {
      return "\(place.text) gives no names: \(error)"
    }
  }
}

/// What services said of addresses: a server reads a profile more than once.
private final class ServiceNames: @unchecked Sendable {
  static let shared = ServiceNames()

  private struct Said {
    let question, answer: [UInt8]
  }

  private let monitor = Monitor()
  private var said: [ServiceURL: Said] = [:]

  /// - Throws: why there is no answer, in the words of a command line.
  func answer(
    to question: [UInt8], of url: ServiceURL, _ fetching: FetchingOptions
  ) throws -> [UInt8] {
    if let known = monitor.locked({ said[url] }), known.question == question {
      return known.answer
    }
    let answer = try fetching.post(question, to: url)
    monitor.locked { said[url] = Said(question: question, answer: answer) }
    return answer
  }
}
