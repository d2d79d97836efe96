package import ProfileModel

/// The memory of a process, from the end of a heap profile in text, as parts of a whole.
package struct MemoryBar: Sendable, Equatable {
  package struct Part: Sendable, Equatable {
    package let name: String
    package let bytes: Int64
  }

  /// The memory obtained from the system: heap in use, heap idle, stacks, other.
  package let parts: [Part]
  /// The sum of the parts.
  package let system: Int64
  /// The most that was resident; nil if the text does not record it.
  package let resident: Int64?

  /// Nil for a profile without such an end.
  package init?(_ profile: Profile) {
    let statistics = MemoryStatistics(of: profile)
    guard let inUse = statistics.number("HeapInuse"), let idle = statistics.number("HeapIdle"),
      let stacks = statistics.stackBytes, let all = statistics.number("Sys"), all > 0, inUse >= 0,
      idle >= 0, stacks >= 0
    else { return nil }
    let known = inUse.addingClamped(idle).addingClamped(stacks)
    system = max(all, known)
    parts = [
      Part(name: "heap in use", bytes: inUse), Part(name: "heap idle", bytes: idle),
      Part(name: "stacks", bytes: stacks), Part(name: "other", bytes: system - known),
    ]
    resident = statistics.residentBytes.flatMap { $0 > 0 ? $0 : nil }
  }
}
