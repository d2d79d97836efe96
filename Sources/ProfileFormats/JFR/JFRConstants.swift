import ProfileModel

/// The constants that indices in a chunk refer to: texts, and the rows of its pools.
struct JFRConstants {
  let types: JFRTypes
  private let pools: JFRPools
  private let chunk: JFRChunk
  private let textRow: Int?
  /// The field of symbols, states and kinds of frames that holds their text.
  private static let textFields = ["string", "name", "description"]
  /// A text lies two deep in real recordings: a class's name is a symbol, whose text is one of the pool.
  private static let deepest = 4

  init(_ chunk: JFRChunk, _ limits: ReadLimits) throws(ContentError) {
    self.chunk = chunk
    types = JFRTypes(try JFRMetadata(chunk, limits))
    pools = try JFRPools(chunk, types, limits)
    textRow = types.row(named: "java.lang.String")
  }

  /// How much memory they take, about.
  var memory: Int { chunk.bytes.count &+ types.memory &+ pools.memory }

  /// A cursor at the constant of a field's class; nil if it is not there.
  func constant(_ field: JFRField?, _ index: Int64) -> (row: Int, cursor: JFRCursor)? {
    guard let field, field.isPooled, !field.isArray, let row = field.row,
      let position = pools.position(row, index)
    else { return nil }
    return (row, chunk.cursor(at: position))
  }

  // MARK: Texts

  /// The text of a field: a text itself, a constant, or the name of a constant; nil for none.
  ///
  /// - `slot`: what a plan has read of the field.
  func text(_ field: JFRField?, _ slot: Int64) throws(ContentError) -> [UInt8]? {
    try text(field, slot, depth: 0)
  }

  private func text(
    _ field: JFRField?, _ slot: Int64, depth: Int
  ) throws(ContentError) -> [UInt8]? {
    guard let field, !field.isArray, let row = field.row, depth < Self.deepest else { return nil }
    guard field.isPooled else {
      return field.isNumber ? nil : try text(row, at: Int(slot), depth: depth)
    }
    guard let position = pools.position(row, slot) else { return nil }
    return try text(row, at: position, depth: depth)
  }

  /// The text that a value of a class is or holds.
  private func text(
    _ row: Int, at position: Int, depth: Int
  ) throws(ContentError) -> [UInt8]? {
    var cursor = chunk.cursor(at: position)
    switch types.classes[row].shape {
    case .text: return try plainText(&cursor, depth: depth)
    case .fields:
      let fields = types.classes[row].fields
      guard
        let name = Self.textFields.first(where: { name in fields.contains { $0.name == name } })
      else { return nil }
      var slots: [Int64] = [0]
      let plan = JFRPlan([name], of: row, in: types)
      try plan.read(types, &cursor, into: &slots)
      return try text(plan.fields[0], slots[0], depth: depth + 1)
    default: return nil
    }
  }

  private func plainText(
    _ cursor: inout JFRCursor, depth: Int
  ) throws(ContentError) -> [UInt8]? {
    switch try cursor.text() {
    case .none: return nil
    case .bytes(let bytes): return bytes
    case .pooled(let index):
      guard let textRow, depth < Self.deepest, let position = pools.position(textRow, index) else {
        return nil
      }
      return try text(textRow, at: position, depth: depth + 1)
    }
  }
}
