package import ProfileModel
import ProfileSystem

/// The content of a profile, counted and in words; small, however large the profile is.
package struct ProfileSummary: Sendable, Equatable {
  /// A kind of measurement with the sum of all its values, held within the range.
  package struct SampleType: Sendable, Equatable {
    package var type: String
    package var unit: String
    package var total: Int64
    /// Whether reports show it by default.
    package var isDefault: Bool
  }

  /// A key of labels with how many distinct values it has.
  package struct LabelKey: Sendable, Equatable {
    package var key: String
    package var texts: Int
    package var numbers: Int
    /// The units of the numbers, as far as they have any.
    package var units: [String]
  }

  /// A part of memory that a binary was loaded into.
  package struct Mapping: Sendable, Equatable {
    package var filename: String
    package var buildID: String
    package var start: UInt64
    package var limit: UInt64
    package var fileOffset: UInt64
  }

  /// What lies between two samples; all empty if unknown.
  package struct Period: Sendable, Equatable {
    package var type = ""
    package var unit = ""
    package var value: Int64 = 0
    /// Whether anything is known about it.
    package var isKnown: Bool { value != 0 || !type.isEmpty || !unit.isEmpty }
  }

  package var sampleTypes: [SampleType] = []
  package var samples = 0
  /// How many distinct stacks the samples have.
  package var stacks = 0
  package var functions = 0
  package var locations = 0
  /// In the order of their keys.
  package var labelKeys: [LabelKey] = []
  /// The program that wrote it, by the marks that some leave; nil if there are none.
  package var producer: String?
  package var mappings: [Mapping] = []
  /// Where functions have no names.
  package var missingNames = MissingNames(in: Profile())
  package var period = Period()
  /// In nanoseconds since 1970, UTC; 0 if not known.
  package var timeNanos: Int64 = 0
  /// 0 if not known.
  package var durationNanos: Int64 = 0
  package var comments: [String] = []
  /// Facts recorded only in the text that it was read from.
  package var remarks = SourceRemarks()
  package var docURL = ""
  package var dropFrames = ""
  package var keepFrames = ""

  package init(of profile: Profile) {
    remarks = SourceRemarks(of: profile)
    sampleTypes = Self.sampleTypes(of: profile)
    samples = profile.sampleTable.count
    stacks = Self.usedStacks(of: profile)
    functions = profile.functions.count
    locations = profile.locations.count
    labelKeys = Self.labelKeys(of: profile)
    producer = profile.likelyProducer
    mappings = profile.mappings.map { Mapping($0, in: profile.strings) }
    missingNames = MissingNames(in: profile)
    copy(profile.header, strings: profile.strings)
  }

  private mutating func copy(_ header: ProfileHeader, strings: StringTable) {
    period = Period(
      type: strings[header.periodType.type], unit: strings[header.periodType.unit],
      value: header.period)
    timeNanos = header.timeNanos
    durationNanos = header.durationNanos
    comments = header.comments.map { strings[$0] }
    docURL = strings[header.docURL]
    dropFrames = strings[header.dropFrames]
    keepFrames = strings[header.keepFrames]
  }

  private static func sampleTypes(of profile: Profile) -> [SampleType] {
    let types = profile.header.sampleTypes
    var totals = [Int64](repeating: 0, count: types.count)
    var column = 0
    for value in profile.sampleTable.values {
      totals[column] = totals[column].addingClamped(value)
      column = column + 1 == totals.count ? 0 : column + 1
    }
    let byDefault = try? SampleTypeChoice(of: profile).column
    return types.enumerated().map { index, type in
      SampleType(
        type: profile.strings[type.type], unit: profile.strings[type.unit], total: totals[index],
        isDefault: index == byDefault)
    }
  }

  private static func usedStacks(of profile: Profile) -> Int {
    var isUsed = [Bool](repeating: false, count: profile.stacks.count)
    for stack in profile.sampleTable.stacks { isUsed[Int(stack)] = true }
    return isUsed.count { $0 }
  }

  private static func labelKeys(of profile: Profile) -> [LabelKey] {
    var counts: [StringID: LabelCounts] = [:]
    for label in Set(profile.labelSets.labels) {
      counts[label.key, default: LabelCounts()].count(label.value)
    }
    return counts.map { key, counts in
      LabelKey(
        key: profile.strings[key], texts: counts.texts, numbers: counts.numbers,
        units: counts.units.map { profile.strings[$0] }.sorted())
    }.sorted { $0.key < $1.key }
  }

  /// How many distinct values a key has; there may be as many units as values.
  private struct LabelCounts {
    var texts = 0
    var numbers = 0
    var units: Set<StringID> = []

    /// Counts a value that was not counted before.
    mutating func count(_ value: Label.Value) {
      switch value {
      case .text: texts += 1
      case .number(_, let unit):
        numbers += 1
        if unit != .empty { units.insert(unit) }
      }
    }
  }
}

extension ProfileSummary.Mapping {
  fileprivate init(_ mapping: Mapping, in strings: StringTable) {
    filename = strings[mapping.filename]
    buildID = strings[mapping.buildID]
    start = mapping.start
    limit = mapping.limit
    fileOffset = mapping.fileOffset
  }
}

extension Profile {
  /// The marks that writers leave in the names of functions' files and of mappings.
  private static let marks: [(producer: String, mark: String, isEnd: Bool)] = [
    ("ddtrace", "/ddtrace/profiling/", false),
    ("gperftools", "/libprofiler.so", false),
    ("gperftools", "/libtcmalloc", false),
    ("Go runtime", ".go", true),
    ("a Python profiler", ".py", true),
  ]

  fileprivate var likelyProducer: String? {
    let files = Set(functions.filenames.map(StringID.init) + mappings.map(\.filename))
    return Self.marks.first { mark in
      let text = Array(mark.mark.utf8)
      return files.contains { file in
        let name = strings.bytes(of: file)
        return mark.isEnd
          ? name.suffix(text.count).elementsEqual(text) : name.firstRange(of: text) != nil
      }
    }?.producer
  }
}
