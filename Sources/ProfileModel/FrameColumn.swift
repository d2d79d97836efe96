/// The frames of all stacks, one behind the other, as rows of the location table.
///
/// Frames are most of what a profile takes. They have two bytes each as long as no row is past 65,535, which
/// nearly every profile keeps to, and four from the first that is: `top` on 33 million frames took 191 MiB
/// with four, and takes a third less with two.
public struct FrameColumn: Sendable {
  /// All rows, as long as each of them fits; empty from then on.
  @usableFromInline package private(set) var narrow: [UInt16] = []
  /// All rows, once one has not fitted; empty before.
  @usableFromInline package private(set) var wide: [UInt32] = []
  @usableFromInline package private(set) var isWide = false

  /// A column without frames.
  @inlinable
  public init() {}

  /// A column of some rows.
  package init(_ rows: [UInt32]) { append(rows.span) }

  /// How much memory the rows take.
  package var memory: Int {
    isWide ? MemoryLayout<UInt32>.stride &* wide.count : MemoryLayout<UInt16>.stride &* narrow.count
  }
}

/// A row as a column has it. Loops over all frames of a profile are compiled for either width and convert none: `top` takes
/// 8 % less of the processors than with a copy of each stack.
package typealias FrameRow = BitwiseCopyable & FixedWidthInteger

extension FrameColumn: RandomAccessCollection, MutableCollection {
  /// The first frame.
  @inlinable
  public var startIndex: Int { 0 }

  /// Past the last frame.
  @inlinable
  public var endIndex: Int { isWide ? wide.count : narrow.count }

  /// The row of a frame.
  @inlinable
  public subscript(index: Int) -> UInt32 {
    get { isWide ? wide[index] : UInt32(narrow[index]) }
    set {
      if newValue > UInt16.max { widen() }
      if isWide { wide[index] = newValue } else { narrow[index] = UInt16(newValue) }
    }
  }
}

extension FrameColumn: Hashable {
  /// Columns of the same rows are equal, whether or not one of them has ever held a larger one.
  public static func == (one: Self, other: Self) -> Bool {
    one.isWide == other.isWide
      ? one.narrow == other.narrow && one.wide == other.wide : one.elementsEqual(other)
  }

  /// Columns of the same rows have the same hash.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(count)
    for row in self { hasher.combine(row) }
  }
}

extension FrameColumn: ExpressibleByArrayLiteral {
  /// A column of the given rows.
  public init(arrayLiteral rows: UInt32...) { self.init(rows) }
}

// MARK: - Reading parts

extension FrameColumn {
  /// Adds a part to a buffer.
  @usableFromInline
  package func append(_ part: Range<Int>, to buffer: inout [UInt32]) {
    // Adding nothing would write the length of the empty array, which all threads share.
    guard !part.isEmpty else { return }
    buffer.makeRoom(part.count)
    guard !isWide else { return buffer.append(contentsOf: wide[part]) }
    buffer.append(converting: narrow.span.extracting(part))
  }

  /// Fills a buffer with a part.
  @inlinable
  package func read(_ part: Range<Int>, into buffer: inout [UInt32]) {
    buffer.removeAll(keepingCapacity: true)
    append(part, to: &buffer)
  }

  /// Whether a part has these rows.
  func holds(_ rows: borrowing Span<UInt32>, at part: Range<Int>) -> Bool {
    guard part.count == rows.count else { return false }
    for (index, place) in part.enumerated() where self[place] != rows[index] { return false }
    return true
  }
}

// MARK: - Filling

extension FrameColumn {
  /// Makes room for so many frames, which takes no memory before they come.
  package mutating func reserveCapacity(_ count: Int) {
    if isWide { wide.reserveCapacity(count) } else { narrow.reserveCapacity(count) }
  }

  /// Adds frames.
  @usableFromInline
  package mutating func append(_ rows: borrowing Span<UInt32>) {
    guard !rows.isEmpty else { return }
    if !Self.fit(rows) { widen() }
    guard isWide else { return appendNarrow(rows) }
    wide.makeRoom(rows.count)
    // One copy in place of an append a frame, which looks each time whether there is room.
    unsafe rows.withUnsafeBufferPointer { unsafe wide.append(contentsOf: $0) }
  }

  /// Takes the last frames off.
  package mutating func removeLast(_ count: Int = 1) {
    if isWide { wide.removeLast(count) } else { narrow.removeLast(count) }
  }

  /// Adds all frames of another column as the rows that they become.
  @inlinable
  package mutating func append(_ other: FrameColumn, as row: (UInt32) -> UInt32) {
    var buffer: [UInt32] = []
    // So many frames at once fit into the nearest cache.
    let piece = 4096
    for start in stride(from: 0, to: other.count, by: piece) {
      other.read(start..<Swift.min(start + piece, other.count), into: &buffer)
      for index in buffer.indices { buffer[index] = row(buffer[index]) }
      append(buffer.span)
    }
  }

  private mutating func appendNarrow(_ rows: borrowing Span<UInt32>) {
    narrow.makeRoom(rows.count)
    narrow.append(converting: rows)
  }

  private static func fit(_ rows: borrowing Span<UInt32>) -> Bool {
    // All bits at once, without a branch a frame.
    var all: UInt32 = 0
    for index in rows.indices { all |= rows[index] }
    return all <= UInt16.max
  }

  @usableFromInline
  mutating func widen() {
    guard !isWide else { return }
    append(narrow.indices, to: &wide)
    narrow = []
    isWide = true
  }
}

extension Array where Element: FixedWidthInteger & BitwiseCopyable {
  /// Adds numbers of another width, each cut to this one.
  ///
  /// The room is checked once and not for each, as in a loop of appends: `folded` and `flamegraph` of a million samples
  /// take 3 % less time.
  @inlinable
  mutating func append<Number: FixedWidthInteger & BitwiseCopyable>(
    converting numbers: borrowing Span<Number>
  ) {
    append(addingCapacity: numbers.count) { target in
      unsafe target.withUnsafeMutableBufferPointer { room, count in
        for index in numbers.indices {
          unsafe room[count &+ index] = Element(truncatingIfNeeded: numbers[unchecked: index])
        }
        count += numbers.count
      }
    }
  }
}
