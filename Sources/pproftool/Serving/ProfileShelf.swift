import ProfileAnalysis
import ProfileModel
import ProfileReports
import ProfileServing
import ProfileSystem
import ReportRequests

/// The profiles that a server shows, by their numbers, and what is held of them.
///
/// A number stays that of its profile as long as the server runs. Tables are held of what was asked for last, within a
/// budget; the rest is read again.
final class ProfileShelf: @unchecked Sendable {
  private static let mostUploads = 16
  private static let mostUploadBytes = 256 << 20
  /// As much as the tables of one profile may take.
  private static let mostTableBytes = 1 << 30
  /// What is read at the beginning and held for the first request.
  private static let mostFreshBytes = 256 << 20

  private let reading: ShelfReading
  private let completion: ProfileCompletion
  private let monitor = Monitor()
  private var all: [Int: ShelfEntry] = [:]
  private var next = 1
  private var fresh: [Int: ReadProfile] = [:]
  private var freshBytes = 0
  private var sessions: [ShelfView: HeldSession] = [:]
  private var building: Set<ShelfView> = []
  /// When each upload was asked for last.
  private var uses: [Int: Int] = [:]
  private var clock = 0

  private struct HeldSession {
    let session: ServedSession
    let memory: Int
    var use: Int
  }

  init(_ reading: ReadingOptions, _ completion: ProfileCompletion) {
    (self.reading, self.completion) = (ShelfReading(reading), completion)
  }

  /// All profiles, in the order of their numbers.
  var entries: [ShelfEntry] { monitor.locked { all.values.sorted { $0.number < $1.number } } }

  /// - Throws: a `ServedError` for a number that is none, or no longer.
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

// MARK: - What is there

extension ProfileShelf {
  /// Reads a file, an address or standard input, which may hold several profiles.
  ///
  /// - Throws: a `FileError`.
  func add(_ path: SystemPath) throws {
    let source = try reading.source(path)
    for (place, read) in source.all.enumerated() {
      if let reason = read.notes.nothingToReport { throw FileError(source.name, reason) }
      _ = put(source, place, read)
    }
  }

  /// Takes what was read of a file in a folder.
  func add(_ found: FoundProfiles, _ status: FileStatus) {
    let source = ShelfReading.Source(
      name: found.path.text, origin: .file(found.path, status), all: found.all, kind: found.kind)
    for (place, read) in found.all.enumerated() { _ = put(source, place, read) }
  }

  /// Takes what came from a browser.
  ///
  /// - Throws: a `FileError` with the reader's words.
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
    _ source: ShelfReading.Source, _ place: Int, _ read: ReadProfile, upload: Int? = nil
  ) -> ShelfEntry {
    monitor.locked {
      var entry = ShelfEntry(source, place, read, number: next)
      entry.upload = upload
      all[next] = entry
      if upload != nil { uses[next] = tick() }
      let memory = read.profile.memory
      if freshBytes + memory <= Self.mostFreshBytes {
        fresh[next] = read
        freshBytes += memory
      }
      next += 1
      return entry
    }
  }

  /// Lets the uploads go that were used least, until the rest fits.
  private func forgetUploads(but kept: Set<Int>) {
    var rest = uses.sorted { $0.value < $1.value }.map(\.key).filter { !kept.contains($0) }
    while uses.count > Self.mostUploads || uploadBytes > Self.mostUploadBytes, !rest.isEmpty {
      let number = rest.removeFirst()
      (all[number], uses[number]) = (nil, nil)
      forget(number)
    }
  }

  /// Several profiles of one text share its bytes, whichever of them are left.
  private var uploadBytes: Int {
    let texts = uses.keys.compactMap { all[$0] }.map { ($0.upload, $0.heldBytes) }
    return Dictionary(texts, uniquingKeysWith: max).values.reduce(0, +)
  }

  private func forget(_ number: Int) {
    if let read = fresh.removeValue(forKey: number) { freshBytes -= read.profile.memory }
    sessions = sessions.filter { $0.key.profile != number && $0.key.base != number }
  }
}

// MARK: - Sessions

extension ProfileShelf {
  /// What reports of a view are asked of.
  ///
  /// - Throws: a `ServedError` or a `FileError`.
  func session(_ view: ShelfView) throws -> ServedSession {
    if let held = held(view) { return held }
    defer { end(view) }
    let session = try made(view)
    monitor.locked { hold(session, view) }
    return session
  }

  /// A session that is held; nil for whoever is to make it.
  private func held(_ view: ShelfView) -> ServedSession? {
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

  private func hold(_ session: ServedSession, _ view: ShelfView) {
    sessions[view] = HeldSession(session: session, memory: session.memory, use: tick())
    var memory = sessions.values.reduce(0) { $0 + $1.memory }
    for (old, held) in sessions.sorted(by: { $0.value.use < $1.value.use })
    where memory > Self.mostTableBytes && old != view {
      sessions[old] = nil
      memory -= held.memory
    }
  }

  private func made(_ view: ShelfView) throws -> ServedSession {
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

  /// One profile, as it was read at the beginning if nobody has asked for it yet.
  ///
  /// - Throws: a `ServedError` for one of which a report could take all memory; a `FileError`.
  func read(_ entry: ShelfEntry, _ how: ReportReading) throws -> ReadProfile {
    let read = try found(entry, how)
    guard !read.profile.spellsTooMuch else {
      throw ServedError(
        422,
        "\(entry.name): one of its stacks takes more than \(Profile.mostSpelledBytes >> 20) MiB as text"
      )
    }
    return read
  }

  private func found(_ entry: ShelfEntry, _ how: ReportReading) throws -> ReadProfile {
    if how == ReportReading(), !entry.isChanged,
      let read = monitor.locked({ fresh.removeValue(forKey: entry.number) })
    {
      monitor.locked { freshBytes -= read.profile.memory }
      return read
    }
    return try reading.again(entry, how)
  }

  /// A side of a comparison.
  func side(_ entry: ShelfEntry) throws -> ComparedSide {
    let read = try read(entry, ReportReading(namePurpose: "functions meet"))
    var sum = ProfileSum()
    try sum.add(read.profile, from: entry.name)
    return ComparedSide(
      completion.complete(sum.profile()), name: entry.name, traits: [read.notes.traits])
  }

  /// Reads a file or asks an address once more.
  ///
  /// - Throws: a `FileError`: what was there before stays.
  func readAgain(_ number: Int) throws {
    let entry = try entry(number)
    let source: ShelfReading.Source
    switch entry.origin {
    case .file(let path, _): source = try reading.file(path)
    case .service(let path, _): source = try reading.source(path)
    case .held:
      throw ServedError(409, "\(entry.name) came from a source that cannot be read again")
    }
    let place = (entry.nth ?? 1) - 1
    guard source.all.indices.contains(place) else {
      throw FileError(entry.name, "has no profile number \(place + 1) any more")
    }
    if let reason = source.all[place].notes.nothingToReport { throw FileError(entry.name, reason) }
    monitor.locked {
      forget(number)
      all[number] = ShelfEntry(source, place, source.all[place], number: number)
    }
  }
}

extension ShelfEntry {
  init(_ source: ShelfReading.Source, _ place: Int, _ read: ReadProfile, number: Int) {
    let isOne = source.all.count == 1
    let name = isOne ? source.name : "\(source.name), number \(place + 1)"
    let path = SnapshotName(Array(source.name.utf8))
    let kind = source.kind ?? ProfileKind(of: read.profile, path)
    let time = read.profile.header.timeNanos
    self.init(
      number: number, name: name, origin: source.origin, nth: isOne ? nil : place + 1,
      line: InfoLine(name: name, kind: kind.name, read), time: time != 0 ? time : path.time ?? 0,
      notes: read.notes.said)
  }
}
