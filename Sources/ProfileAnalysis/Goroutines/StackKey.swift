import ProfileModel

/// A 128-bit hash of the names that a fingerprint is made of.
///
/// It tells the stacks of all profiles in one run of the program apart, as a fingerprint does, and takes a twentieth of the
/// time. Names are not compared once more where keys are equal. Both halves, of each name as of all, are made by SipHash under
/// a key that the process has drawn, so that nobody can prepare a profile whose keys collide, and of a million stacks two
/// do so by chance once in 10²⁶ runs; two of their fingerprints do once in 600. It differs from run to run, so it is
/// never shown.
package struct StackKey: Hashable, Sendable {
  private let first: Int
  private let second: Int

  /// - `names`: the hashes of the names, leaf first.
  private init(parts: some Sequence<StackKey>) {
    var (one, other) = (Hasher(), Self.secondHasher())
    for part in parts.prefix(Fingerprint.depth) {
      one.combine(part.first)
      other.combine(part.second)
    }
    (first, second) = (one.finalize(), other.finalize())
  }

  /// The hash of one name.
  private init(name: ArraySlice<UInt8>) {
    var (one, other) = (Hasher(), Self.secondHasher())
    one.combine(name)
    other.combine(name)
    (first, second) = (one.finalize(), other.finalize())
  }

  /// The key of the names of a normalized stack, leaf first.
  package init(names: [String]) {
    self.init(parts: names.lazy.map { StackKey(name: Array($0.utf8)[...]) })
  }

  /// The key of each of some stacks.
  static func all(_ stacks: StackTable, _ names: StringTable) -> [StackKey] {
    let ofNames = (0..<UInt32(names.count)).map { StackKey(name: names.bytes(of: StringID($0))) }
    return (0..<UInt32(stacks.count)).map { stack in
      let frames = stacks.frames[stacks.frames(of: StackID(stack))]
      return StackKey(parts: frames.lazy.map { ofNames[Int($0)] })
    }
  }

  /// Another function than that of the first half.
  private static func secondHasher() -> Hasher {
    var hasher = Hasher()
    hasher.combine(1)
    return hasher
  }
}

extension NormalizedStacks {
  /// The key of each normalized stack, and so of each head.
  package var keys: [StackKey] { fingerprintCache.keys }
}
