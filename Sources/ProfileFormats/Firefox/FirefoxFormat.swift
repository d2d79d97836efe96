import JSONText
import ProfileModel

extension InputFormat {
  /// What profiler.firefox.com reads: processed by it or by samply, or as Firefox itself gives it (Gecko).
  package static let firefox = InputFormat(
    name: "firefox", summary: "Firefox Profiler, samply: processed and Gecko profiles",
    endings: [".fxprofile.json"], traits: [], isText: false,
    recognise: { window in
      guard let outline = window.outline else { return .no }
      if outline.has("preprocessedProfileVersion", in: "meta") {
        return .certain("it has the version of a processed profile")
      }
      return outline.has("interval", in: "meta") && outline.has("processType", in: "meta")
        ? .certain("it has the header of a Gecko profile") : .no
    },
    read: { source, settings in [.only(try FirefoxReader.read(source, settings))] })
}

/// Reads a profile of the Firefox Profiler by its structure, whichever version wrote it.
struct FirefoxReader {
  private let settings: ReadSettings
  private var builder = ProfileBuilder()
  private var shared = FirefoxTables()
  private var threads: [FirefoxThread] = []
  private var libraries: [StringID] = []
  private var interval: DecimalNumber?
  private var start: DecimalNumber?
  private var importer = ""
  /// How deep processes may be in one another; there is one level in practice.
  private static let deepest = 16

  private init(_ settings: ReadSettings) { self.settings = settings }

  static func read(
    _ source: consuming ByteSource, _ settings: ReadSettings
  ) throws -> ReadProfile {
    var reader = FirefoxReader(settings)
    var json = JSONTokenizer(source)
    try reader.readProcess(&json, depth: 0)
    try json.readEnd()
    return try reader.finish()
  }

  private mutating func readProcess(_ json: inout JSONTokenizer, depth: Int) throws {
    guard depth < Self.deepest else { return try json.skipValue() }
    try json.readObject { key, json in
      switch key {
      case "meta": try parseMeta(&json, isMain: depth == 0)
      case "libs": libraries += try FirefoxThread.libraries(&json, &builder)
      case "shared":
        try json.readObjectIfAny { key, json in
          _ = try shared.parse(key, &json, &builder, check)
        }
      case "threads": try json.readArrayIfAny { try parseThread(&$0) }
      case "processes": try json.readArrayIfAny { try readProcess(&$0, depth: depth + 1) }
      default: break
      }
    }
  }

  private mutating func parseMeta(_ json: inout JSONTokenizer, isMain: Bool) throws {
    try json.readObjectIfAny { key, json in
      guard isMain else { return }
      switch key {
      case "interval": interval = try json.decimal()
      case "startTime": start = try json.decimal()
      case "importedFrom": importer = try json.optionalText() ?? ""
      default: break
      }
    }
  }

  private mutating func parseThread(_ json: inout JSONTokenizer) throws {
    // Some writers put an index instead of a thread that is elsewhere.
    guard try json.kind() == .object else { return }
    var thread = FirefoxThread()
    let others = memory
    let limits = settings.limits
    try thread.read(&json, &builder) { try limits.check(memory: $0 + others) }
    threads.append(thread)
  }

  private var memory: Int {
    builder.memory + shared.memory + threads.reduce(0) { $0 + $1.memory }
  }

  private func check(_ more: Int) throws { try settings.limits.check(memory: memory + more) }

  // MARK: The whole

  /// Whether this program wrote it, so that names of threads are columns.
  private var isOwn: Bool { importer.hasPrefix("pproftool") }

  private mutating func finish() throws -> ReadProfile {
    guard !threads.isEmpty else { throw ContentError(.missing("thread")) }
    var samples = FirefoxSamples(settings.limits)
    // Where all threads share their tables, they share the stacks made of them.
    var common: FirefoxStacks?
    var named: [String: MappingID] = [:]
    let mappings = mappings(of: libraries, &named)
    for thread in threads {
      let isShared = thread.tables.stacks.count("frame") == 0
      var stacks: FirefoxStacks
      if isShared, let common {
        stacks = common
      } else {
        stacks = try FirefoxStacks(
          thread.tables.completed(by: shared),
          libraries: thread.libraries.isEmpty
            ? mappings : self.mappings(of: thread.libraries, &named),
          named: named, isOwn: isOwn)
      }
      try add(thread, to: &samples, &stacks)
      if isShared { common = stacks }
      named = stacks.named
    }
    return profile(of: samples)
  }

  /// A mapping for each library, those of equal names once.
  private mutating func mappings(
    of libraries: [StringID], _ named: inout [String: MappingID]
  ) -> [MappingID] {
    libraries.map { file in
      let name = builder.text(file)
      if let mapping = named[name] { return mapping }
      let mapping = builder.addMapping(Mapping(id: 0, filename: file, hasFunctions: true))
      named[name] = mapping
      return mapping
    }
  }

  private mutating func add(
    _ thread: FirefoxThread, to samples: inout FirefoxSamples, _ stacks: inout FirefoxStacks
  ) throws {
    let labels = labelSet(of: thread)
    var name: SampleColumns.Column?
    if isOwn {
      let unit = FirefoxSamples.Weights(thread.samples.weightType).column.unit
      name = .init(OwnProfileName(thread.name).type, unit)
    }
    try samples.add(
      thread.samples, named: name, labels: labels, hasTimes: !isOwn, &stacks, &builder)
    let allocations: [(FirefoxTable, String)] = [
      (thread.scriptAllocations, "js_alloc_space"), (thread.nativeAllocations, "alloc_space"),
    ]
    for (table, type) in allocations where table.count("stack") > 0 {
      try samples.add(
        table, named: .init(type, "bytes"), labels: labels, hasTimes: true, &stacks, &builder)
    }
  }

  private mutating func labelSet(of thread: FirefoxThread) -> LabelSetID {
    if isOwn {
      guard let (key, value) = OwnProfileName(thread.name).label else { return .empty }
      let label = Label(key: builder.string(key), value: .text(builder.string(value)))
      return builder.labelSet([label])
    }
    let identity = ThreadIdentity(
      process: builder.string(thread.process), pid: thread.pid,
      thread: builder.string(thread.name), tid: thread.tid)
    return identity.labelSet(in: &builder, keepsIDs: settings.keepsIDs)
  }

  private mutating func profile(of samples: FirefoxSamples) -> ReadProfile {
    var notes = ReadNotes()
    notes.recordsRead = samples.read
    notes.recordsSeen = samples.read
    if samples.withoutStack > 0 {
      notes.remarks.append("left out \(samples.withoutStack.counted("sample")) without a stack")
    }
    if let warning = samples.loss.warning { notes.warnings.append(warning) }
    notes.note(zeroSamples: samples.columns.move(into: &builder))
    builder.header.timeNanos = start?.scaled(by: 6) ?? 0
    let counts = samples.columns.columns.contains(FirefoxSamples.Weights.samples.column)
    if counts, !isOwn, let interval, interval.scaled(by: 6) > 0 {
      builder.header.period = interval.scaled(by: 6)
      builder.header.periodType = ValueType(
        type: builder.string("cpu"), unit: builder.string("nanoseconds"))
    }
    return ReadProfile(profile: builder.finish(), notes: notes)
  }
}
