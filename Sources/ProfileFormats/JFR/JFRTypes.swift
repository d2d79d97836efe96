import ProfileModel

/// How a value is laid out.
enum JFRShape {
  /// A compressed integer: a long, and the index of a constant.
  case integer
  /// A compressed integer of fewer bits; one below 0 may be stored without those that a long has more.
  case int, short, char
  /// byte, boolean.
  case byte
  case four
  case eight
  case text
  /// The fields of a class, one behind the other.
  case fields

  /// The shape of a class's values; only the fundamental ones are known by name.
  init(ofClass name: String) {
    self =
      switch name {
      case "long": .integer
      case "int": .int
      case "short": .short
      case "char": .char
      case "byte", "boolean": .byte
      case "float": .four
      case "double": .eight
      case "java.lang.String": .text
      default: .fields
      }
  }
}

/// How a field's value is laid out. It is plain, for copying a name for each value took a third of the time.
struct JFRLayout {
  /// The index of its class among the types; nil if that is missing.
  let row: Int?
  /// Whether its value is the index of a constant.
  let isPooled: Bool
  let isArray: Bool
  let shape: JFRShape

  /// Whether its value is one whole number.
  var isNumber: Bool {
    switch shape {
    case .integer, .int, .short, .char, .byte: !isArray
    default: false
    }
  }

  /// Moves over the value of a number.
  fileprivate func number(_ cursor: inout JFRCursor) throws(ContentError) -> Int64 {
    switch shape {
    case .byte: Int64(Int8(bitPattern: try cursor.byte()))
    case .int: Int64(Int32(truncatingIfNeeded: try cursor.integer()))
    case .short: Int64(Int16(truncatingIfNeeded: try cursor.integer()))
    case .char: Int64(UInt16(truncatingIfNeeded: try cursor.integer()))
    default: try cursor.integer()
    }
  }
}

/// A field of a class.
struct JFRField {
  let name: String
  let layout: JFRLayout

  var row: Int? { layout.row }
  var isPooled: Bool { layout.isPooled }
  var isArray: Bool { layout.isArray }
  var shape: JFRShape { layout.shape }
  var isNumber: Bool { layout.isNumber }
}

/// The classes of a chunk's events and constants, and how their values are laid out.
struct JFRTypes {
  /// A class has its fields in the order in which their values stand.
  struct Class {
    let name: String
    let shape: JFRShape
    let fields: [JFRField]
    /// The fields that take any bytes.
    fileprivate(set) var taking: [JFRLayout] = []
    /// How deep its values lie in one another.
    fileprivate(set) var height = 0
    /// Why its values cannot be read; nil if they can.
    fileprivate(set) var problem: String?
    fileprivate var state = State.unknown

    /// Whether a value of it takes no bytes.
    var isEmpty: Bool { shape == .fields && taking.isEmpty && problem == nil }
  }

  fileprivate enum State { case unknown, begun, settled }

  /// Values lie three deep in real recordings; it bounds recursion.
  private static let deepest = 32
  private static let tooDeep = "has values nested more than \(deepest) levels deep"

  private(set) var classes: [Class] = []
  /// Their indices, by their ids.
  private(set) var rows: [Int64: Int] = [:]

  init(_ metadata: JFRMetadata) {
    for (row, entry) in metadata.classes.enumerated() { rows[entry.id] = row }
    classes = metadata.classes.map { entry in
      Class(
        name: entry.name, shape: JFRShape(ofClass: entry.name),
        fields: entry.fields.map { field in
          let row = rows[field.classID]
          let shape = row.map { JFRShape(ofClass: metadata.classes[$0].name) } ?? .fields
          let layout = JFRLayout(
            row: row, isPooled: field.isPooled, isArray: field.isArray,
            shape: field.isPooled ? .integer : shape)
          return JFRField(name: field.name, layout: layout)
        })
    }
    for row in classes.indices { settle(row, depth: 0) }
  }

  /// The index of a class by its id.
  func row(id: Int64) -> Int? { rows[id] }

  /// The index of a class by its name.
  func row(named name: String) -> Int? { classes.firstIndex { $0.name == name } }

  /// How much memory they take, about.
  var memory: Int { classes.reduce(0) { $0 + 160 + 64 * $1.fields.count } }

  // MARK: Layout

  /// Finds out which fields of a class take bytes, and whether its values can be read.
  private mutating func settle(_ row: Int, depth: Int) {
    guard classes[row].state == .unknown, classes[row].shape == .fields else { return }
    classes[row].state = .begun
    for field in classes[row].fields where !field.isPooled && field.shape == .fields {
      classes[row].problem = problem(of: field, depth)
      guard classes[row].problem == nil, let inner = field.row else { break }
      classes[row].height = max(classes[row].height, 1 + classes[inner].height)
    }
    if classes[row].height > Self.deepest { classes[row].problem = Self.tooDeep }
    classes[row].taking = classes[row].fields.map(\.layout).filter { $0.isArray || !isEmpty($0) }
    classes[row].state = .settled
  }

  /// Why the values of a field of another class cannot be read; nil if they can.
  private mutating func problem(of field: JFRField, _ depth: Int) -> String? {
    guard let row = field.row else { return "has a field '\(field.name)' of an unknown class" }
    guard depth < Self.deepest else { return Self.tooDeep }
    settle(row, depth: depth + 1)
    guard classes[row].state == .settled else { return "contains itself" }
    return classes[row].problem
  }

  /// Whether a value of a field, or an element of an array, takes no bytes.
  private func isEmpty(_ field: JFRLayout) -> Bool {
    guard !field.isPooled, let row = field.row else { return false }
    return classes[row].isEmpty
  }

  // MARK: Reading

  /// Moves over a field's value.
  func skip(_ field: JFRLayout, _ cursor: inout JFRCursor) throws(ContentError) {
    guard field.isArray else { return try skipOne(field, &cursor) }
    let count = try cursor.count()
    guard !isEmpty(field) else { return }
    for _ in 0..<count { try skipOne(field, &cursor) }
  }

  @inline(__always)
  private func skipOne(
    _ field: JFRLayout, _ cursor: inout JFRCursor
  ) throws(ContentError) {
    if field.shape == .integer {
      _ = try cursor.integer()
    } else if let row = field.row {
      try skip(row, &cursor)
    }
  }

  /// Moves over a value of a class.
  func skip(_ row: Int, _ cursor: inout JFRCursor) throws(ContentError) {
    switch classes[row].shape {
    case .integer, .int, .short, .char: _ = try cursor.integer()
    case .byte: try cursor.skip(1)
    case .four: try cursor.skip(4)
    case .eight: try cursor.skip(8)
    case .text: try cursor.skipText()
    case .fields:
      if let problem = classes[row].problem {
        throw cursor.error("the class '\(classes[row].name)' \(problem)")
      }
      for field in classes[row].taking { try skip(field, &cursor) }
    }
  }
}

/// Which fields of a class are wanted, and what stands between them.
struct JFRPlan {
  private struct Step {
    let field: JFRLayout
    /// The slot of the value; nil for one that is skipped.
    let slot: Int?
  }

  private let steps: [Step]
  /// The field of each name; nil for one that the class does not have.
  let fields: [JFRField?]

  /// - `names`: the fields that are wanted; the first is slot 0.
  init(_ names: [String], of row: Int, in types: JFRTypes) {
    let all = types.classes[row].fields
    let indices = names.map { name in all.firstIndex { $0.name == name } }
    fields = indices.map { index in index.map { all[$0] } }
    let steps = all.enumerated().map { index, field in
      Step(field: field.layout, slot: indices.firstIndex { $0 == index })
    }
    self.steps = Array(steps.prefix(1 + (steps.lastIndex { $0.slot != nil } ?? -1)))
  }

  /// Moves over the fields up to the last one that is wanted.
  ///
  /// - `slots`: gets the value of each wanted field that is a number, and where the value of any other stands.
  func read(
    _ types: JFRTypes, _ cursor: inout JFRCursor, into slots: inout [Int64]
  ) throws(ContentError) {
    for step in steps {
      guard let slot = step.slot else {
        try types.skip(step.field, &cursor)
        continue
      }
      slots[slot] = Int64(cursor.position)
      if !step.field.isNumber {
        try types.skip(step.field, &cursor)
      } else {
        slots[slot] = try step.field.number(&cursor)
      }
    }
  }
}
