import ArgumentParser
import LeakChecks
import ProfileAnalysis
import ProfilePatterns
import ProfileSystem

/// Which profiles of a command's sources are taken: decided by their paths as far as those tell, so that nothing else is opened.
struct SourceSelection: Sendable {
  /// How the paths are made; nil if no layout fits them, or nobody asks.
  private(set) var layout: PathLayout?
  /// Whether somebody said what the layout is.
  private(set) var isGiven = false
  private var instance: Pattern?
  private var version: Pattern?
  private var (since, until) = (Int64.min, Int64.max)
  /// How long the folder is that all names of a list share.
  private var sharedOfList = 0
  /// What tells instances apart, if a check says so.
  private var choice = InstanceChoice.auto
  /// The options that choose, as they were given.
  private(set) var options: [String] = []

  /// All profiles.
  static let all = SourceSelection()

  /// Why a profile cannot be chosen.
  static let noTime =
    "has no time in its path or in itself, so it is unclear whether it is selected"

  private init() {}

  /// What is to be done about a file.
  enum Answer {
    case take, leave
    /// Only the profile tells when it was taken.
    case askForTime
  }

  /// - `needsLayout`: whether the layout is asked for, whatever is chosen.
  /// - Throws: if there is nothing to choose by.
  init(
    _ reading: ReadingOptions, _ places: [SourcePlace], files: [SystemPath] = [],
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
    var survey = try SourceSurvey(places, files, isRecursive: reading.recursive)
    sharedOfList = survey.sharedOfList
    if layout == nil, let best = survey.layouts.ranked.first {
      layout = best.layout
      Self.say(best.layout, best.count, of: survey.layouts.paths, reading)
    }
    try checkLayout(survey)
    try findTimes(chosen, reading, &survey)
  }

  /// Says once what the layout was taken for.
  static func say(_ layout: PathLayout, _ fitting: Int, of all: Int, _ reading: ReadingOptions) {
    guard !reading.quiet else { return }
    Message.print("layout: \(layout.text), which fits \(fitting) of \(all) paths; see --layout")
  }

  /// A layout that was given and fits nothing is a mistake, and so is a version that no path tells.
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
  /// The part of a path that layouts are about; nil for a file that somebody named.
  func below(_ path: SystemPath, in place: SourcePlace?) -> ArraySlice<UInt8>? {
    // A layout that was given says itself how much of a path it is about; in a list nothing else does.
    place.map { path.bytes.dropFirst($0.length ?? (isGiven ? 0 : sharedOfList)) }
  }

  /// What a path tells; nil if no layout fits it.
  func facts(of path: SystemPath, in place: SourcePlace?) -> PathFacts? {
    guard let layout else { return nil }
    guard let below = below(path, in: place) else {
      return isGiven ? layout.facts(of: path.bytes[...], isWhole: false) : nil
    }
    return layout.facts(of: below, isWhole: !isGiven)
  }

  /// When a profile was taken by its path; nil if that does not tell.
  func time(of path: SystemPath, _ facts: PathFacts?) -> Int64? {
    facts?.time ?? SnapshotName(path.bytes).time
  }

  /// What is to be done about a file, by its path.
  func answer(_ path: SystemPath, in place: SourcePlace?) -> Answer {
    guard !options.isEmpty else { return .take }
    let facts = facts(of: path, in: place)
    if let version, !(facts?.version.map(version.matches) ?? false) { return .leave }
    if let instance, !isMatched(instance, path, facts, in: place) { return .leave }
    guard since != .min || until != .max else { return .take }
    guard let time = time(of: path, facts) else { return .askForTime }
    return takes(time: time) ? .take : .leave
  }

  func takes(time: Int64) -> Bool { since <= time && time <= until }

  /// An instance is what `--instance` says, else what the layout tells, else the folder and the part of the name that stays.
  private func isMatched(
    _ pattern: Pattern, _ path: SystemPath, _ facts: PathFacts?, in place: SourcePlace?
  ) -> Bool {
    let name = SnapshotName(path.bytes)
    switch choice {
    case .folder: return pattern.matches(name.folderPart[...])
    case .name: return pattern.matches(name.namePart(keepingDigits: true)[...])
    case .pattern(let own):
      return own.firstGroup(in: path.bytes).map { pattern.matches($0[...]) } ?? false
    case .auto, .label: break
    }
    if let told = facts?.instanceOrService { return pattern.matches(told) }
    let own = SnapshotName(Array(below(path, in: place) ?? path.bytes[...]))
    return pattern.matches((own.folderPart + own.namePart(keepingDigits: true))[...])
  }
}
