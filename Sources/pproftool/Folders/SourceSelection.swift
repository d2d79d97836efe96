import ArgumentParser
import LeakChecks
import ProfileAnalysis
import ProfileModel
import ProfilePatterns
import ProfileSystem

/// The selection among a command's profiles, decided by path where possible, so that no other file is opened.
struct SourceSelection: Sendable {
  /// The path layout; nil if none fits, or if it is not needed.
  private(set) var layout: PathLayout?
  /// Whether the layout was given by `--layout`.
  private(set) var isGiven = false
  private var instance: Pattern?
  private var version: Pattern?
  private var (since, until) = (Int64.min, Int64.max)
  /// The length of the folder that all names of a list share.
  private var sharedOfList = 0
  /// What distinguishes instances, as in `check --instance`.
  private var choice = InstanceChoice.auto
  /// The given selection options.
  private(set) var options: [String] = []

  /// All profiles.
  static let all = SourceSelection()

  private static let noTime =
    "has no time in its path or content, so it is unclear whether it is selected"

  private init() {}

  /// The decision about a file.
  enum Decision {
    case include, exclude
    /// The time is known only from the profile itself.
    case needsTime
  }

  /// - `needsLayout`: whether the path layout is needed even without selection options.
  /// - Throws: if nothing in the paths or profiles allows the selection.
  init(
    _ reading: ReadingOptions, _ sources: [FileSource], files: [SystemPath] = [],
    choice: InstanceChoice = .auto, needsLayout: Bool = false
  ) throws {
    let chosen = reading.selection
    options = chosen.choosing.map(\.name)
    (layout, isGiven) = (try chosen.pathLayout(), chosen.layoutText != nil)
    self.choice = choice
    instance = try chosen.pattern("--instance-is", chosen.instanceIs)
    version = try chosen.pattern("--version-is", chosen.versionIs)
    if isGiven, options.isEmpty, !needsLayout {
      throw ValidationError(
        "--layout has no effect here without --instance-is, --version-is, --since or --until")
    }
    guard needsLayout || !options.isEmpty else { return }
    var survey = try SourceSurvey(sources, files, isRecursive: reading.recursive)
    sharedOfList = survey.sharedOfList
    if layout == nil, let best = survey.layouts.ranked.first {
      layout = best.layout
      Self.printLayout(best.layout, best.count, of: survey.layouts.paths, reading)
    }
    try checkLayout(survey)
    try findTimes(chosen, reading, &survey)
  }

  /// Prints the detected layout.
  static func printLayout(
    _ layout: PathLayout, _ fitting: Int, of all: Int, _ reading: ReadingOptions
  ) {
    guard !reading.quiet else { return }
    Message.print("layout: \(layout.text), which fits \(fitting) of \(all) paths; see --layout")
  }

  /// Rejects a given layout that fits no path, and a version filter where no path has a version.
  private func checkLayout(_ survey: SourceSurvey) throws {
    guard isGiven || version != nil else { return }
    let facts = try survey.facts(by: self)
    if isGiven, let layout, facts.isEmpty {
      throw FileError("--layout '\(layout.text)'", "fits none of the \(survey.count) paths")
    }
    if version != nil, !facts.contains(where: { $0.version != nil }) {
      throw FileError("--version-is", "no path has a version; --layout says where it is")
    }
  }

  private mutating func findTimes(
    _ chosen: SelectionOptions, _ reading: ReadingOptions, _ survey: inout SourceSurvey
  ) throws {
    let first = try chosen.firstTime()
    let last = try chosen.lastTime()
    var newest: Int64 = 0
    if first?.isSpan == true || last?.isSpan == true {
      newest = try survey.newest(by: self, reading)
    }
    since = first?.time(before: newest) ?? .min
    until = last?.time(before: newest) ?? .max
  }
}

extension SourceSelection {
  /// The part of a path that the layout describes; nil for a file named by the user.
  func below(_ path: SystemPath, in source: FileSource?) -> ArraySlice<UInt8>? {
    // A given layout determines by itself how much of a path it describes; the paths of a list have no other common
    // start.
    source.map { path.bytes.dropFirst($0.length ?? (isGiven ? 0 : sharedOfList)) }
  }

  /// The facts in a path; nil if the layout does not fit.
  func facts(of path: SystemPath, in source: FileSource?) -> PathFacts? {
    guard let layout else { return nil }
    guard let below = below(path, in: source) else {
      return isGiven ? layout.facts(of: path.bytes[...], isWhole: false) : nil
    }
    return layout.facts(of: below, isWhole: !isGiven)
  }

  /// When a profile was taken, by its path; nil if unknown.
  func time(of path: SystemPath, _ facts: PathFacts?) -> Int64? {
    facts?.time ?? SnapshotName(path.bytes).time
  }

  /// The decision about a file, by its path.
  func decision(_ path: SystemPath, in source: FileSource?) -> Decision {
    guard !options.isEmpty else { return .include }
    let facts = facts(of: path, in: source)
    if let version, !(facts?.version.map(version.matches) ?? false) { return .exclude }
    if let instance, !isMatched(instance, path, facts, in: source) { return .exclude }
    guard since != .min || until != .max else { return .include }
    guard let time = time(of: path, facts) else { return .needsTime }
    return includes(time: time) ? .include : .exclude
  }

  /// Whether a file is selected, now that its profiles are read.
  ///
  /// - `decision`: what its path told.
  /// - Throws: a `FileError` if it takes a time to decide and none is known.
  func includes(_ decision: Decision, _ profiles: [ReadProfile], of name: String) throws -> Bool {
    guard decision == .needsTime else { return decision == .include }
    let times = profiles.map(\.profile.header.timeNanos).filter { $0 != 0 }
    guard let newest = times.max() else { throw FileError(name, Self.noTime) }
    return includes(time: newest)
  }

  private func includes(time: Int64) -> Bool { since <= time && time <= until }

  /// Whether the instance of a path matches. The instance is the one by `--instance`, else the one in the layout,
  /// else the folder and the constant part of the name.
  private func isMatched(
    _ pattern: Pattern, _ path: SystemPath, _ facts: PathFacts?, in source: FileSource?
  ) -> Bool {
    let name = SnapshotName(path.bytes)
    switch choice {
    case .folder: return pattern.matches(name.folderPart[...])
    case .name: return pattern.matches(name.namePart(keepingDigits: true)[...])
    case .pattern(let own):
      return own.firstGroup(in: path.bytes).map { pattern.matches($0[...]) } ?? false
    case .auto, .label: break
    }
    if let instance = facts?.instanceOrService { return pattern.matches(instance) }
    let own = SnapshotName(Array(below(path, in: source) ?? path.bytes[...]))
    return pattern.matches((own.place + own.namePart(keepingDigits: true))[...])
  }
}
