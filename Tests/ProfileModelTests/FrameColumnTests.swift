import Testing

@testable import ProfileModel

@Suite struct FrameColumnTests {
  static let rows: [UInt32] = [0, 1, 65_535, 7, 7]

  @Test func rowsThatFitTakeTwoBytes() {
    let column = FrameColumn(Self.rows)
    #expect(Array(column) == Self.rows)
    #expect(column.memory == 2 * Self.rows.count)
  }

  typealias Change = @Sendable (inout FrameColumn) -> Void

  static let widened: [(name: String, change: Change, rows: [UInt32])] = [
    ("added to others", { $0.add([65_536]) }, rows + [65_536]),
    ("put in place of another", { $0[1] = .max }, [0, .max, 65_535, 7, 7]),
    ("added among small ones", { $0.add([1, 70_000, 2]) }, rows + [1, 70_000, 2]),
    (
      "made of small ones", { $0.append(FrameColumn(rows)) { $0 + 65_536 } },
      rows + rows.map { $0 + 65_536 }
    ),
  ]

  @Test(arguments: widened)
  func largeRowIsKept(
    _ name: String, _ change: Change, _ rows: [UInt32]
  ) {
    var column = FrameColumn(Self.rows)
    change(&column)
    #expect(Array(column) == rows)
    #expect(column.memory == 4 * rows.count)
  }

  @Test func firstRowMayBeLarge() {
    var column = FrameColumn()
    column.add([1 << 20])
    #expect(Array(column) == [1 << 20])
    column = []
    column.add([3])
    #expect(column.memory == 2)
  }

  @Test(arguments: [Self.rows, Self.rows + [65_536, 1]])
  func partIsRead(_ rows: [UInt32]) {
    let column = FrameColumn(rows)
    var buffer: [UInt32] = [9]
    column.append(1..<3, to: &buffer)
    #expect(buffer == [9] + rows[1..<3])
    column.read(2..<5, into: &buffer)
    #expect(buffer == Array(rows[2..<5]))
    column.read(3..<3, into: &buffer)
    #expect(buffer.isEmpty)
  }

  static let parts: [(rows: Range<Int>, part: Range<Int>, isHeld: Bool)] = [
    (2..<4, 2..<4, true), (1..<3, 2..<4, false), (2..<4, 2..<5, false), (0..<0, 5..<5, true),
  ]

  @Test(arguments: parts)
  func partIsCompared(_ rows: Range<Int>, _ part: Range<Int>, _ isHeld: Bool) {
    let rows = Array(Self.rows[rows])
    let found = FrameColumn(Self.rows).holds(rows.span, at: part)
    #expect(found == isHeld)
  }

  @Test func equalRowsAreEqualWhateverWasThereBefore() {
    var widened = FrameColumn(Self.rows + [65_536])
    #expect(widened != FrameColumn(Self.rows))
    widened.removeLast()
    #expect(widened == FrameColumn(Self.rows))
    #expect(widened.hashValue == FrameColumn(Self.rows).hashValue)
    widened[0] = 1
    #expect(widened != FrameColumn(Self.rows))
  }
}

extension FrameColumn {
  fileprivate mutating func add(_ rows: [UInt32]) { append(rows.span) }
}
