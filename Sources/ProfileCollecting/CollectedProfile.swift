import ProfileFetching

/// A profile that services are asked for.
package struct CollectedProfile: Hashable, Sendable {
  /// Its name in the names of files: `heap`, `goroutine.debug1`, `cpu`.
  package let name: String
  /// Where it is below `/debug/pprof/`, or on the host if it begins with a slash.
  let path: String
  var query: String?

  static let goroutine = CollectedProfile(name: "goroutine", path: "goroutine")
  static let dump = CollectedProfile(name: "goroutine.debug2", path: "goroutine", query: "debug=2")
  static let cpu = CollectedProfile(name: "cpu", path: "profile")

  /// All of Go's, in the order in which they are asked for: what disturbs the service comes last.
  private static let all = [
    goroutine, CollectedProfile(name: "goroutine.debug1", path: "goroutine", query: "debug=1"),
    CollectedProfile(name: "heap", path: "heap"),
    CollectedProfile(name: "heap.debug1", path: "heap", query: "debug=1"),
    CollectedProfile(name: "allocs", path: "allocs"),
    CollectedProfile(name: "block", path: "block"),
    CollectedProfile(name: "mutex", path: "mutex"),
    CollectedProfile(name: "threadcreate", path: "threadcreate"), dump, cpu,
    CollectedProfile(name: "goroutineleak", path: "goroutineleak"),
  ]

  /// The names of Go's profiles.
  package static var names: [String] { all.map(\.name) }

  package static let usual = all.filter { ["goroutine", "heap", "heap.debug1"].contains($0.name) }

  /// The kind of its content; nil for one at a path that is not Go's, which may be anything.
  var kind: String? {
    guard let known = Self.all.first(where: { $0.path == pathOfGo }) else { return nil }
    return known.path == "allocs" ? "heap" : known.name
  }

  /// Its path below Go's folder, which may be anywhere on the host; nil for another path.
  private var pathOfGo: String? {
    guard path.hasPrefix("/") else { return path }
    let parts = path.split(separator: "/")
    return parts.dropLast().suffix(2) == ["debug", "pprof"] ? parts.last.map(String.init) : nil
  }

  /// Whether it stops the service while it is written, as a dump of all goroutines does.
  var stopsService: Bool {
    pathOfGo == Self.dump.path
      && (query ?? "").split(separator: "&").contains {
        $0.hasPrefix("debug=") && Int($0.dropFirst(6)).map { $0 >= 2 } ?? false
      }
  }

  /// Whether it covers a length of time, and not a moment.
  var coversTime: Bool { name == Self.cpu.name }

  /// The profiles of a list, each once, in the order in which they are asked for.
  ///
  /// - `list`: names separated by commas, `KIND=/PATH` for a profile at another path.
  /// - Throws: `CollectError` for an unknown name, or for a name of two profiles.
  package static func list(_ list: String) throws(CollectError) -> [CollectedProfile] {
    var chosen: [CollectedProfile] = []
    for word in list.split(separator: ",", omittingEmptySubsequences: false).map(String.init) {
      if word == "all" { chosen += all } else { chosen.append(try one(word)) }
    }
    var byName: [String: CollectedProfile] = [:]
    for profile in chosen {
      let other = byName.updateValue(profile, forKey: profile.name)
      guard other == nil || other == profile else { throw .kindTwice(profile.name) }
    }
    let own = chosen.filter { !all.contains($0) && byName.removeValue(forKey: $0.name) != nil }
    return all.filter(chosen.contains) + own
  }

  private static func one(_ word: String) throws(CollectError) -> CollectedProfile {
    if let known = all.first(where: { $0.name == word }) { return known }
    let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
    guard parts.count == 2, parts[1].hasPrefix("/"), !parts[0].hasPrefix("."),
      parts[0].utf8.allSatisfy(ServiceURL.isOfName)
    else { throw .badKind(word) }
    let address = parts[1].split(separator: "?", maxSplits: 1).map(String.init)
    return CollectedProfile(
      name: parts[0], path: address[0], query: address.count == 2 ? address[1] : nil)
  }

  /// Where a service has it.
  ///
  /// - `collectsGarbage`: whether a heap is taken after a garbage collection.
  /// - `seconds`: the duration of a profile of time; the service's own choice if nil.
  func url(of service: ServiceURL, collectsGarbage: Bool, seconds: Int?) -> ServiceURL {
    var url =
      path.hasPrefix("/")
      ? service.at(path: path, query: query)
      : service.profiles.at(path: service.profiles.path + path, query: query)
    if collectsGarbage, path == "heap" { url = url.setting("gc", "1") }
    if let seconds, coversTime { url = url.setting("seconds", "\(seconds)") }
    return url
  }
}
