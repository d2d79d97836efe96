import ProfileModel

/// The constants of a chunk: where the value of each class and index stands.
struct JFRPools {
  private let chunk: JFRChunk
  private let types: JFRTypes
  /// A table a class.
  private var positions: [[Int64: Int]]
  private var count = 0
  private let limits: ReadLimits
  /// A row of a table, which is at most three quarters full and copied when it grows.
  private static let rowBytes = 48

  /// Goes through the pools from the last to the first, as they hang together: the newest wins.
  init(_ chunk: JFRChunk, _ types: JFRTypes, _ limits: ReadLimits) throws(ContentError) {
    (self.chunk, self.types, self.limits) = (chunk, types, limits)
    positions = Array(repeating: [:], count: types.classes.count)
    guard chunk.header.poolsAt != 0 else { return }
    guard JFRHeader.size..<chunk.bytes.count ~= Int(clamping: chunk.header.poolsAt) else {
      throw chunk.error("its constants are at byte \(chunk.header.poolsAt) of the chunk", at: 16)
    }
    var next: Int? = Int(chunk.header.poolsAt)
    // Events that lie in one another would be read again and again.
    var end = chunk.bytes.count
    while let position = next {
      next = try parsePools(at: position, before: end)
      end = position
    }
  }

  /// How much memory they take, about.
  var memory: Int { count &* Self.rowBytes }

  /// Where the constant of a class and index stands; nil for one that is not there.
  func position(_ row: Int, _ index: Int64) -> Int? { positions[row][index] }

  /// Enters the constants of an event.
  ///
  /// - Returns: where the pools before it are; nil if these are the first.
  private mutating func parsePools(
    at position: Int, before end: Int
  ) throws(ContentError) -> Int? {
    var cursor = chunk.cursor(at: position)
    guard try cursor.enterEvent() == 1 else {
      throw chunk.error("an event has no constants", at: position)
    }
    guard cursor.end <= end else {
      throw chunk.error("constants overlap those that follow", at: position)
    }
    for _ in 0..<2 { _ = try cursor.integer() }  // Start and duration.
    let delta = try cursor.integer()
    _ = try cursor.byte()  // What kind of a moment it was.
    for _ in 0..<(try cursor.count()) { try parsePool(&cursor) }
    guard delta != 0 else { return nil }
    let (before, overflow) = Int64(position).addingReportingOverflow(delta)
    guard !overflow, Int64(JFRHeader.size)..<Int64(position) ~= before else {
      throw chunk.error("the previous constants are \(delta) bytes away", at: position)
    }
    return Int(before)
  }

  private mutating func parsePool(_ cursor: inout JFRCursor) throws(ContentError) {
    let start = cursor
    let id = try cursor.integer()
    guard let row = types.row(id: id) else {
      throw start.error("there are constants of the class \(id), which is not in the metadata")
    }
    for _ in 0..<(try cursor.count()) {
      let index = try cursor.integer()
      if positions[row][index] == nil {
        positions[row][index] = cursor.position
        count += 1
        try limits.check(memory: chunk.bytes.count &+ memory)
      }
      try types.skip(row, &cursor)
    }
  }
}
