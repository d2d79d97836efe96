import ProfileAnalysis

extension PackedBytes {
  /// The block of a tree: columns with a number a node, in the order of a walk from the root, which is left out.
  ///
  /// - `names`: the block of names.
  static func tree(_ tree: CallTree, _ names: PackedNames) -> [UInt8] {
    var block = PackedBytes()
    block.append(
      column: tree.names.dropFirst().lazy.map { name in
        name == FoldedFrames.name ? names.count - 1 : Int(names.indices[Int(name)])
      })
    var depth = 0
    // How many frames end before each: nearly always 0 to 3.
    block.append(
      column: tree.depths.dropFirst().map { next in
        defer { depth = Int(next) }
        return depth + 1 - Int(next)
      })
    block.append(runs: tree.areInlined.dropFirst())
    return block.bytes
  }

  /// Adds run lengths, of false first; nothing if there are no flags.
  private mutating func append(runs flags: some Collection<Bool>) {
    guard !flags.isEmpty else { return }
    var (last, length) = (false, 0)
    for flag in flags {
      if flag != last {
        append(length)
        (last, length) = (flag, 0)
      }
      length += 1
    }
    append(length)
  }
}
