/// What every writer appends to: UTF-8 that is handed on in blocks of 64 KiB, or kept in one block.
///
/// A failure to hand on a block is kept and thrown by `finish()`; what is written after it is
/// dropped, and a writer of much can look at `hasFailed` to stop early.
package struct ByteSink: ~Copyable {
  private var block: [UInt8] = []
  /// Gets the blocks; nil to keep all in one.
  private let handOn: (([UInt8]) throws -> Void)?
  private let style: ((TextStyle?) -> Void)?
  private var failure: (any Error)?
  /// How long a block is that is handed on.
  private let blockSize: Int

  /// Begins with nothing; `handOn` gets each block once, in order.
  ///
  /// - `style`: is called between the blocks before and after which the style changes; nil for a
  ///   text without styles.
  package init(
    style: ((TextStyle?) -> Void)? = nil, _ handOn: @escaping ([UInt8]) throws -> Void
  ) {
    self.handOn = handOn
    self.style = style
    blockSize = 64 << 10
    block.reserveCapacity(blockSize + 4096)
  }

  /// Replaces the content of a block, in the memory it has, by what `body` writes.
  package static func fill(
    _ block: inout [UInt8], _ body: (inout ByteSink) throws -> Void
  ) rethrows {
    var sink = ByteSink()
    swap(&sink.block, &block)
    defer { swap(&sink.block, &block) }
    sink.block.removeAll(keepingCapacity: true)
    try body(&sink)
  }

  /// Keeps all in one block.
  private init() { (handOn, style, blockSize) = (nil, nil, .max) }

  /// All that `body` writes.
  package static func bytes(_ body: (inout ByteSink) throws -> Void) rethrows -> [UInt8] {
    var bytes: [UInt8] = []
    try fill(&bytes, body)
    return bytes
  }

  /// Whether a block could not be handed on.
  package var hasFailed: Bool { failure != nil }

  /// Appends a text.
  @inline(__always)
  package mutating func write(_ text: String) {
    block.append(contentsOf: text.utf8)
    handOnIfFull()
  }

  /// Appends bytes as they are.
  @inline(__always)
  package mutating func write(bytes: ArraySlice<UInt8>) {
    block.append(contentsOf: bytes)
    handOnIfFull()
  }

  /// Appends bytes from memory of a module that fences C.
  @inline(__always)
  @safe package mutating func write(bytes: UnsafeBufferPointer<UInt8>) {
    unsafe block.append(contentsOf: bytes)
    handOnIfFull()
  }

  /// Hands on a block as it is.
  package mutating func write(block: [UInt8]) {
    guard handOn != nil else { return self.block += block }
    handOnBlock()
    hand(on: block)
  }

  /// Appends one byte.
  @inline(__always)
  package mutating func write(byte: UInt8) {
    block.append(byte)
    handOnIfFull()
  }

  /// Appends a number in decimal digits.
  package mutating func write(decimal number: Int64) {
    if number < 0 { block.append(UInt8(ascii: "-")) }
    var digits = number.magnitude
    var position = block.count
    repeat {
      block.append(UInt8(ascii: "0") + UInt8(digits % 10))
      digits /= 10
    } while digits != 0
    // The last digit came first. A slice that is reversed would be copied.
    var last = block.count - 1
    while position < last {
      block.swapAt(position, last)
      (position, last) = (position + 1, last - 1)
    }
    handOnIfFull()
  }

  /// Has `body` write in a style, where texts have styles; within it there is no other.
  @inline(__always)
  package mutating func styled(_ style: TextStyle?, _ body: (inout ByteSink) -> Void) {
    guard let change = self.style, let style else { return body(&self) }
    handOnBlock()
    change(style)
    body(&self)
    handOnBlock()
    change(nil)
  }

  /// Appends a text in a style.
  package mutating func write(_ text: String, as style: TextStyle?) {
    styled(style) { $0.write(text) }
  }

  /// Hands on what there is, without waiting for a full block.
  package mutating func flush() { handOnBlock() }

  /// Hands on what is left.
  ///
  /// - Throws: the first error of `handOn`.
  package mutating func finish() throws {
    flush()
    if let failure { throw failure }
  }

  @inline(__always)
  private mutating func handOnIfFull() {
    if block.count >= blockSize { handOnBlock() }
  }

  private mutating func handOnBlock() {
    guard handOn != nil else { return }
    hand(on: block)
    block.removeAll(keepingCapacity: true)
  }

  private mutating func hand(on block: [UInt8]) {
    guard failure == nil, !block.isEmpty else { return }
    do { try handOn?(block) } catch { failure = error }
  }
}
