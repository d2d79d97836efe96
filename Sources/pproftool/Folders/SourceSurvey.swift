import LeakChecks
import ProfileAnalysis
import ProfileFetching
import ProfileSystem

/// Goes through the names of sources before any is opened: which layout they have, and when the newest was taken.
struct SourceSurvey {
  private let places: [SourcePlace]
  private let files: [SystemPath]
  private let isRecursive: Bool
  private(set) var layouts = LayoutSurvey()
  /// How long the folder is that all names of a list share.
  private(set) var sharedOfList = 0
  /// How many names there are.
  private(set) var count = 0

  /// - `files`: what somebody named one by one.
  init(_ places: [SourcePlace], _ files: [SystemPath], isRecursive: Bool) throws {
    (self.places, self.files, self.isRecursive) = (places, files, isRecursive)
    var shared = SharedFolder()
    for place in places {
      guard case .list = place else { continue }
      try forEach(in: place) { shared.add($0.bytes) }
    }
    sharedOfList = shared.length
    count = files.count
    var survey = LayoutSurvey()
    for place in places {
      let length = place.length ?? sharedOfList
      try forEach(in: place) { survey.add($0.bytes.dropFirst(length)) }
    }
    layouts = survey
    count += survey.paths
  }

  /// The names in a place; of a list that can be read only once those that come first.
  private func forEach(in place: SourcePlace, _ body: (SystemPath) throws -> Void) throws {
    var place = place
    if case .list(let list) = place {
      guard let again = list.again else { return try list.ahead().forEach(body) }
      place = .list(again)
    }
    var walk = try PlaceWalk(place, isRecursive: isRecursive)
    while let item = try walk.next() { if case .file(let path, _) = item { try body(path) } }
  }

  private func forEach(_ body: (SystemPath, SourcePlace?) throws -> Void) throws {
    for file in files { try body(file, nil) }
    for place in places { try forEach(in: place) { try body($0, place) } }
  }

  /// What paths tell by a layout, as far as it fits them, each once.
  func facts(by selection: SourceSelection) throws -> Set<VersionFact> {
    var facts: Set<VersionFact> = []
    try forEach { path, place in
      guard let told = selection.facts(of: path, in: place) else { return }
      facts.insert(VersionFact(version: told.version))
    }
    return facts
  }

  /// What is asked of all paths together.
  struct VersionFact: Hashable { let version: String? }

  /// When the newest profile was taken, in nanoseconds since 1970: by paths, and by profiles whose paths do not tell.
  ///
  /// - Throws: a `FileError` if nothing tells, or names cannot be read twice.
  func newest(by selection: SourceSelection, _ reading: ReadingOptions) throws -> Int64 {
    for case .list(let list) in places where list.again == nil {
      throw FileError(
        list.name,
        "can be read only once, so the newest is not known; give --since and --until as times")
    }
    var newest: Int64 = 0
    try forEach { path, place in
      let told = selection.time(of: path, selection.facts(of: path, in: place))
      newest = max(newest, told ?? Self.ownTime(of: path, reading))
    }
    guard newest > 0 else {
      throw FileError(
        InputFile.name(of: files.isEmpty ? [] : files),
        "no profile has a time, so the newest is not known")
    }
    return newest
  }

  /// When a profile was taken by itself; 0 for what does not tell, or cannot be read, which is said later.
  private static func ownTime(of path: SystemPath, _ reading: ReadingOptions) -> Int64 {
    guard path != "-", !ServiceURL.isOne(path) else { return 0 }
    return (try? reading.readAllQuietly(path))?.map(\.profile.header.timeNanos).max() ?? 0
  }
}
