import ProfileModel

/// Reads the call graph of macOS's `sample`: a tree, whose depth is the column of a count.
///
///     2475 Thread_4711   DispatchQueue_1: com.apple.main-thread  (serial)
///     + 2475 start  (in libdyld.dylib) + 1  [0x7fff8d8e85c9]
///     +   2475 main  (in app) + 12  [0x10a3c]
struct MacOSSampleReader {
  private struct Node {
    let column: Int
    let path: UInt32
    let count: Int64
    var children: Int64 = 0
  }
  private let limits: ReadLimits
  private var stacks: CountedStacks
  private var isInGraph = false
  private var isBehind = false
  private var open: [Node] = []
  private var paths = CallPaths()
  private var thread: LabelSetID = .empty
  private var negative = 0

  private init(_ settings: ReadSettings) {
    limits = settings.limits
    stacks = CountedStacks(settings.limits)
  }

  static func read(
    _ source: consuming ByteSource, _ settings: ReadSettings
  ) throws -> ReadProfile {
    var lines = LineSplitter(source)
    var reader = MacOSSampleReader(settings)
    while let line = try lines.next() { try reader.parse(line.trimmedAtEnd, lines.lineNumber) }
    return try reader.finish()
  }

  private mutating func parse(_ line: ArraySlice<UInt8>, _ number: Int) throws {
    if line.starts(with: "Call graph:") { (isInGraph, isBehind) = (true, false) }
    guard isInGraph, !line.isEmpty, !line.starts(with: "Call graph:") else { return }
    if line.starts(with: "Total number in stack") {
      (isInGraph, isBehind) = (false, true)
      return try endThread()
    }
    let marks = Array(" +!:|\t".utf8)
    let text = line.drop { marks.contains($0) }
    var cursor = TextCursor(text)
    guard let count = cursor.decimal().flatMap({ Int64(exactly: $0) }),
      cursor.rest.first == UInt8(ascii: " ")
    else { return stacks.unread.note(line, line: number) }
    try add(count, cursor.rest.trimmed, column: text.startIndex - line.startIndex)
  }

  private mutating func add(_ count: Int64, _ text: ArraySlice<UInt8>, column: Int) throws {
    try close(from: column)
    if open.isEmpty { try endThread() }
    if !open.isEmpty {
      open[open.count - 1].children = open[open.count - 1].children.addingClamped(count)
    }
    var path = open.last?.path ?? CallPaths.root
    if text.starts(with: "Thread_"), text.firstRange(of: " (in ") == nil {
      let builder = stacks.builder.string(text.span)
      thread = stacks.builder.labelSet([
        Label(key: stacks.builder.string("thread"), value: .text(builder))
      ])
    } else {
      path = paths.child(of: path, location(text).index)
    }
    open.append(Node(column: column, path: path, count: count))
    try limits.check(depth: open.count)
    try limits.check(memory: paths.memory + stacks.builder.memory)
  }

  /// `NAME  (in MODULE) + OFF  [0xADDR]`
  private mutating func location(_ text: ArraySlice<UInt8>) -> LocationID {
    var rest = text
    var address: UInt64 = 0
    if rest.last == UInt8(ascii: "]"), let open = rest.lastRange(of: "[0x") {
      var cursor = TextCursor(rest[(open.lowerBound + 1)...])
      address = cursor.hexadecimal() ?? 0
      rest = rest[..<open.lowerBound].trimmedAtEnd
    }
    guard let mark = rest.lastRange(of: "(in ") else {
      return stacks.location(name: rest, address: address)
    }
    let module = rest[mark.upperBound...].prefix { $0 != UInt8(ascii: ")") }
    return stacks.location(
      name: rest[..<mark.lowerBound].trimmed, module: module, address: address)
  }

  // MARK: Counts

  /// Ends the nodes in a column or to the right of it: what their children did not count is their self value.
  private mutating func close(from column: Int) throws {
    while let last = open.last, last.column >= column {
      open.removeLast()
      let own = last.count.subtractingClamped(last.children)
      if own < 0 { negative += 1 }
      if own > 0 { paths.add(own, to: last.path) }
    }
  }

  private mutating func endThread() throws {
    try close(from: 0)
    for path in 0..<paths.count where paths.weights[path] != 0 {
      let frames = paths.stack(of: UInt32(path)).map { LocationID($0) }
      try stacks.add(paths.weights[path], frames, labels: thread)
    }
    (paths, thread) = (CallPaths(), .empty)
  }

  private mutating func finish() throws -> ReadProfile {
    let isCut = isInGraph || !isBehind
    try endThread()
    guard stacks.records > 0 else { throw ContentError(.missing("call graph with counts")) }
    var read = stacks.finish(incomplete: isCut ? "it ends in the call graph" : nil)
    if negative > 0 {
      read.notes.warnings.append("\(negative.counted("frame")) counted less than the callees")
    }
    return read
  }
}
