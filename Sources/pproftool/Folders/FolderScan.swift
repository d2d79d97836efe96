import ProfileAnalysis
import ProfileFetching
import ProfileModel
import ProfileSystem

/// Statistics of a scan: what a folder or list has besides the requested profiles.
struct FolderScan {
  /// Files that are not profiles.
  private(set) var skipped = SkippedFiles()
  /// Profiles of other kinds than the requested one.
  private var unwanted = SkippedFiles()
  /// All profiles by kind, requested or not.
  private(set) var kinds = KindCounts()
  /// The number of requested profiles.
  private(set) var wanted = 0
  private(set) var failures = 0
  fileprivate(set) var unreadFolders = 0
  /// The number of items found.
  fileprivate var itemCount = 0
  /// The number of files that the selection excludes.
  fileprivate var excluded = 0

  /// The content of a file.
  enum Content {
    case profiles(FoundProfiles)
    case other(OtherContent)
    /// It cannot be read, or is named like a profile but is none.
    case failure(FileError)
  }

  fileprivate mutating func count(_ content: Content) {
    switch content {
    case .profiles(let found):
      kinds.count(found.kind.name)
      wanted += found.all.count
    case .other(let other): count(other)
    case .failure: failures += 1
    }
  }

  mutating func count(_ other: OtherContent) { skipped.count(other) }

  /// Counts a profile of another kind.
  fileprivate mutating func countUnwanted(_ kind: ProfileKind) {
    kinds.count(kind.name)
    unwanted.count(kind.noun(isPlural: false), kind.noun(isPlural: true))
  }
}

/// The profiles of a file in a folder.
struct FoundProfiles {
  let path: SystemPath
  let kind: ProfileKind
  let all: [ReadProfile]
  /// Whether the names of other files have the same moment.
  let hasSibling: Bool

  /// Whether `--kind` names them.
  fileprivate func isWanted(_ name: String) -> Bool {
    guard let first = all.first else { return false }
    return kind.isWanted(name, first.profile, SnapshotName(path.bytes))
  }
}

extension SourceReader {
  /// Passes the content of each file of a folder or list to `body`, and counts it. Profiles of other kinds than the
  /// requested one are only counted.
  ///
  /// - Throws: a `FileError` if the source cannot be read, or what `body` throws.
  func scan(
    _ source: FileSource, _ body: (SystemPath, FolderScan.Content) throws -> Void
  ) throws -> FolderScan {
    var scan = FolderScan()
    let selection = selection ?? .all
    var walk = try SourceWalk(source, isRecursive: reading.recursive)
    while let item = try walk.next() {
      scan.itemCount += 1
      guard let (path, content) = selected(item, in: source, selection) else {
        scan.excluded += 1
        continue
      }
      if case .profiles(let found) = content, let kind, !found.isWanted(kind) {
        scan.countUnwanted(found.kind)
        continue
      }
      scan.count(content)
      try body(path, content)
    }
    scan.unreadFolders = walk.unreadFolders
    return scan
  }

  /// The content of an item; nil if the selection excludes it.
  private func selected(
    _ item: FolderWalk.Item, in source: FileSource, _ selection: SourceSelection
  ) -> (SystemPath, FolderScan.Content)? {
    var decision = SourceSelection.Decision.include
    if case .file(let path, _) = item { decision = selection.decision(path, in: source) }
    guard decision != .exclude else { return nil }
    let (path, content) = content(of: item, in: source)
    guard case .profiles(let found) = content else { return (path, content) }
    do {
      return try selection.includes(decision, found.all, of: path.text) ? (path, content) : nil
    } catch {
      return (path, .failure(FileError(path.text, error)))
    }
  }

  private func content(
    of item: FolderWalk.Item, in source: FileSource
  ) -> (SystemPath, FolderScan.Content) {
    switch item {
    case .file(let path, let hasSibling):
      ReadingProgress.shared.expect(files: 1)
      // A listed file that does not exist is an error, not something to skip.
      if case .list = source, !ServiceURL.isOne(path), (try? FileStatus.of(path)) == nil {
        return (path, .failure(FileError(path.text, CommandWording.text(of: SystemError.notThere))))
      }
      do { return (path, try content(of: path, hasSibling: hasSibling)) } catch {
        return (path, .failure(FileError(path.text, error)))
      }
    case .other(let path, .brokenLink) where SnapshotName(path.bytes).isOfProfile:
      return (path, .failure(FileError(path.text, OtherContent.brokenLink.message)))
    case .other(let path, let other): return (path, .other(other))
    case .unreadable(let path, let error): return (path, .failure(FileError(path.text, error)))
    }
  }

  /// - Throws: why a profile cannot be read, or what a file is that is named like a profile but is none.
  private func content(of path: SystemPath, hasSibling: Bool) throws -> FolderScan.Content {
    let name = SnapshotName(path.bytes)
    do {
      let all = try reading.readAllQuietly(path)
      if let other = likelierContent(all, path) {
        guard other != .unsureText || !name.isOfProfile else {
          throw FileError(path.text, other.message)
        }
        return .other(other)
      }
      guard let first = all.first else { return .other(OtherContent("empty file", "is empty")) }
      let kind = ProfileKind(of: first.profile, name)
      return .profiles(FoundProfiles(path: path, kind: kind, all: all, hasSibling: hasSibling))
    } catch {
      if OtherContent(error) != nil, OwnReportFile.isOne(path) { return .other(.report) }
      if !name.isOfProfile, let other = OtherContent(error) ?? OtherContent(unreadable: error) {
        return .other(other)
      }
      throw error
    }
  }

  /// What a text that was read as folded stacks more likely is; nil if stacks are likely.
  private func likelierContent(_ all: [ReadProfile], _ path: SystemPath) -> OtherContent? {
    guard reading.from == nil, let notes = all.first?.notes, notes.traits.contains(.hasNamesOnly)
    else { return nil }
    if OwnReportFile.isOne(path) { return .report }
    return notes.guess == nil ? nil : .unsureText
  }
}

extension FolderScan {
  /// Prints what was skipped.
  func printSkipped(in source: FileSource, isRecursive: Bool) {
    let all = skipped.adding(unwanted)
    var parts = all.isEmpty ? [] : [all.text]
    if unreadFolders > 0 { parts.append("\(unreadFoldersText) (read only with --recursive)") }
    if excluded > 0 { parts.append("\(excluded.counted("file")) not selected") }
    guard !parts.isEmpty else { return }
    let hint =
      all.isEmpty ? "" : "; info \(isRecursive ? "-r " : "")\(source.arguments) lists them"
    Message.print("\(source.name): skipped: \(parts.joined(separator: ", "))\(hint)")
  }

  /// - Throws: a `FileError` if there was no profile to read.
  func check(_ source: FileSource, kind: String?, _ selection: SourceSelection?) throws {
    guard wanted == 0, failures == 0 else { return }
    if case .list = source, itemCount == 0 {
      throw FileError(source.name, "this list has no names")
    }
    if excluded > 0, kinds.isEmpty, let options = selection?.options {
      throw FileError(
        source.name,
        "none of \(excluded.counted("file")) matches \(options.joined(separator: " and "))")
    }
    if let kind, !kinds.isEmpty {
      throw FileError(
        source.name,
        "there is no \(kind) profile in this \(source.noun), only \(kinds.text); \(kinds.hint(for: kind))"
      )
    }
    let hint =
      unreadFolders > 0 ? ", but \(unreadFoldersText); --recursive reads what is in them" : ""
    throw FileError(source.name, "there is no profile in this \(source.noun)\(hint)")
  }

  var unreadFoldersText: String { unreadFolders.counted("folder") }
}

/// The number of profiles of each kind.
struct KindCounts: Sendable {
  private var counts: [String: Int] = [:]

  var isEmpty: Bool { counts.isEmpty }

  var names: [String] { counts.keys.sorted() }

  /// One to suggest: a kind that is looked at first, else the first by name.
  var mostWanted: String {
    WantedKind.names.first { counts[$0] != nil } ?? names.first ?? ""
  }

  mutating func count(_ kind: String) { counts[kind, default: 0] += 1 }

  /// What to do about a kind that none of them has.
  func hint(for kind: String) -> String {
    let near = NearNames.of(kind, among: names)
    return near.count == 1 ? "did you mean --kind \(near[0])?" : "see --kind"
  }

  /// `3 heap, 2 goroutine`: largest count first, then by name.
  var text: String {
    let sorted = counts.sorted { left, right in
      left.value != right.value
        ? left.value > right.value : left.key.utf8.lexicographicallyPrecedes(right.key.utf8)
    }
    return sorted.map { "\($1) \($0)" }.joined(separator: ", ")
  }
}
