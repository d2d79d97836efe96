import ProfileAnalysis
import ProfileFetching
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
  /// How many things were found at all.
  fileprivate var seen = 0
  /// How many files are none of those that are asked for.
  fileprivate var notChosen = 0

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
  /// Goes through a folder or a list, says what each file holds, and counts it; profiles of another kind than is wanted are
  /// only counted.
  ///
  /// - Throws: a `FileError` if it cannot be read, or what `body` throws.
  func scan(
    _ place: SourcePlace, _ body: (SystemPath, FolderScan.Content) throws -> Void
  ) throws -> FolderScan {
    var scan = FolderScan()
    let selection = selection ?? .all
    var walk = try PlaceWalk(place, isRecursive: reading.recursive)
    while let item = try walk.next() {
      scan.seen += 1
      guard let (path, content) = chosen(item, in: place, selection) else {
        scan.notChosen += 1
        continue
      }
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

  /// What is found, if it is chosen.
  private func chosen(
    _ item: FolderWalk.Item, in place: SourcePlace, _ selection: SourceSelection
  ) -> (SystemPath, FolderScan.Content)? {
    var answer = SourceSelection.Answer.take
    if case .file(let path, _) = item { answer = selection.answer(path, in: place) }
    guard answer != .leave else { return nil }
    let (path, content) = content(of: item, in: place)
    guard answer == .askForTime, case .profiles(let found) = content else { return (path, content) }
    let times = found.all.map(\.profile.header.timeNanos).filter { $0 != 0 }
    guard let newest = times.max() else {
      return (path, .failure(FileError(path.text, SourceSelection.noTime)))
    }
    return selection.takes(time: newest) ? (path, content) : nil
  }

  private func content(
    of item: FolderWalk.Item, in place: SourcePlace
  ) -> (SystemPath, FolderScan.Content) {
    switch item {
    case .file(let path, let hasSibling):
      ReadingProgress.shared.expect(files: 1)
      // Nobody lists by mistake what is not there.
      if case .list = place, !ServiceURL.isOne(path), (try? FileStatus.of(path)) == nil {
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
  func say(in place: SourcePlace, isRecursive: Bool) {
    let all = skipped.adding(unwanted)
    var parts = all.isEmpty ? [] : [all.text]
    if foldersLeft > 0 { parts.append("what is in \(foldersText) (--recursive reads it)") }
    if notChosen > 0 {
      parts.append("\(notChosen) \(notChosen == 1 ? "file" : "files") not selected")
    }
    guard !parts.isEmpty else { return }
    let hint =
      all.isEmpty ? "" : "; info \(isRecursive ? "-r " : "")\(place.arguments) lists them"
    Message.print("\(place.name): skipped: \(parts.joined(separator: ", "))\(hint)")
  }

  /// - Throws: an error if there was nothing to read.
  func check(_ place: SourcePlace, kind: String?, _ selection: SourceSelection?) throws {
    guard wanted == 0, failures == 0 else { return }
    if case .list = place, seen == 0 {
      throw FileError(place.name, "this list has no names")
    }
    if notChosen > 0, kinds.isEmpty, let options = selection?.options {
      throw FileError(
        place.name,
        "none of \(notChosen) \(notChosen == 1 ? "file" : "files") matches \(options.joined(separator: " and "))"
      )
    }
    if let kind, !kinds.isEmpty {
      let near = NearNames.of(kind, among: kinds.names)
      let hint = near.count == 1 ? "did you mean --kind \(near[0])?" : "see --kind"
      throw FileError(
        place.name,
        "there is no \(kind) profile in this \(place.noun), only \(kinds.text); \(hint)")
    }
    let hint = foldersLeft > 0 ? ", but \(foldersText); --recursive reads what is in them" : ""
    throw FileError(place.name, "there is no profile in this \(place.noun)\(hint)")
  }

  var foldersText: String { foldersLeft == 1 ? "1 folder" : "\(foldersLeft) folders" }
}
