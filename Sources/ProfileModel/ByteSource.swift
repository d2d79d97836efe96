/// A stream of bytes that readers pull in blocks.
///
/// It is made from a function that gives the next block and an empty one at the end. Blocks may have
/// any size. What has been looked at with `peek` is given again by `next`.
package struct ByteSource: ~Copyable, Sendable {
  private let read: @Sendable () throws -> [UInt8]
  private var peeked: [UInt8] = []

  package init(_ read: @escaping @Sendable () throws -> [UInt8]) { self.read = read }

  /// A source of bytes that are in memory.
  package init(_ bytes: [UInt8]) {
    let rest = OneBlock(bytes)
    self.init { rest.take() }
  }

  /// The next block; empty at the end.
  package mutating func next() throws -> [UInt8] {
    guard peeked.isEmpty else {
      defer { peeked = [] }
      return peeked
    }
    return try read()
  }

  /// The first bytes of what is left, at least `count` of them unless the source ends before.
  package mutating func peek(_ count: Int) throws -> [UInt8] {
    while peeked.count < count {
      let block = try read()
      if block.isEmpty { break }
      peeked += block
    }
    return peeked
  }

  /// Drops the first bytes, which have been looked at.
  package mutating func drop(_ count: Int) { peeked.removeFirst(min(count, peeked.count)) }

  /// Puts bytes before what is left.
  package mutating func prepend(_ bytes: [UInt8]) { peeked.insert(contentsOf: bytes, at: 0) }
}

/// Gives a block once and nothing after it.
private final class OneBlock: @unchecked Sendable {
  private var bytes: [UInt8]
  init(_ bytes: [UInt8]) { self.bytes = bytes }
  func take() -> [UInt8] {
    defer { bytes = [] }
    return bytes
  }
}
