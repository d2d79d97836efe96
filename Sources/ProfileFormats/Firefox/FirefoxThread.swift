import JSONText
import ProfileModel

/// A thread of a profile of Firefox: its samples, and the tables that are its own.
struct FirefoxThread {
  private(set) var name = ""
  private(set) var process = ""
  private(set) var pid: Int64?
  private(set) var tid: Int64?
  private(set) var tables = FirefoxTables()
  private(set) var samples = FirefoxTable()
  private(set) var nativeAllocations = FirefoxTable()
  private(set) var scriptAllocations = FirefoxTable()

  /// The names of libraries that are its own, as old versions have them.
  private(set) var libraries: [StringID] = []

  /// The names in a list of libraries; Gecko once had them as a text.
  static func libraries(
    _ json: inout JSONTokenizer, _ builder: inout ProfileBuilder
  ) throws -> [StringID] {
    var names: [StringID] = []
    guard try json.kind() == .array else { return [] }
    try json.readArray { json in
      var name = StringID.empty
      try json.readObject { key, json in
        if key == "name" { name = try json.textBytes().map { builder.string($0.span) } ?? .empty }
      }
      names.append(name)
    }
    return names
  }

  var memory: Int {
    tables.memory &+ 4 &* libraries.count &+ samples.memory &+ nativeAllocations.memory
      &+ scriptAllocations.memory
  }

  mutating func read(
    _ json: inout JSONTokenizer, _ builder: inout ProfileBuilder,
    _ check: (_ memory: Int) throws -> Void
  ) throws {
    try json.readObject { key, json in
      let others = memory
      let check = { (memory: Int) in try check(memory + others) }
      switch key {
      case "name": name = try json.optionalText() ?? ""
      case "processName": process = try json.optionalText() ?? ""
      case "pid": pid = try json.integer()
      case "tid": tid = try json.integer()
      case "samples": try samples.read(&json, check)
      case "nativeAllocations": try nativeAllocations.read(&json, check)
      case "libs": libraries = try Self.libraries(&json, &builder)
      case "jsAllocations": try scriptAllocations.read(&json, check)
      default: _ = try tables.parse(key, &json, &builder, check)
      }
    }
  }
}
