import ProfileModel

/// Gives locations of a profile functions and lines.
///
/// No `ProfileBuilder` is used, for the rows that are there keep their numbers and ids.
struct LocationNaming {
  private struct Key: Hashable {
    let name, file: StringID
    let startLine: Int64
  }

  private struct Line {
    let function: FunctionID
    let number: Int64
    let column: Int64
  }

  /// What mappings claim to have.
  private struct Traits {
    var functions = false
    var files = false
    var lines = false
    var inlined = false
  }

  private var strings: StringInterner
  private var functions: FunctionTable
  private var ids: FreeIDs
  private var known: [Key: FunctionID] = [:]
  private var lines: [Int: [Line]] = [:]
  private var traits: [Traits]
  private let mappings: [UInt32]

  init(_ profile: borrowing Profile) {
    strings = StringInterner(profile.strings)
    functions = profile.functions
    ids = FreeIDs(beside: functions.ids)
    traits = profile.mappings.map { _ in Traits() }
    mappings = profile.locations.mappings
  }

  var hasNames: Bool { !lines.isEmpty }

  /// Gives a location its frames, the innermost first; nothing if there are none.
  ///
  /// - `texts`: those that the frames refer to.
  mutating func name(_ row: Int, _ frames: ArraySlice<SymbolFrame>, _ texts: StringInterner) {
    guard !frames.isEmpty else { return }
    lines[row] = frames.map { frame in
      Line(function: function(frame, texts), number: frame.line, column: frame.column)
    }
    guard mappings[row] > 0 else { return }
    let mapping = Int(mappings[row]) - 1
    for frame in frames {
      traits[mapping].functions = traits[mapping].functions || frame.name != .empty
      traits[mapping].files = traits[mapping].files || frame.file != .empty
      traits[mapping].lines = traits[mapping].lines || frame.line != 0
    }
  }

  /// Says that inlined calls of mappings have been expanded, by a tool that knows them.
  mutating func expand(_ rows: [Int], isByTool: Bool) {
    for row in rows where isByTool && traits[row].functions { traits[row].inlined = true }
  }

  private mutating func function(_ frame: SymbolFrame, _ texts: StringInterner) -> FunctionID {
    let key = Key(
      name: strings.intern(texts.table.bytes(of: frame.name)),
      file: strings.intern(texts.table.bytes(of: frame.file)), startLine: frame.startLine)
    if let row = known[key] { return row }
    let row = FunctionID(UInt32(functions.count))
    known[key] = row
    functions.append(
      id: ids.next(), name: key.name, systemName: key.name, filename: key.file,
      startLine: key.startLine)
    return row
  }

  /// Puts the profile's tables back, with what was added.
  consuming func finish(_ profile: inout Profile) {
    profile.strings = strings.table
    profile.functions = functions
    profile.locations = locations(profile.locations)
    for (row, traits) in traits.enumerated() {
      profile.mappings[row].hasFunctions = profile.mappings[row].hasFunctions || traits.functions
      profile.mappings[row].hasFilenames = profile.mappings[row].hasFilenames || traits.files
      profile.mappings[row].hasLineNumbers = profile.mappings[row].hasLineNumbers || traits.lines
      profile.mappings[row].hasInlineFrames =
        profile.mappings[row].hasInlineFrames || traits.inlined
    }
  }

  private borrowing func locations(_ old: LocationTable) -> LocationTable {
    var table = LocationTable()
    for row in 0..<old.count {
      let named = lines[row]
      if let named {
        for line in named {
          table.appendLine(function: line.function, number: line.number, column: line.column)
        }
      } else {
        for line in old.lines(of: LocationID(UInt32(row))) {
          table.appendLine(
            function: FunctionID(old.lineFunctions[line]), number: old.lineNumbers[line],
            column: old.lineColumns[line])
        }
      }
      table.append(
        id: old.ids[row], mapping: old.mapping(of: LocationID(UInt32(row))),
        address: old.addresses[row], isFolded: named == nil && old.isFolded[row])
    }
    return table
  }
}
