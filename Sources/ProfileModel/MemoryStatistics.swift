/// The statistics of memory that the Go runtime prints behind a heap profile in text, from the comments
/// that keep them: the only place where the memory of goroutine stacks is told.
package struct MemoryStatistics: Sendable, Equatable {
  private var numbers: [String: Int64] = [:]

  /// The statistics among a profile's comments; nil if there are none.
  package init?(of profile: Profile) {
    for comment in profile.header.comments {
      let words = profile.strings[comment].split(separator: " ")
      guard words.count >= 4, words[0] == "#", words[2] == "=" else { continue }
      // `Stack`, `MSpan` and `MCache` are `in use / from the system`.
      if let number = Int64(words[3]) { numbers[String(words[1])] = number }
    }
    guard numbers["HeapAlloc"] != nil else { return nil }
  }

  /// A number by the runtime's name for it, for example `HeapSys`; of two, the one in use.
  package func number(_ name: String) -> Int64? { numbers[name] }

  /// How many bytes the stacks of goroutines use.
  package var stackBytes: Int64? { numbers["Stack"] }

  /// How many bytes of the process were in memory at most, as the system counts them.
  package var residentBytes: Int64? { numbers["MaxRSS"] }

  /// How many collections there have been.
  package var collections: Int64? { numbers["NumGC"] }
}
