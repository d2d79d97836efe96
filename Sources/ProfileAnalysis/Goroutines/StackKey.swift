import ProfileModel

/// What stands for the names that a fingerprint is made of.
///
/// It tells the stacks of all profiles in one run of the program apart, as a fingerprint does, and takes a twentieth of the
/// time. It differs from run to run, so it is never shown.
package struct StackKey: Hashable, Sendable {
  private let first: Int
  private let second: Int

  /// - `names`: hashes of the names, leaf first.
  fileprivate init(hashes: some Sequence<Int>) {
    var (one, other) = (Hasher(), Hasher())
    other.combine(1)
    for hash in hashes.prefix(Fingerprint.depth) {
      one.combine(hash)
      other.combine(hash)
    }
    (first, second) = (one.finalize(), other.finalize())
  }

  /// The key of the names of a normalized stack, leaf first.
  package init(names: [String]) {
    self.init(hashes: names.lazy.map { Self.hash(Array($0.utf8)[...]) })
  }

  fileprivate static func hash(_ name: ArraySlice<UInt8>) -> Int {
    var hasher = Hasher()
    hasher.combine(name)
    return hasher.finalize()
  }
}

extension PlainStacks {
  /// The key of each head.
  package var keys: [StackKey] {
    let hashes = (0..<names.count).map { StackKey.hash(names.bytes(of: StringID(UInt32($0)))) }
    var examples = [UInt32](repeating: 0, count: headCount)
    for (stack, head) in heads.enumerated() { examples[Int(head)] = UInt32(stack) }
    return examples.map { stack in
      let frames = stacks.frames[stacks.frames(of: StackID(stack))]
      return StackKey(hashes: frames.lazy.map { hashes[Int($0)] })
    }
  }
}
