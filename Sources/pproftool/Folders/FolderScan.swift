import ProfileAnalysis
import ProfileModel
import ProfileSystem

/// What was found in a folder beside the profiles that were wanted.
struct FolderScan {
  /// The files that are no profiles.
  private(set) var skipped = SkippedFiles()
  /// The profiles of other kinds than is wanted.
  private var unwanted = SkippedFiles()
  /// All profiles, whether wanted or not.
  private(set) var kinds = KindCounts()
  /// How many profiles were wanted.
  private(set) var wanted = 0
  private(set) var failures = 0
  fileprivate(set) var foldersLeft = 0

  /// What a file in a folder holds.
  enum Content {
    case profiles(FoundProfiles)
    case other(OtherContent)
    /// It cannot be read, or is named as a profile and is none.
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

  /// Counts a profile that is not wanted.
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
  /// Whether names say that other files are of the same moment.
  let hasSibling: Bool
}

extension SourceReader {
  /// Goes through a folder, says what each file holds, and counts it; profiles of another kind than is wanted are
  /// only counted.
  ///
  /// - Throws: a `FileError` if the folder cannot be read, or what `body` throws.
  func scan(
    _ folder: SystemPath, _ body: (SystemPath, FolderScan.Content) throws -> Void
  ) throws -> FolderScan {
    var scan = FolderScan()
    var walk: FolderWalk
    do { walk = try FolderWalk(folder, isRecursive: reading.recursive) } catch {
      throw FileError(folder.text, error)
    }
    while let item = walk.next() {
      let (path, content) = content(of: item)
      if case .profiles(let found) = content, let kind, !found.kind.isCalled(kind) {
        scan.countUnwanted(found.kind)
        continue
      }
      scan.count(content)
      try body(path, content)
    }
    scan.foldersLeft = walk.foldersLeft
    return scan
  }

  private func content(of item: FolderWalk.Item) -> (SystemPath, FolderScan.Content) {
    switch item {
    case .file(let path, let hasSibling):
      ReadingProgress.shared.expect(files: 1)
      do { return (path, try content(of: path, hasSibling: hasSibling)) } catch {
        return (path, .failure(FileError(path.text, error)))
      }
    case .other(let path, .brokenLink) where SnapshotName(path.bytes).isOfProfile:
      return (path, .failure(FileError(path.text, OtherContent.brokenLink.message)))
    case .other(let path, let other): return (path, .other(other))
    case .unreadable(let path, let error): return (path, .failure(FileError(path.text, error)))
    }
  }

  /// - Throws: why a profile cannot be read, and what a file is that is named as a profile and is none.
  private func content(of path: SystemPath, hasSibling: Bool) throws -> FolderScan.Content {
    let name = SnapshotName(path.bytes)
    do {
      let all = try reading.readAllQuietly(path)
      if let other = doubt(all, path) {
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

  /// What a text more likely is that was taken for stacks.
  private func doubt(_ all: [ReadProfile], _ path: SystemPath) -> OtherContent? {
    guard reading.from == nil, let notes = all.first?.notes, notes.traits.contains(.hasNamesOnly)
    else { return nil }
    if OwnReportFile.isOne(path) { return .report }
    return notes.guess == nil ? nil : .unsureText
  }
}

extension FolderScan {
  /// Says what was passed over.
  func say(in folder: SystemPath, isRecursive: Bool) {
    let all = skipped.adding(unwanted)
    var parts = all.isEmpty ? [] : [all.text]
    if foldersLeft > 0 { parts.append("what is in \(foldersText) (--recursive reads it)") }
    guard !parts.isEmpty else { return }
    let hint = all.isEmpty ? "" : "; info \(isRecursive ? "-r " : "")\(folder.text) lists them"
    Message.print("\(folder.text): skipped: \(parts.joined(separator: ", "))\(hint)")
  }

  /// - Throws: an error if there was nothing to read.
  func check(_ folder: SystemPath, kind: String?) throws {
    guard wanted == 0, failures == 0 else { return }
    if let kind, !kinds.isEmpty {
      throw FileError(
        folder.text, "there is no \(kind) profile in this folder, only \(kinds.text); see --kind")
    }
    let hint = foldersLeft > 0 ? ", but \(foldersText): --recursive reads what lies below" : ""
    throw FileError(folder.text, "there is no profile in this folder\(hint)")
  }

  var foldersText: String { foldersLeft == 1 ? "1 folder" : "\(foldersLeft) folders" }
}
