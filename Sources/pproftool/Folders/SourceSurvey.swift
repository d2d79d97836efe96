import LeakChecks
import ProfileAnalysis
import ProfileFetching
import ProfileSystem

/// A survey of all paths before any file is opened: their layout, and the time of the newest profile.
struct SourceSurvey {
  private let sources: [FileSource]
  private let files: [SystemPath]
  private let isRecursive: Bool
  private(set) var layouts = LayoutSurvey()
  /// The length of the folder that all names of a list share.
  private(set) var sharedOfList = 0
  /// The number of paths.
  private(set) var count = 0

  /// - `files`: files named by the user.
  init(_ sources: [FileSource], _ files: [SystemPath], isRecursive: Bool) throws {
    (self.sources, self.files, self.isRecursive) = (sources, files, isRecursive)
    var shared = SharedFolder()
    for source in sources {
      guard case .list = source else { continue }
      try forEach(in: source) { shared.add($0.bytes) }
    }
    sharedOfList = shared.length
    count = files.count
    var survey = LayoutSurvey()
    for source in sources {
      let length = source.length ?? sharedOfList
      try forEach(in: source) { survey.add($0.bytes.dropFirst(length)) }
    }
    layouts = survey
    count += survey.paths
  }

  /// The paths of a source; of a list that can be read only once, only the first ones.
  private func forEach(in source: FileSource, _ body: (SystemPath) throws -> Void) throws {
    var source = source
    if case .list(let list) = source {
      guard let fromBeginning = list.fromBeginning else { return try list.ahead().forEach(body) }
      source = .list(fromBeginning)
    }
    var walk = try SourceWalk(source, isRecursive: isRecursive)
    while let item = try walk.next() { if case .file(let path, _) = item { try body(path) } }
  }

  private func forEach(_ body: (SystemPath, FileSource?) throws -> Void) throws {
    for file in files { try body(file, nil) }
    for source in sources { try forEach(in: source) { try body($0, source) } }
  }

  /// The distinct facts in the paths that fit the layout.
  func facts(by selection: SourceSelection) throws -> Set<VersionFact> {
    var facts: Set<VersionFact> = []
    try forEach { path, source in
      guard let pathFacts = selection.facts(of: path, in: source) else { return }
      facts.insert(VersionFact(version: pathFacts.version))
    }
    return facts
  }

  /// The fact that is needed of all paths.
  struct VersionFact: Hashable { let version: String? }

  /// When the newest profile was taken, in nanoseconds since 1970: by its path, or by the profile if the path has no
  /// time.
  ///
  /// - Throws: a `FileError` if no time is known, or if a list cannot be read twice.
  func newest(by selection: SourceSelection, _ reading: ReadingOptions) throws -> Int64 {
    for case .list(let list) in sources where list.fromBeginning == nil {
      throw FileError(
        list.name,
        "can be read only once, so the newest is not known; give --since and --until as times")
    }
    var newest: Int64 = 0
    try forEach { path, source in
      let time = selection.time(of: path, selection.facts(of: path, in: source))
      newest = max(newest, time ?? Self.ownTime(of: path, reading))
    }
    guard newest > 0 else {
      let names = (files.isEmpty ? [] : [InputFile.name(of: files)]) + sources.map(\.name)
      throw FileError(
        names.joined(separator: ", "), "no profile has a time, so the newest is not known")
    }
    return newest
  }

  /// The time in the profile itself; 0 if it has none or cannot be read, which is reported later.
  private static func ownTime(of path: SystemPath, _ reading: ReadingOptions) -> Int64 {
    guard path != "-", !ServiceURL.isOne(path) else { return 0 }
    return (try? reading.readAllQuietly(path))?.map(\.profile.header.timeNanos).max() ?? 0
  }
}
