import ProfileModel

/// The stacks of a profile of Firefox as those of the model: a tree whose nodes know what called them.
struct FirefoxStacks {
  private let tables: FirefoxTables
  private let libraries: [MappingID]
  private let strings: [StringID]
  private let isOwn: Bool
  private var paths = CallPaths()
  /// The path of each row of the stack table that was asked for, plus 1.
  private var rows: [UInt32]
  /// The libraries that are known by name alone.
  private(set) var named: [String: MappingID]

  /// - `isOwn`: whether this program wrote the tables, so that a line that is missing is not known.
  init(
    _ tables: FirefoxTables, libraries: [MappingID], named: [String: MappingID], isOwn: Bool
  ) throws {
    self.isOwn = isOwn
    guard let strings = tables.strings else {
      throw ContentError(.missing("'stringArray' or 'stringTable'"))
    }
    (self.tables, self.strings, self.libraries) = (tables, strings, libraries)
    self.named = named
    rows = Array(repeating: 0, count: tables.stacks.count("frame"))
  }

  /// How many stacks there are.
  var count: Int { rows.count }

  var memory: Int { paths.memory &+ 4 &* rows.count }

  /// The stack of a row.
  mutating func stack(
    _ row: Int, in builder: inout ProfileBuilder, _ limits: ReadLimits
  ) throws -> StackID {
    let path = try path(row, in: &builder, limits)
    return try paths.stack(of: path, in: &builder, limits)
  }

  private mutating func path(
    _ row: Int, in builder: inout ProfileBuilder, _ limits: ReadLimits
  ) throws -> UInt32 {
    var unknown: [Int] = []
    var next: Int? = row
    while let row = next, rows[row] == 0 {
      unknown.append(row)
      guard unknown.count <= count else {
        throw ContentError(.other("its callers form a cycle"), in: "stack \(row + 1)")
      }
      next = try caller(of: row)
    }
    for row in unknown.reversed() {
      rows[row] = try ownPath(row, in: &builder) + 1
      try limits.check(memory: builder.memory + memory + tables.memory)
    }
    return rows[row] - 1
  }

  /// The path of a row whose callers have theirs.
  private mutating func ownPath(_ row: Int, in builder: inout ProfileBuilder) throws -> UInt32 {
    var lines = [try line(row, in: &builder)]
    var last = row
    var parent = try caller(of: row)
    while let outer = parent, try isInlined(last, in: outer) {
      lines.append(try line(outer, in: &builder))
      last = outer
      parent = try caller(of: outer)
    }
    let frame = try frame(last)
    let location = builder.location(
      lines: lines.compactMap(\.self), address: UInt64(tables.frames.index("address", frame) ?? 0),
      mapping: try library(of: last) ?? geckoLibrary(of: last, in: &builder))
    return paths.child(of: parent.map { rows[$0] - 1 } ?? CallPaths.root, location.index)
  }

  // MARK: Tables

  /// The row that called a row: how far back it is, or its index.
  private func caller(of row: Int) throws -> Int? {
    if tables.stacks.has("prefixOffset") {
      guard let offset = tables.stacks.index("prefixOffset", row), offset > 0 else { return nil }
      guard offset <= row else {
        throw ContentError(.other("the index of its caller is below 0"), in: "stack \(row + 1)")
      }
      return row - offset
    }
    return try tables.stacks.index("prefix", row, of: count, "stack")
  }

  private func frame(_ row: Int) throws -> Int {
    let count = max(tables.frames.count("func"), tables.frames.count("location"))
    guard let frame = try tables.stacks.index("frame", row, of: count, "frame") else {
      throw ContentError(.missing("frame"), in: "stack \(row + 1)")
    }
    return frame
  }

  /// Whether a frame was inlined into that of another row.
  private func isInlined(_ row: Int, in outer: Int) throws -> Bool {
    let (inner, outer) = (try frame(row), try frame(outer))
    guard tables.frames.index("inlineDepth", inner) ?? 0 > 0,
      let address = tables.frames.index("address", inner)
    else { return false }
    return address == tables.frames.index("address", outer)
  }

  /// The function and line of a row; nil for one that has no name.
  private func line(
    _ row: Int, in builder: inout ProfileBuilder
  ) throws -> ProfileBuilder.Line? {
    let frame = try frame(row)
    let column = Int64(tables.frames.index("column", frame) ?? 0)
    guard let function = try function(of: frame) else {
      return try geckoLine(frame, column: column, in: &builder)
    }
    guard let name = try string(tables.functions, "name", function) else { return nil }
    let start = Int64(tables.functions.index("lineNumber", function) ?? 0)
    let line = tables.frames.index("line", frame).map { Int64($0) } ?? (isOwn ? 0 : start)
    let id = builder.function(
      name: name, filename: try file(of: function) ?? .empty, startLine: start)
    return .init(function: id, number: line, column: column)
  }

  private func function(of frame: Int) throws -> Int? {
    try tables.frames.index("func", frame, of: tables.functions.count("name"), "function")
  }

  private func file(of function: Int) throws -> StringID? {
    let sources = tables.sources
    if let source = try tables.functions.index(
      "source", function, of: sources.count("filename"), "source")
    {
      return try string(sources, "filename", source)
    }
    return try string(tables.functions, "fileName", function)
  }

  private func string(_ table: FirefoxTable, _ column: String, _ row: Int) throws -> StringID? {
    try table.index(column, row, of: strings.count, "text").map { strings[$0] }
  }

  /// The library of a frame.
  private func library(of row: Int) throws -> MappingID? {
    let frame = try frame(row)
    if let library = try tables.frames.index("lib", frame, of: libraries.count, "library") {
      return libraries[library]
    }
    guard let function = try function(of: frame),
      let resource = tables.functions.index("resource", function),
      let library = try tables.resources.index("lib", resource, of: libraries.count, "library")
    else { return nil }
    return libraries[library]
  }

  // MARK: Gecko

  /// The library that Gecko tells of a frame in its text.
  private mutating func geckoLibrary(
    of row: Int, in builder: inout ProfileBuilder
  ) throws -> MappingID? {
    guard let text = try string(tables.frames, "location", try frame(row)) else { return nil }
    let name = GeckoLocation(builder.text(text)).library
    guard !name.isEmpty else { return nil }
    if let mapping = named[name] { return mapping }
    let mapping = builder.addMapping(
      Mapping(id: 0, filename: builder.string(name), hasFunctions: true))
    named[name] = mapping
    return mapping
  }

  /// The line of a frame that Gecko tells in one text: `name (in lib)` or `name (file:line:column)`.
  private func geckoLine(
    _ frame: Int, column: Int64, in builder: inout ProfileBuilder
  ) throws -> ProfileBuilder.Line? {
    guard let text = try string(tables.frames, "location", frame) else { return nil }
    let location = GeckoLocation(builder.text(text))
    let function = builder.function(
      name: builder.string(location.name), filename: builder.string(location.file))
    let line = tables.frames.index("line", frame).map { Int64($0) } ?? location.line
    return .init(
      function: function, number: line, column: column > 0 ? column : location.column)
  }
}

/// What Gecko says of a frame.
struct GeckoLocation: Equatable {
  var name: String
  var file = ""
  var library = ""
  var line: Int64 = 0
  var column: Int64 = 0

  init(_ text: String) {
    name = text
    guard text.hasSuffix(")"), let open = text.lastRange(of: " (") else { return }
    let source = text[open.upperBound...].dropLast()
    if source.hasPrefix("in ") {
      (name, library) = (String(text[..<open.lowerBound]), String(source.dropFirst(3)))
      return
    }
    var parts = source.split(separator: ":", omittingEmptySubsequences: false)
    var numbers: [Int64] = []
    while parts.count > 1, numbers.count < 2, let number = parts.last.flatMap({ Int64($0) }) {
      numbers.insert(max(0, number), at: 0)
      parts.removeLast()
    }
    guard let line = numbers.first else { return }
    name = String(text[..<open.lowerBound])
    file = parts.joined(separator: ":")
    self.line = line
    column = numbers.count > 1 ? numbers[1] : 0
  }
}

extension String {
  /// Where a text last occurs.
  fileprivate func lastRange(of text: String) -> Range<Index>? {
    ranges(of: text).last
  }
}
