import JSONText
import ProfileAnalysis
import ProfileModel

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
    /// The index of the caller's node; -1 for none. There may be millions of nodes, so indices are short.
    let prefix: Int32
    let frame: UInt32
  }

  private let profile: Profile
  /// Whether normalized stacks leave a function out.
  private let isRuntime: [Bool]
  /// The node of each stack, and the frames of each location, as far as they were needed: most are in many samples.
  private var stackNodes: [StackID: Int] = [:]
  private var locationFrames: [[Int]?]
  private var strings = Rows<String>()
  private var functions = Rows<Function>()
  private var frames = Rows<Frame>()
  private var nodes = Rows<Node>()
  private var sources = Rows<String>()
  private var resources = Rows<String>()

  /// Values in the order of first sight, each once.
  private struct Rows<Value: Hashable> {
    private(set) var values: [Value] = []
    private var rows: [Value: UInt32] = [:]

    mutating func row(_ value: Value) -> Int {
      if let row = rows[value] { return Int(row) }
      rows[value] = UInt32(values.count)
      values.append(value)
      return values.count - 1
    }
  }

  init(_ profile: Profile) {
    self.profile = profile
    isRuntime = profile.plainFunctions.map { !$0 }
    locationFrames = Array(repeating: nil, count: profile.locations.count)
  }

  // MARK: Stacks

  /// The index of a stack; nil for one without a frame.
  mutating func stack(_ id: StackID) -> Int? {
    if let node = stackNodes[id] { return node }
    var node: Int?
    for index in profile.stacks.frames(of: id).reversed() {
      for frame in frames(of: LocationID(profile.stacks.frames[index])) {
        // Callers come before what they call, so that offsets are positive.
        node = nodes.row(Node(prefix: Int32(node ?? -1), frame: UInt32(frame)))
      }
    }
    stackNodes[id] = node
    return node
  }

  private mutating func frames(of id: LocationID) -> [Int] {
    if let frames = locationFrames[Int(id.index)] { return frames }
    let frames = newFrames(of: id)
    locationFrames[Int(id.index)] = frames
    return frames
  }

  /// The frames of a location, outermost first.
  private mutating func newFrames(of id: LocationID) -> [Int] {
    let lines = profile.locations.lines(of: id)
    let mapping = profile.locations.mapping(of: id).map { profile.mappings[Int($0.index)] }
    let module = mapping.map { profile.strings[$0.filename] } ?? ""
    let resource = module.isEmpty ? -1 : resources.row(module)
    let address = relativeAddress(of: id, mapping)
    let isKernel = module.hasPrefix("[kernel")
    guard !lines.isEmpty else {
      let name = ExportFrames.name(
        ofAddress: profile.locations.addresses[Int(id.index)], in: module)
      let function = Function(
        name: strings.row(name), source: nil, startLine: 0, resource: resource)
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
    writeStacks(to: &sink)
    writeFrames(to: &sink)
    writeFunctions(to: &sink)
    write(
      "resourceTable",
      [
        ("lib", Self.none), ("name", { .integer(Int64(modules[$0])) }), ("host", Self.none),
        ("type", { _ in 1 }),
      ], modules.count, to: &sink)
    writeEmpty("nativeSymbols", ["libIndex", "address", "name", "functionSize"], to: &sink)
    write(
      "sources",
      [
        ("id", Self.none), ("filename", { .integer(Int64(files[$0])) }), ("startLine", { _ in 1 }),
        ("startColumn", { _ in 1 }), ("sourceMapURL", Self.none), ("content", Self.none),
      ],
      files.count, to: &sink)
    writeEmpty("sourceLocationTable", ["source", "line", "column"], to: &sink)
    sink.write("\"stringArray\":[")
    sink.writeList(strings.values) { text, sink in sink.write(json: .text(text)) }
    sink.write("]}")
  }

  private func writeStacks(to sink: inout ByteSink) {
    let rows = nodes.values
    write(
      "stackTable",
      [
        ("frame", { .integer(Int64(rows[$0].frame)) }),
        (
          "prefixOffset", { .integer(rows[$0].prefix < 0 ? 0 : Int64($0) - Int64(rows[$0].prefix)) }
        ),
      ], rows.count, to: &sink)
  }

  private func writeFrames(to sink: inout ByteSink) {
    let rows = frames.values
    let known = { (number: Int64) -> JSONValue in number > 0 ? .integer(number) : .null }
    write(
      "frameTable",
      [
        ("address", { .integer(rows[$0].address) }),
        ("inlineDepth", { .integer(Int64(rows[$0].inlineDepth)) }),
        ("category", { .integer(Int64(rows[$0].category.rawValue)) }),
        ("subcategory", { _ in 0 }), ("func", { .integer(Int64(rows[$0].function)) }),
        ("nativeSymbol", Self.none), ("innerWindowID", { _ in 0 }),
        ("line", { known(rows[$0].line) }), ("column", { known(rows[$0].column) }),
        ("originalLocation", Self.none),
      ], rows.count, to: &sink)
  }

  private func writeFunctions(to sink: inout ByteSink) {
    let rows = functions.values
    write(
      "funcTable",
      [
        ("name", { .integer(Int64(rows[$0].name)) }), ("isJS", { _ in false }),
        ("relevantForJS", { _ in false }), ("resource", { .integer(Int64(rows[$0].resource)) }),
        ("source", { rows[$0].source.map { .integer(Int64($0)) } ?? .null }),
        ("lineNumber", { rows[$0].startLine > 0 ? .integer(rows[$0].startLine) : .null }),
        ("columnNumber", Self.none), ("originalLocation", Self.none),
      ], rows.count, to: &sink)
  }

  private static func none(_ row: Int) -> JSONValue { .null }

  private func writeEmpty(_ name: String, _ columns: [String], to sink: inout ByteSink) {
    write(name, columns.map { ($0, Self.none) }, 0, to: &sink)
  }

  /// Writes a table, a column after the other, and a comma; cells are made one by one, for there may be millions.
  private func write(
    _ name: String, _ columns: [(name: String, cell: (Int) -> JSONValue)], _ length: Int,
    to sink: inout ByteSink
  ) {
    sink.write("\"\(name)\":{")
    for column in columns {
      sink.write("\"\(column.name)\":[")
      sink.writeList(0..<length) { row, sink in sink.write(json: column.cell(row)) }
      sink.write("],")
    }
    sink.write("\"length\":\(length)},")
  }
}

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
