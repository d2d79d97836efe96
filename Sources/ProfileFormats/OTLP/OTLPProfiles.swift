import JSONText
import PprofWire
import ProfileModel

/// Joins the profiles of documents into one, with a column for each type of sample.
struct OTLPProfiles {
  private let settings: ReadSettings
  private var builder = ProfileBuilder()
  private var columns = SampleColumns()
  private var read = 0
  private var mappings: [Mapping: MappingID] = [:]
  private var time: Int64?
  private var duration: Int64 = 0
  private var comments: [StringID] = []
  /// The attributes of resources, and the samples with their services; which are kept depends on how many there are.
  private var resources = 0
  private var resourceComments: [StringID] = []

  init(_ settings: ReadSettings) { self.settings = settings }

  /// Adds the profiles of a document, whose tables are its own.
  ///
  /// - `isOnly`: whether it is the only one, so that a service need not be distinguished.
  mutating func add(_ document: OTLPDocument, isOnly: Bool) throws {
    let services = !isOnly || document.resources.count > 1
    var tables = OTLPTables(
      document.dictionary, known: mappings, keepsIDs: settings.keepsIDs, &builder)
    defer { mappings = tables.known }
    for resource in document.resources {
      resources += 1
      let service = parseAttributes(of: resource, tables)
      let label = services ? service : nil
      for (number, profile) in resource.profiles.enumerated() {
        try add(
          profile, number: number + 1, service: label, &tables, documentMemory: document.memory)
      }
    }
  }

  /// Adds the attributes of a resource.
  ///
  /// - Returns: the name of the service.
  private mutating func parseAttributes(
    of resource: OTLPResource, _ tables: OTLPTables
  ) -> StringID? {
    var service: StringID?
    for pair in resource.attributes {
      let key = String(decoding: pair.key, as: UTF8.self)
      let text = tables.text(of: pair.value, builder)
      if key == "service.name" { service = builder.string(text) }
      // The placeholder that the specification asks for says nothing.
      if key == "service.name", text == "unknown_service" { continue }
      resourceComments.append(builder.string("resource: \(key)=\(text)"))
    }
    return service
  }

  private mutating func add(
    _ profile: OTLPProfile, number: Int, service: StringID?, _ tables: inout OTLPTables,
    documentMemory: Int
  ) throws {
    let context = "profile \(number)"
    let type = builder.text(try tables.string(profile.type, context))
    let unit = builder.text(try tables.string(profile.unit, context))
    let column = columns.column(type, unit)
    try parseHeader(of: profile, tables, context)
    for row in profile.stacks.indices {
      let context = "\(context), sample \(row + 1)"
      let value = try Self.value(of: profile, row, context)
      let stack = try tables.stack(Int(profile.stacks[row]), context, &builder, settings.limits)
      var labels = try tables.labels(profile.attributes(ofSample: row), context, &builder)
      if let service { labels.append(Label(key: builder.string("service"), value: .text(service))) }
      if settings.keepsIDs {
        labels += try tables.link(Int(profile.links[row]), context, &builder)
      }
      columns.add(value, column: column, stack: stack, labels: builder.labelSet(labels))
      try settings.limits.check(memory: builder.memory + columns.memory + documentMemory)
    }
    read += profile.stacks.count
  }

  /// The value of a sample: its value, the sum of those with times, or the number of its times.
  private static func value(
    of profile: OTLPProfile, _ row: Int, _ context: String
  ) throws(ContentError) -> Int64 {
    let (values, times) = (profile.valueCounts[row], profile.timeCounts[row])
    if values == 0, times > 0 { return Int64(times) }
    guard values == times || values == 1 && times == 0, values > 0 else {
      throw ContentError(.lengths(Int(values), "values", Int(times), "timestamps"), in: context)
    }
    return profile.sums[row]
  }

  private mutating func parseHeader(
    of profile: OTLPProfile, _ tables: OTLPTables, _ context: String
  ) throws {
    if profile.time > 0, let start = Int64(exactly: profile.time) {
      time = min(time ?? start, start)
    }
    duration = max(duration, Int64(clamping: profile.duration))
    if builder.header.period == 0, profile.period != 0 {
      builder.header.period = profile.period
      builder.header.periodType = ValueType(
        type: try tables.string(profile.periodType, context),
        unit: try tables.string(profile.periodUnit, context))
    }
    for index in profile.attributes {
      guard let (key, value) = try tables.attribute(index, context) else { continue }
      parse(builder.text(key), value, tables)
    }
  }

  /// Adds facts about the whole profile that our writer, and the collector's, record.
  private mutating func parse(_ key: String, _ value: OTLPValue, _ tables: OTLPTables) {
    let prefix = "pprof.profile."
    guard key.hasPrefix(prefix) else { return }
    let name = key.dropFirst(prefix.count)
    let text = builder.string(tables.text(of: value, builder))
    switch name {
    case "doc_url": builder.header.docURL = text
    case "drop_frames": builder.header.dropFrames = text
    case "keep_frames": builder.header.keepFrames = text
    case "comment":
      guard case .array(let values) = value else { return addComment(text) }
      for value in values { addComment(builder.string(tables.text(of: value, builder))) }
    default: if name.hasPrefix("comment.") { addComment(text) }
    }
  }

  private mutating func addComment(_ text: StringID) {
    if !comments.contains(text) { comments.append(text) }
  }

  // MARK: The whole

  mutating func finish() throws -> ReadProfile {
    guard !columns.columns.isEmpty else { throw ContentError(.missing("profile")) }
    var notes = ReadNotes()
    (notes.recordsRead, notes.recordsSeen) = (read, read)
    notes.note(zeroSamples: columns.move(into: &builder, defaultColumn: 0))
    builder.header.timeNanos = time ?? 0
    builder.header.durationNanos = duration
    builder.header.comments = comments + (resources == 1 ? resourceComments : [])
    return ReadProfile(profile: builder.finish(), notes: notes)
  }
}
