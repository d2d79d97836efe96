import JSONText
import ProfileModel

extension InputFormat {
  /// The JSON of speedscope, which many profilers write.
  package static let speedscope = InputFormat(
    name: "speedscope", summary: "speedscope, py-spy, pyinstrument, dotnet-trace and others",
    endings: [".speedscope.json", ".speedscope"], traits: [], isText: false,
    recognise: { window in
      guard let outline = window.outline else { return .no }
      if outline.word("$schema")?.hasSuffix("speedscope.app/file-format-schema.json") == true {
        return .certain("its schema is speedscope's")
      }
      if ["sampled", "evented"].contains(outline.word("type", in: "profiles")) {
        return .certain("it has profiles as speedscope has them")
      }
      return outline.has("frames", in: "shared") ? .likely("it has shared frames") : .no
    },
    read: { source, settings in [.only(try SpeedscopeReader.read(source, settings))] })
}

/// Reads a file of speedscope: frames that all profiles share, and profiles of samples or of events.
///
/// The frames may stand behind the profiles, so stacks are kept as indices of frames until the end.
struct SpeedscopeReader {
  private let settings: ReadSettings
  private var builder = ProfileBuilder()
  /// The location of each frame; nil before the frames were read.
  private var frames: [UInt32]?
  private var stacks = SpeedscopeStacks()
  private var profiles: [SpeedscopeProfile] = []
  private var activeIndex: Int64 = 0
  private var exporter = ""

  private init(_ settings: ReadSettings) { self.settings = settings }

  static func read(
    _ source: consuming ByteSource, _ settings: ReadSettings
  ) throws -> ReadProfile {
    var reader = SpeedscopeReader(settings)
    try JSONTokenizer.readObject(of: source) { key, json in try reader.parse(key, &json) }
    return try reader.finish()
  }

  private mutating func parse(_ key: String, _ json: inout JSONTokenizer) throws {
    switch key {
    case "shared":
      try json.readObject { key, json in if key == "frames" { try parseFrames(&json) } }
    case "profiles":
      profiles = []
      try json.readArray { try parseProfile(&$0) }
    case "activeProfileIndex": activeIndex = try json.integer() ?? 0
    case "exporter": exporter = try json.optionalText() ?? ""
    default: break
    }
  }

  // MARK: Frames

  private mutating func parseFrames(_ json: inout JSONTokenizer) throws {
    var rows: [UInt32] = []
    try json.readArray { json in
      rows.append(try parseFrame(&json, number: rows.count + 1))
      try settings.limits.check(memory: memory + 4 * rows.count)
    }
    frames = rows
  }

  private mutating func parseFrame(_ json: inout JSONTokenizer, number: Int) throws -> UInt32 {
    var name: StringID?
    var file = StringID.empty
    var (line, column): (Int64, Int64) = (0, 0)
    try json.readObject { key, json in
      switch key {
      case "name": name = try json.textBytes().map { builder.string($0.span) }
      case "file": file = try json.textBytes().map { builder.string($0.span) } ?? .empty
      case "line": line = try json.integer() ?? 0
      case "col": column = try json.integer() ?? 0
      default: break
      }
    }
    guard let name else { throw ContentError(.missing("name"), in: "frame \(number)") }
    let function = builder.function(name: name, filename: file)
    return builder.location(
      lines: [.init(function: function, number: max(0, line), column: max(0, column))]
    ).index
  }

  // MARK: Profiles

  private mutating func parseProfile(_ json: inout JSONTokenizer) throws {
    let others = builder.memory + profiles.reduce(0) { $0 + $1.memory }
    var profile = SpeedscopeProfile(
      number: profiles.count + 1, limits: settings.limits, otherMemory: others)
    try profile.read(&json, &stacks)
    profiles.append(profile)
  }

  private var memory: Int {
    builder.memory + stacks.memory + profiles.reduce(0) { $0 + $1.memory }
  }

  // MARK: The whole

  private consuming func finish() throws -> ReadProfile {
    guard let frames else { throw ContentError(.missing("'frames' in 'shared'")) }
    try stacks.check(frameCount: frames.count)
    var notes = ReadNotes()
    let rows = try locatedStacks(frames)
    var samples = SampleColumns()
    for profile in profiles {
      add(profile, to: &samples)
      profile.tell(&notes, of: profiles.count)
    }
    samples = samples.mapped(stacks: rows)
    let active = Int(exactly: activeIndex) ?? 0
    let shown = profiles.indices.contains(active) ? column(of: profiles[active]) : nil
    notes.note(
      zeroSamples: samples.move(
        into: &builder, defaultColumn: shown.flatMap { samples.columns.firstIndex(of: $0) } ?? 0))
    return ReadProfile(profile: builder.finish(), notes: notes)
  }

  /// The stacks with locations for the indices of frames.
  private mutating func locatedStacks(_ frames: [UInt32]) throws -> [UInt32] {
    var rows: [UInt32] = []
    rows.reserveCapacity(stacks.table.count)
    var located: [UInt32] = []
    for row in 0..<stacks.table.count {
      located.removeAll(keepingCapacity: true)
      for index in stacks.table.frames(of: StackID(UInt32(row))) {
        located.append(frames[Int(stacks.table.frames[index])])
      }
      rows.append(builder.stack(located.span).index)
      try settings.limits.check(memory: memory)
    }
    return rows
  }

  private mutating func add(_ profile: SpeedscopeProfile, to samples: inout SampleColumns) {
    let name = column(of: profile)
    let column = samples.column(name.type, name.unit)
    let labels = builder.labelSet(labels(of: profile))
    samples.span.include(profile.span)
    for (stack, value) in profile.sums {
      samples.add(value, column: column, stack: stack, labels: labels)
    }
  }

  /// Whether this program wrote it, so that names are columns.
  private var isOwn: Bool { exporter.hasPrefix("pproftool") }

  private func column(of profile: SpeedscopeProfile) -> SampleColumns.Column {
    let unit = profile.unit
    guard isOwn else { return .init(unit.type, unit.unit) }
    return .init(OwnProfileName(profile.name).type, unit.unit)
  }

  private mutating func labels(of profile: SpeedscopeProfile) -> [Label] {
    if isOwn {
      guard let (key, value) = OwnProfileName(profile.name).label else { return [] }
      return [Label(key: builder.string(key), value: .text(builder.string(value)))]
    }
    guard profiles.count > 1, !profile.name.isEmpty else { return [] }
    return [Label(key: builder.string("profile"), value: .text(builder.string(profile.name)))]
  }
}

/// What this program calls the profiles and threads that it writes: `cpu`, `cpu · tenant=acme` or `cpu · (none)`.
struct OwnProfileName {
  let type: String
  let label: (key: String, value: String)?

  init(_ name: String) {
    let separator = " · "
    guard let range = name.firstRange(of: separator) else {
      (type, label) = (name, nil)
      return
    }
    type = String(name[..<range.lowerBound])
    let rest = name[range.upperBound...]
    label = rest.firstIndex(of: "=").map {
      (String(rest[..<$0]), String(rest[rest.index(after: $0)...]))
    }
  }
}
