/// The statistics of memory that the Go runtime prints behind a heap profile in text, from the comments
/// that keep them: the only place where the memory of goroutine stacks is told.
package struct MemoryStatistics: Sendable, Equatable {
  private var numbers: [Substring: Int64] = [:]
  /// Whether it has numbers of several processes, as a merged profile does, so that no number is of any of them.
  package private(set) var isOfSeveral = false

  /// The statistics among a profile's comments, which may be none.
  package init(of profile: Profile) {
    for comment in profile.header.comments {
      // `# Stack = 1234 / 5678`: in use, and from the system.
      let words = profile.strings[comment].split(separator: " ")
      guard words.count >= 4, words[0] == "#", words[2] == "=", let number = Int64(words[3]) else {
        continue
      }
      if let other = numbers.updateValue(number, forKey: words[1]), other != number {
        isOfSeveral = true
      }
    }
  }

  /// A number by the runtime's name for it, for example `HeapSys`; of two, the one in use.
  package func number(_ name: Substring) -> Int64? { isOfSeveral ? nil : numbers[name] }

  /// How many bytes the stacks of goroutines use.
  package var stackBytes: Int64? { number("Stack") }

  /// How many bytes of the process were in memory at most, as the system counts them.
  package var residentBytes: Int64? { number("MaxRSS") }
}
