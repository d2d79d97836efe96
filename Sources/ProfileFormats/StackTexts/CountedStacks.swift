import ProfileModel

/// Samples of a text that counts stacks.
struct CountedStacks {
  var builder = ProfileBuilder()
  private(set) var columns = SampleColumns()
  private let limits: ReadLimits
  private var mappings: [StringID: MappingID] = [:]
  var unread = UnreadLines()
  var records = 0

  /// - `type`: what is counted.
  init(_ limits: ReadLimits, of type: String = "samples") {
    self.limits = limits
    _ = columns.column(type, "count")
  }

  /// A frame with what is known about it; one without a name is an address alone.
  mutating func location(
    name: ArraySlice<UInt8>, file: ArraySlice<UInt8> = [], line: Int64 = 0,
    module: ArraySlice<UInt8> = [], address: UInt64 = 0
  ) -> LocationID {
    var lines: [ProfileBuilder.Line] = []
    if !name.isEmpty {
      let function = builder.function(
        name: builder.string(name.span), filename: builder.string(file.span))
      lines = [.init(function: function, number: line)]
    }
    return builder.location(lines: lines, address: address, mapping: mapping(module))
  }

  private mutating func mapping(_ module: ArraySlice<UInt8>) -> MappingID? {
    guard !module.isEmpty else { return nil }
    let file = builder.string(module.span)
    if let mapping = mappings[file] { return mapping }
    let mapping = builder.addMapping(Mapping(id: 0, filename: file, hasFunctions: true))
    mappings[file] = mapping
    return mapping
  }

  /// Adds a count to a stack, leaf first.
  mutating func add(_ count: Int64, _ stack: [LocationID], labels: LabelSetID = .empty) throws {
    records += 1
    try limits.check(depth: stack.count)
    columns.add(count, column: 0, stack: builder.stack(stack), labels: labels)
    try limits.check(memory: builder.memory + columns.memory)
  }

  /// The profile.
  mutating func finish(incomplete: String?) -> ReadProfile {
    var notes = ReadNotes()
    (notes.recordsRead, notes.recordsSeen) = (records, records)
    notes.incomplete = incomplete
    notes.unreadLines = unread.count
    if let warning = unread.warning { notes.warnings.append(warning) }
    notes.note(zeroSamples: columns.move(into: &builder))
    return ReadProfile(profile: builder.finish(), notes: notes)
  }
}
