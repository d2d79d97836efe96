import ProfileModel

/// The order of names by their bytes: a rank a name, from 1, equal for equal names only.
package struct NameRanks: Sendable {
  /// The rank of a name that further frames follow.
  package let inner: [UInt32]
  /// The rank of a name that ends its stack.
  package let last: [UInt32]

  /// The order of siblings in a call tree; it does not depend on whether a frame calls others.
  package static func forTree(_ names: borrowing LocationNames) -> NameRanks {
    let texts = names.texts
    var order = (0..<texts.count).map { StringID(UInt32($0)) }
    order.sort { texts.precedes($0, $1) }
    var ranks = [UInt32](repeating: 0, count: texts.count)
    for (rank, name) in order.enumerated() { ranks[Int(name.index)] = UInt32(rank) + 1 }
    return NameRanks(inner: ranks, last: ranks)
  }

  /// The order of whole lines of text, in which `;` follows a name and a blank follows the last one:
  /// `a;b 1` comes behind `a-b 1`, since `-` is smaller than `;`.
  package static func forLines(_ names: borrowing LocationNames) -> NameRanks {
    let texts = names.texts
    var order = (0..<texts.count * 2).map { FollowedName(row: $0 / 2, isLast: $0 % 2 == 0) }
    order.sort { $0.precedes($1, in: texts) }
    var inner = [UInt32](repeating: 0, count: texts.count)
    var last = inner
    for (rank, name) in order.enumerated() {
      if name.isLast {
        last[name.row] = UInt32(rank) + 1
      } else {
        inner[name.row] = UInt32(rank) + 1
      }
    }
    return NameRanks(inner: inner, last: last)
  }
}

/// A name with what follows it in a line.
private struct FollowedName {
  let row: Int
  let isLast: Bool

  private var follower: UInt8 { isLast ? UInt8(ascii: " ") : UInt8(ascii: ";") }

  func precedes(_ other: FollowedName, in texts: borrowing StringTable) -> Bool {
    let mine = texts.range(of: StringID(UInt32(row)))
    let theirs = texts.range(of: StringID(UInt32(other.row)))
    for offset in 0...min(mine.count, theirs.count) {
      let left = offset < mine.count ? texts.bytes[mine.lowerBound + offset] : follower
      let right = offset < theirs.count ? texts.bytes[theirs.lowerBound + offset] : other.follower
      if left != right { return left < right }
    }
    return mine.count < theirs.count
  }
}
