import ProfileAnalysis
import ProfileModel
import ProfileReports
import ProfileServing
import ProfileSystem
import ReportRequests

/// The profiles that a server shows, by number, and the cached tables of some.
///
/// A profile keeps its number as long as the server runs. The tables used last are cached, within a memory budget;
/// others are read again.
final class ProfileShelf: @unchecked Sendable {
  private static let mostUploads = 16
  private static let mostUploadBytes = 256 << 20
  /// The budget for tables: as much as those of one profile may take.
  private static let mostTableBytes = 1 << 30
  /// The budget for profiles kept from start-up until their first request.
  private static let mostPreloadedBytes = 256 << 20

  private let reading: ShelfReading
  private let completion: ProfileCompletion
  private let monitor = Monitor()
  private var all: [Int: ShelfEntry] = [:]
  private var next = 1
  private var preloaded: [Int: ReadProfile] = [:]
  private var preloadedBytes = 0
  private var sessions: [ShelfView: CachedSession] = [:]
  private var building: Set<ShelfView> = []
  /// How often the content of each profile was replaced or removed.
  private var replacements: [Int: Int] = [:]
  /// The last use of each upload, by `clock`.
  private var uses: [Int: Int] = [:]
  private var clock = 0

  private struct CachedSession {
    let session: ServedSession
    let memory: Int
    var use: Int
  }

  init(_ reading: ReadingOptions, _ completion: ProfileCompletion) {
    (self.reading, self.completion) = (ShelfReading(reading), completion)
  }

  /// Rejects a sample type that none has of the profiles that are kept from start-up.
  func require(sampleType: String) throws {
    let kept = monitor.locked { preloaded.sorted { $0.key < $1.key } }
    var problem: FileError?
    for (number, read) in kept {
      do {
        _ = try SampleTypeChoice(sampleType, of: read.profile)
        return
      } catch {
        problem = try problem ?? FileError(entry(number).name, error)
      }
    }
    if let problem { throw problem }
  }

  /// All profiles, by number.
  var entries: [ShelfEntry] { monitor.locked { all.values.sorted { $0.number < $1.number } } }

  /// - Throws: a `ServedError` for a number that does not exist, or no longer does.
  func entry(_ number: Int) throws -> ShelfEntry {
    try monitor.locked {
      guard let entry = all[number] else {
        throw ServedError(404, "profile \(number) does not exist, or no longer does")
      }
      if uses[number] != nil { uses[number] = tick() }
      return entry
    }
  }

  private func tick() -> Int {
    clock += 1
    return clock
  }
}

// MARK: - Profiles

extension ProfileShelf {
  /// Reads a file, a URL or standard input, which may contain several profiles; false if they are not selected.
  ///
  /// - Throws: a `FileError`.
  @discardableResult
  func add(
    _ path: SystemPath, where isSelected: ([ReadProfile]) throws -> Bool = { _ in true }
  ) throws -> Bool {
    let source = try reading.source(path)
    guard try isSelected(source.all) else { return false }
    for (index, read) in source.all.enumerated() {
      if let reason = read.notes.nothingToReport { throw FileError(source.name, reason) }
      _ = put(source, index, read)
    }
    return true
  }

  /// Adds the profiles of a file in a folder.
  func add(_ found: FoundProfiles, _ status: FileStatus) {
    let source = ShelfReading.Source(
      name: found.path.text, origin: .file(found.path, status), all: found.all, kind: found.kind)
    for (index, read) in found.all.enumerated() { _ = put(source, index, read) }
  }

  /// Adds an upload from a browser.
  ///
  /// - Throws: a `FileError` with the reader's message.
  func add(upload bytes: [UInt8], named name: String) throws -> [ShelfEntry] {
    let source = try reading.uploaded(bytes, named: name)
    guard source.all.count <= Self.mostUploads else {
      throw FileError(
        name,
        "has \(source.all.count) profiles, but only \(Self.mostUploads) can be shown; use --nth on the command line"
      )
    }
    if let reason = source.all.lazy.compactMap(\.notes.nothingToReport).first {
      throw FileError(name, reason)
    }
    let upload = monitor.locked { tick() }
    let entries = source.all.enumerated().map { put(source, $0, $1, upload: upload) }
    monitor.locked { forgetUploads(but: Set(entries.map(\.number))) }
    return entries
  }

  private func put(
    _ source: ShelfReading.Source, _ index: Int, _ read: ReadProfile, upload: Int? = nil
  ) -> ShelfEntry {
    monitor.locked {
      var entry = ShelfEntry(source, index, read, number: next)
      entry.upload = upload
      all[next] = entry
      if upload != nil { uses[next] = tick() }
      let memory = read.profile.memory
      if preloadedBytes + memory <= Self.mostPreloadedBytes {
        preloaded[next] = read
        preloadedBytes += memory
      }
      next += 1
      return entry
    }
  }

  /// Removes the least recently used uploads until the rest fits.
  private func forgetUploads(but kept: Set<Int>) {
    var rest = uses.sorted { $0.value < $1.value }.map(\.key).filter { !kept.contains($0) }
    while uses.count > Self.mostUploads || uploadedBytes > Self.mostUploadBytes, !rest.isEmpty {
      let number = rest.removeFirst()
      (all[number], uses[number]) = (nil, nil)
      forget(number)
    }
  }

  /// The bytes of all uploads. Profiles of one upload share its bytes.
  private var uploadedBytes: Int {
    let texts = uses.keys.compactMap { all[$0] }.map { ($0.upload, $0.loadedBytes) }
    return Dictionary(texts, uniquingKeysWith: max).values.reduce(0, +)
  }

  private func forget(_ number: Int) {
    replacements[number, default: 0] += 1
    if let read = preloaded.removeValue(forKey: number) { preloadedBytes -= read.profile.memory }
    sessions = sessions.filter { $0.key.profile != number && $0.key.base != number }
  }
}

// MARK: - Sessions

extension ProfileShelf {
  /// The session for reports on a profile, or on its difference to a base.
  ///
  /// - Throws: a `ServedError` or a `FileError`.
  func session(_ view: ShelfView) throws -> ServedSession {
    if let cached = cached(view) { return cached }
    defer { end(view) }
    let before = monitor.locked { replacements(of: view) }
    let session = try makeSession(view)
    // Content that was replaced meanwhile must not come back.
    monitor.locked { if replacements(of: view) == before { cache(session, view) } }
    return session
  }

  private func replacements(of view: ShelfView) -> Int {
    [view.profile, view.base].compactMap { $0.flatMap { replacements[$0] } }.reduce(0, +)
  }

  /// The cached session; nil if the caller has to make it.
  private func cached(_ view: ShelfView) -> ServedSession? {
    monitor.locked {
      while building.contains(view) { monitor.wait() }
      if sessions[view] == nil { building.insert(view) }
      sessions[view]?.use = tick()
      return sessions[view]?.session
    }
  }

  private func end(_ view: ShelfView) {
    monitor.locked {
      building.remove(view)
      monitor.wake()
    }
  }

  private func cache(_ session: ServedSession, _ view: ShelfView) {
    sessions[view] = CachedSession(session: session, memory: session.memory, use: tick())
    var memory = sessions.values.reduce(0) { $0 + $1.memory }
    for (old, cached) in sessions.sorted(by: { $0.value.use < $1.value.use })
    where memory > Self.mostTableBytes && old != view {
      sessions[old] = nil
      memory -= cached.memory
    }
  }

  private func makeSession(_ view: ShelfView) throws -> ServedSession {
    let entry = try entry(view.profile)
    let base = try view.base.map(self.entry)
    var sum = ProfileSum(of: base == nil ? 1 : 2)
    let after = try read(entry, view.reading)
    let afterTime = after.profile.header.timeNanos
    try sum.add(after.profile, from: entry.name)
    var difference: FlameGraphDifference?
    if let base {
      let before = try read(base, view.reading)
      difference = FlameGraphDifference(
        before: base.name, beforeTime: before.profile.header.timeNanos, after: entry.name,
        afterTime: afterTime)
      try sum.subtract(before.profile, from: base.name, isBase: view.isDiffBase)
    }
    var notes = entry.notes + (base?.notes ?? [])
    if sum.holdsOnlyInUse { notes.append(ProfileSum.inUseOnly) }
    return ServedSession(
      completion.complete(sum.profile()), named: entry.name, notes: notes, difference)
  }

  /// One profile, preloaded if this is its first use.
  ///
  /// - Throws: a `FileError`.
  func read(_ entry: ShelfEntry, _ how: ReportReading) throws -> ReadProfile {
    if how == ReportReading(), !entry.isChanged,
      let read = monitor.locked({ preloaded.removeValue(forKey: entry.number) })
    {
      monitor.locked { preloadedBytes -= read.profile.memory }
      return read
    }
    return try reading.again(entry, how)
  }

  /// One side of a comparison.
  func side(_ entry: ShelfEntry) throws -> ComparedSide {
    let read = try read(entry, ReportReading(namePurpose: "functions are matched"))
    var sum = ProfileSum()
    try sum.add(read.profile, from: entry.name)
    return ComparedSide(
      completion.complete(sum.profile()), name: entry.name, traits: [read.notes.traits])
  }

  /// Reads a file or a URL again.
  ///
  /// - Throws: a `FileError`; then the old content stays.
  func readAgain(_ number: Int) throws {
    let entry = try entry(number)
    let source: ShelfReading.Source
    switch entry.origin {
    case .file(let path, _): source = try reading.file(path)
    case .service(let path, _): source = try reading.source(path)
    case .memory:
      throw ServedError(409, "\(entry.name) came from a source that cannot be read again")
    }
    let index = (entry.nth ?? 1) - 1
    guard source.all.indices.contains(index) else {
      throw FileError(entry.name, "has no profile number \(index + 1) any more")
    }
    if let reason = source.all[index].notes.nothingToReport { throw FileError(entry.name, reason) }
    monitor.locked {
      forget(number)
      all[number] = ShelfEntry(source, index, source.all[index], number: number)
    }
  }
}

extension ShelfEntry {
  init(_ source: ShelfReading.Source, _ index: Int, _ read: ReadProfile, number: Int) {
    let isOne = source.all.count == 1
    let name = isOne ? source.name : "\(source.name), number \(index + 1)"
    let path = SnapshotName(Array(source.name.utf8))
    let kind = source.kind ?? ProfileKind(of: read.profile, path)
    let time = read.profile.header.timeNanos
    self.init(
      number: number, name: name, origin: source.origin, nth: isOne ? nil : index + 1,
      line: InfoLine(name: name, kind: kind.name, read), time: time != 0 ? time : path.time ?? 0,
      notes: read.notes.messages)
    hasComments = !read.profile.header.comments.isEmpty
  }
}
