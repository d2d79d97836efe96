/// The statistics of memory that the Go runtime prints behind a heap profile in text, from the comments
/// that keep them: the only place where the memory of goroutine stacks is told.
package struct MemoryStatistics: Sendable, Equatable {
  private var numbers: [Substring: Int64] = [:]
  /// Whether it has numbers of several processes, as a merged profile does, so that no number is of any of them.
  package private(set) var isOfSeveral = false

  /// The statistics among a profile's comments, which may be none.
  package init(of profile: Profile) {
    for comment in profile.header.comments {
      guard let (name, number) = Self.entry(profile.strings[comment]) else { continue }
      if let other = numbers.updateValue(number, forKey: name), other != number {
        isOfSeveral = true
      }
    }
  }

  /// `# Stack = 1234 / 5678`: in use, and from the system.
  private static func entry(_ comment: String) -> (name: Substring, number: Int64)? {
    let words = comment.split(separator: " ")
    guard words.count >= 4, words[0] == "#", words[2] == "=", let number = Int64(words[3]) else {
      return nil
    }
    return (words[1], number)
  }

  /// Takes the numbers that a sum of several processes must not have out of its comments.
  package static func remove(from profile: inout Profile) {
    let strings = profile.strings
    profile.header.comments.removeAll { comment in
      entry(strings[comment]).map { ofProcess.contains($0.name) } ?? false
    }
  }

  private static let ofProcess: Set<Substring> = [
    "Alloc", "TotalAlloc", "Sys", "Lookups", "Mallocs", "Frees", "HeapAlloc", "HeapSys", "HeapIdle",
    "HeapInuse", "HeapReleased", "HeapObjects", "Stack", "MSpan", "MCache", "BuckHashSys", "GCSys",
    "OtherSys", "NextGC", "LastGC", "NumGC", "NumForcedGC", "MaxRSS",
  ]

  /// A number by the runtime's name for it, for example `HeapSys`; of two, the one in use.
  package func number(_ name: Substring) -> Int64? { isOfSeveral ? nil : numbers[name] }

  /// How many bytes the stacks of goroutines use.
  package var stackBytes: Int64? { number("Stack") }

  /// How many bytes of the process were in memory at most, as the system counts them.
  package var residentBytes: Int64? { number("MaxRSS") }
}
