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
    let values = Self.values(profile)
    guard let inUse = values["HeapInuse"], let idle = values["HeapIdle"],
      let stacks = values["Stack"],
      let all = values["Sys"], all > 0, inUse >= 0, idle >= 0, stacks >= 0
    else { return nil }
    let known = inUse.addingClamped(idle).addingClamped(stacks)
    system = max(all, known)
    parts = [
      Part(name: "heap in use", bytes: inUse), Part(name: "heap idle", bytes: idle),
      Part(name: "stacks", bytes: stacks), Part(name: "other", bytes: system - known),
    ]
    resident = values["MaxRSS"].flatMap { $0 > 0 ? $0 : nil }
  }

  /// `# HeapInuse = 1234`, `# Stack = 1234 / 5678`: names and the first number of each.
  private static func values(_ profile: Profile) -> [String: Int64] {
    var values: [String: Int64] = [:]
    for comment in profile.header.comments.map({ profile.strings[$0] })
    where comment.hasPrefix("# ") {
      let parts = comment.dropFirst(2).split(separator: "=", maxSplits: 1)
      guard parts.count == 2, let word = parts[1].split(separator: " ").first,
        let number = Int64(word)
      else { continue }
      values[parts[0].split(separator: " ").first.map(String.init) ?? ""] = number
    }
    return values
  }
}
