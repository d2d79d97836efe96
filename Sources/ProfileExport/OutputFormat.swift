import PprofWire
package import ProfileAnalysis
package import ProfileModel

/// A format that profiles are written in: its name, what it keeps of a profile, and its writer.
///
/// To add one, write its value in a file of its own and name it in `all`.
package struct OutputFormat: Sendable {
  /// What `--to` calls it.
  package let name: String
  /// What it is, for a list of formats: `protobuf in gzip, as profilers save it`.
  package let summary: String
  /// How names of its files end, lower case, each with its point.
  package let endings: [String]
  /// Whether it is text, which a terminal can show.
  package private(set) var isText: Bool
  /// The parts it can represent, besides stacks of names with a value.
  let keeps: Set<ProfilePart>
  /// The values it can represent.
  private let values: Values
  /// Whether viewers in JavaScript read it, which round large numbers.
  private let isForBrowsers: Bool
  /// The settings that apply to it.
  package let options: Set<WritingSettings.Option>
  /// A wider name that `--to` also accepts, if the file's ending selects the format.
  private let widerName: String
  /// Whether the format itself is compressed.
  private let isCompressed: Bool
  /// Whether it is put into gzip, for a name that ends in `.gz`.
  package private(set) var isInGzip = false
  private let writer: Writer

  /// The values that a format can represent.
  enum Values { case any, notZero, positive }

  /// Writes a profile, and returns the stacks that the format cannot represent.
  typealias Writer = @Sendable (Profile, WritingSettings, inout ByteSink) throws -> LeftOutStacks

  init(
    name: String, widerName: String? = nil, summary: String, endings: [String], isText: Bool,
    isCompressed: Bool = false, isForBrowsers: Bool = false, keeps: Set<ProfilePart>,
    values: Values = .any, options: Set<WritingSettings.Option> = [], writer: @escaping Writer
  ) {
    (self.name, self.widerName, self.summary) = (name, widerName ?? name, summary)
    (self.endings, self.isText, self.keeps) = (endings, isText, keeps)
    (self.isCompressed, self.isForBrowsers) = (isCompressed, isForBrowsers)
    (self.values, self.options, self.writer) = (values, options, writer)
  }

  /// Every format, the usual one first.
  package static let all: [OutputFormat] = [
    .pprof, .protobuf, .folded, .json, .ndjson, .speedscope, .firefox, .otlp, .otlpJSON,
    .cpuprofile, .heapprofile, .d3,
  ]

  /// Writes a profile. The sink is not finished.
  ///
  /// - Returns: the stacks that the format cannot represent.
  /// - Throws: if the profile has nothing that the format could hold.
  package func write(
    _ profile: Profile, _ settings: WritingSettings = WritingSettings(), to sink: inout ByteSink
  ) throws -> LeftOutStacks {
    guard isInGzip else { return try writer(profile, settings, &sink) }
    var leftOut = LeftOutStacks()
    try sink.writeInGzip { leftOut = try writer(profile, settings, &$0) }
    return leftOut
  }

  /// The parts of a profile that the format cannot represent.
  package func losses(
    of profile: Profile, _ settings: WritingSettings = WritingSettings()
  ) -> [ProfileLoss] {
    // Where labels are left out, nothing is left to say of them.
    let missing = ProfilePart.allCases.filter { part in
      !keeps.contains(part) && (part != .mixedUnits || keeps.contains(.labels))
    }
    return missing.compactMap { ProfileLoss($0, of: profile, keepingLabel: settings.groupKey) }
  }

  /// Whether the format can represent no sample of a profile, so that nothing would be written.
  package func holdsNothing(of profile: Profile) -> Bool {
    guard values != .any else { return profile.sampleTable.count == 0 }
    let only = keeps.contains(.sampleTypes) ? nil : try? SampleTypeChoice(of: profile).column
    let columns = only.map { $0..<$0 + 1 } ?? 0..<profile.width
    return !(0..<profile.sampleTable.count).contains { sample in
      let stack = StackID(profile.sampleTable.stacks[sample])
      guard keeps.contains(.emptyStacks) || !profile.stacks.frames(of: stack).isEmpty else {
        return false
      }
      return columns.contains { holds(profile.sampleTable.values[sample * profile.width + $0]) }
    }
  }

  private func holds(_ value: Int64) -> Bool {
    values == .positive ? value > 0 : value != 0
  }

  /// The greatest whole number that a viewer in JavaScript has exactly.
  private static let exactNumbers = UInt64(1) << 53

  /// Whether viewers may round values, for they are in JavaScript.
  package func isRounded(_ profile: Profile) -> Bool {
    isForBrowsers && profile.sampleTable.values.contains { $0.magnitude > Self.exactNumbers }
  }

  /// The same in gzip.
  private var inGzip: OutputFormat {
    guard !isCompressed else { return self }
    var format = self
    (format.isText, format.isInGzip) = (false, true)
    return format
  }
}

extension OutputFormat: Equatable {
  /// The format with a name; nil if there is none.
  package init?(name: String) {
    guard let format = Self.all.first(where: { $0.name == name }) else { return nil }
    self = format
  }

  /// The format that the name of a file asks for, by its longest ending; nil if it does not say.
  package init?(fileName: String) {
    guard let known = Self.known(fileName) else { return nil }
    self = known.format
  }

  /// The ending by which a file's name asks for a format, lower case; nil if it does not say.
  package static func ending(of fileName: String) -> String? { known(fileName)?.ending }

  /// Whether a name that asks for this format goes together with a format that was chosen.
  package func fits(_ chosen: OutputFormat) -> Bool {
    chosen.name == name || chosen.name == widerName
  }

  /// Every ending may be followed by `.gz`, which compresses any format but pprof's, which is compressed anyway.
  private static func known(_ fileName: String) -> (ending: String, format: OutputFormat)? {
    let name = fileName.lowercased()
    let endings = all.flatMap { format in
      format.endings.flatMap { ending in
        [(ending: ending, format: format), (ending: ending + gzip, format: format.inGzip)]
      }
    }
    let found = endings.filter { name.hasSuffix($0.ending) }
    // Of equal ones the first wins: `.pb.gz` is pprof's.
    return found.reduce(nil) { best, next in
      best.map { $0.ending.utf8.count >= next.ending.utf8.count } == true ? best : next
    }
  }

  private static let gzip = ".gz"

  package static func == (left: Self, right: Self) -> Bool {
    left.name == right.name && left.isInGzip == right.isInGzip
  }
}

/// Settings for writing a format.
package struct WritingSettings: Sendable {
  /// What can be chosen of how a profile is written.
  package enum Option: Sendable {
    /// A label whose values are written apart.
    case groups
    /// What was measured.
    case service
  }

  /// What writes, and its version: `pproftool@1.2.3`.
  package var program = "pproftool"
  /// A label whose values become separate profiles or threads; nil to write all samples together.
  package var groupKey: String?
  /// What was measured.
  package var service = "unknown_service"

  package init() {}
}
