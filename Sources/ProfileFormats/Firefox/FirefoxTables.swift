import JSONText
import ProfileModel

/// The tables that samples refer to: of one thread, or shared by all.
struct FirefoxTables {
  var stacks = FirefoxTable()
  var frames = FirefoxTable()
  var functions = FirefoxTable()
  var resources = FirefoxTable()
  var sources = FirefoxTable()
  /// The texts of the file; nil when there is no list of them.
  var strings: [StringID]?

  var memory: Int {
    stacks.memory &+ frames.memory &+ functions.memory &+ resources.memory &+ sources.memory
      &+ 4 &* (strings?.count ?? 0)
  }

  /// Reads the table of a key; false for another key.
  mutating func parse(
    _ key: String, _ json: inout JSONTokenizer, _ builder: inout ProfileBuilder,
    _ check: (_ memory: Int) throws -> Void
  ) throws -> Bool {
    switch key {
    case "stackTable": try stacks.read(&json, check)
    case "frameTable": try frames.read(&json, check)
    case "funcTable": try functions.read(&json, check)
    case "resourceTable": try resources.read(&json, check)
    case "sources": try sources.read(&json, check)
    case "stringArray", "stringTable": try parseStrings(&json, &builder, check)
    default: return false
    }
    return true
  }

  /// A list of texts, or an object with one.
  private mutating func parseStrings(
    _ json: inout JSONTokenizer, _ builder: inout ProfileBuilder,
    _ check: (_ memory: Int) throws -> Void
  ) throws {
    guard try json.kind() == .array else {
      try json.readObjectIfAny { key, json in
        if key == "_array" { try parseStrings(&json, &builder, check) }
      }
      return
    }
    var strings: [StringID] = []
    try json.readArray { json in
      strings.append(try json.textBytes().map { builder.string($0.span) } ?? .empty)
      if strings.count % 256 == 0 { try check(4 * strings.count) }
    }
    self.strings = strings
  }

  /// The tables, with shared ones in place of missing ones.
  func completed(by shared: FirefoxTables) -> FirefoxTables {
    var tables = self
    if tables.stacks.count("frame") == 0 { tables.stacks = shared.stacks }
    if tables.frames.count("func") + tables.frames.count("location") == 0 {
      tables.frames = shared.frames
    }
    if tables.functions.count("name") == 0 { tables.functions = shared.functions }
    if !tables.resources.has("lib") { tables.resources = shared.resources }
    if !tables.sources.has("filename") { tables.sources = shared.sources }
    tables.strings = strings ?? shared.strings
    return tables
  }
}
