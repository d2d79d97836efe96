import JSONText
import ProfileAnalysis
import ProfileModel

/// What viewers colour frames by; the order is that of the file's list.
enum FirefoxCategory: Int, CaseIterable {
  case other, kernel
  /// What normalized stacks leave out: the runtime of Go, wrappers that its compiler makes.
  case runtime

  var name: String {
    switch self {
    case .other: "Other"
    case .kernel: "Kernel"
    case .runtime: "Runtime"
    }
  }

  var color: String {
    switch self {
    case .other: "grey"
    case .kernel: "orange"
    case .runtime: "lightblue"
    }
  }
}

/// The tables that all threads of a profile for the Firefox Profiler share.
struct FirefoxExport {
  private struct Function: Hashable {
    let name: Int
    let source: Int?
    let startLine: Int64
    let resource: Int
  }
  private struct Frame: Hashable {
    let address: Int64
    let inlineDepth: Int
    let function: Int
    let line, column: Int64
    let category: FirefoxCategory
  }
  private struct Node: Hashable {
    /// The index of the caller's node; -1 for none.
    let prefix: Int
    let frame: Int
  }

  private let profile: Profile
  /// Whether normalized stacks leave a function out.
  private let isRuntime: [Bool]
  private var strings = Rows<String>()
  private var functions = Rows<Function>()
  private var frames = Rows<Frame>()
  private var nodes = Rows<Node>()
  private var sources = Rows<String>()
  private var resources = Rows<String>()

  /// Values in the order of first sight, each once.
  private struct Rows<Value: Hashable> {
    private(set) var values: [Value] = []
    private var rows: [Value: Int] = [:]

    mutating func row(_ value: Value) -> Int {
      if let row = rows[value] { return row }
      rows[value] = values.count
      values.append(value)
      return values.count - 1
    }
  }

  init(_ profile: Profile) {
    self.profile = profile
    isRuntime = profile.plainFunctions.map { !$0 }
  }

  // MARK: Stacks

  /// The index of a stack; nil for one without a frame.
  mutating func stack(_ id: StackID) -> Int? {
    var node: Int?
    for place in profile.stacks.frames(of: id).reversed() {
      for frame in frames(of: LocationID(profile.stacks.frames[place])) {
        // Callers come before what they call, so that offsets are positive.
        node = nodes.row(Node(prefix: node ?? -1, frame: frame))
      }
    }
    return node
  }

  /// The frames of a location, outermost first.
  private mutating func frames(of id: LocationID) -> [Int] {
    let lines = profile.locations.lines(of: id)
    let mapping = profile.locations.mapping(of: id).map { profile.mappings[Int($0.index)] }
    let module = mapping.map { profile.strings[$0.filename] } ?? ""
    let resource = module.isEmpty ? -1 : resources.row(module)
    let address = relativeAddress(of: id, mapping)
    let isKernel = module.hasPrefix("[kernel")
    guard !lines.isEmpty else {
      let name = "0x\(String(profile.locations.addresses[Int(id.index)], radix: 16))"
      let function = Function(
        name: strings.row(module.isEmpty ? name : "\(name) [\(module)]"), source: nil,
        startLine: 0, resource: resource)
      let frame = Frame(
        address: address, inlineDepth: 0, function: functions.row(function), line: 0, column: 0,
        category: isKernel ? .kernel : .other)
      return [frames.row(frame)]
    }
    return lines.reversed().enumerated().map { depth, line in
      let isRuntime = isRuntime[Int(profile.locations.lineFunctions[line])]
      let frame = Frame(
        address: address, inlineDepth: depth, function: function(ofLine: line, resource),
        line: profile.locations.lineNumbers[line], column: profile.locations.lineColumns[line],
        category: isKernel ? .kernel : isRuntime ? .runtime : .other)
      return frames.row(frame)
    }
  }

  private func relativeAddress(of id: LocationID, _ mapping: Mapping?) -> Int64 {
    let address = profile.locations.addresses[Int(id.index)]
    guard let mapping, address > 0, address >= mapping.start else { return -1 }
    return Int64(exactly: address - mapping.start) ?? -1
  }

  private mutating func function(ofLine line: Int, _ resource: Int) -> Int {
    let id = FunctionID(profile.locations.lineFunctions[line])
    let file = profile.strings[profile.functions.filename(of: id)]
    return functions.row(
      Function(
        name: strings.row(profile.strings[profile.functions.name(of: id)]),
        source: file.isEmpty ? nil : sources.row(file),
        startLine: profile.functions.startLines[Int(id.index)], resource: resource))
  }

  // MARK: Writing

  /// Writes `"shared":{…}`.
  mutating func write(to sink: inout ByteSink) {
    let files = sources.values.map { strings.row($0) }
    let modules = resources.values.map { strings.row($0) }
    sink.write("\"shared\":{")
    write(
      "stackTable",
      [
        ("frame", nodes.values.map { .integer(Int64($0.frame)) }),
        (
          "prefixOffset",
          nodes.values.enumerated().map { row, node in
            .integer(node.prefix < 0 ? 0 : Int64(row - node.prefix))
          }
        ),
      ], nodes.values.count, to: &sink)
    writeFrames(to: &sink)
    writeFunctions(to: &sink)
    write(
      "resourceTable",
      [
        ("lib", modules.map { _ in .null }), ("name", modules.map { .integer(Int64($0)) }),
        ("host", modules.map { _ in .null }), ("type", modules.map { _ in 1 }),
      ], modules.count, to: &sink)
    writeEmpty("nativeSymbols", ["libIndex", "address", "name", "functionSize"], to: &sink)
    write(
      "sources",
      [
        ("id", files.map { _ in .null }), ("filename", files.map { .integer(Int64($0)) }),
        ("startLine", files.map { _ in 1 }), ("startColumn", files.map { _ in 1 }),
        ("sourceMapURL", files.map { _ in .null }), ("content", files.map { _ in .null }),
      ], files.count, to: &sink)
    writeEmpty("sourceLocationTable", ["source", "line", "column"], to: &sink)
    sink.write("\"stringArray\":[")
    sink.writeList(strings.values) { text, sink in sink.write(json: .text(text)) }
    sink.write("]}")
  }

  private func writeFrames(to sink: inout ByteSink) {
    let rows = frames.values
    let known = { (number: Int64) -> JSONValue in number > 0 ? .integer(number) : .null }
    write(
      "frameTable",
      [
        ("address", rows.map { .integer($0.address) }),
        ("inlineDepth", rows.map { .integer(Int64($0.inlineDepth)) }),
        ("category", rows.map { .integer(Int64($0.category.rawValue)) }),
        ("subcategory", rows.map { _ in 0 }),
        ("func", rows.map { .integer(Int64($0.function)) }),
        ("nativeSymbol", rows.map { _ in .null }), ("innerWindowID", rows.map { _ in 0 }),
        ("line", rows.map { known($0.line) }), ("column", rows.map { known($0.column) }),
        ("originalLocation", rows.map { _ in .null }),
      ], rows.count, to: &sink)
  }

  private func writeFunctions(to sink: inout ByteSink) {
    let rows = functions.values
    write(
      "funcTable",
      [
        ("name", rows.map { .integer(Int64($0.name)) }), ("isJS", rows.map { _ in false }),
        ("relevantForJS", rows.map { _ in false }),
        ("resource", rows.map { .integer(Int64($0.resource)) }),
        ("source", rows.map { $0.source.map { .integer(Int64($0)) } ?? .null }),
        ("lineNumber", rows.map { $0.startLine > 0 ? .integer($0.startLine) : .null }),
        ("columnNumber", rows.map { _ in .null }),
        ("originalLocation", rows.map { _ in .null }),
      ], rows.count, to: &sink)
  }

  private func writeEmpty(_ name: String, _ columns: [String], to sink: inout ByteSink) {
    write(name, columns.map { ($0, []) }, 0, to: &sink)
  }

  /// Writes a table, a column after the other, and a comma.
  private func write(
    _ name: String, _ columns: [(name: String, cells: [JSONValue])], _ length: Int,
    to sink: inout ByteSink
  ) {
    sink.write("\"\(name)\":{")
    for column in columns {
      sink.write("\"\(column.name)\":[")
      sink.writeList(column.cells) { cell, sink in sink.write(json: cell) }
      sink.write("],")
    }
    sink.write("\"length\":\(length)},")
  }
}
