import ProfileAnalysis
import ProfileSystem

/// A source file found on this machine.
struct FoundSource: Equatable {
  /// How it was found.
  enum Way: Equatable {
    /// At the path in the profile, or in a folder the user gave.
    case asNamed
    case moduleCache, goSources, vendor, goMod
    /// Only by the end of its name.
    case tail
  }

  let path: SystemPath
  let way: Way
}

/// Searches for the source files named in a profile.
///
/// First at the path in the profile; then, as `go tool pprof` does, in the search folders and their parents; then
/// where Go keeps sources: the module cache, the Go installation, vendor folders, modules; last by the ends of the
/// name.
struct SourceFinder {
  private let paths: SourcePaths
  /// Whether the user gave search folders.
  private let hasFolders: Bool
  /// Whether the user gave search folders or prefixes.
  private let isGuided: Bool
  private let environment: @Sendable (String) -> String?
  private lazy var go = GoFolders(environment: environment)
  /// The search folders with all their parents; `projectFolders` has only the parents up to the root of a project.
  private let allFolders: [[UInt8]]
  private lazy var projectFolders = paths.searchFolders.flatMap(Self.projectFolders)
  private var modules: [[UInt8]: String?] = [:]
  /// The only folders files may be in, after following links; nil for no limit.
  private let fence: [[UInt8]]?
  var isFenced: Bool { fence != nil }

  /// - `paths`: where to search (by default the current folder), and prefixes to trim from names.
  /// - `isFenced`: whether only files inside those folders are found: the author of a profile must not choose which
  ///   files of this machine are shown.
  init(
    _ paths: SourcePaths, isFenced: Bool = false,
    environment: @escaping @Sendable (String) -> String? = GoFolders.variable
  ) throws {
    fence =
      isFenced
      ? paths.searchFolders.compactMap { FileSystem.resolved(SystemPath($0))?.bytes } : nil
    hasFolders = !paths.searchFolders.isEmpty
    isGuided = hasFolders || !paths.trimPrefixes.isEmpty
    self.environment = environment
    var paths = paths
    if !hasFolders { paths.searchFolders = [try FileSystem.currentFolder().bytes] }
    self.paths = paths
    allFolders = paths.searchFolders.flatMap(Self.withParents)
  }

  /// What `go tool pprof` searches for: an absolute name, or a name to search on the path.
  func searched(_ file: [UInt8]) -> (name: [UInt8], path: String) {
    (
      paths.shown(file[...]),
      paths.searchFolders.map { SystemPath($0).text }.joined(separator: ":")
    )
  }

  /// The file that a profile knows by these names.
  ///
  /// - `file`: the common part of the names, after trimming.
  mutating func find(_ file: [UInt8], _ names: [[UInt8]]) -> FoundSource? {
    for name in names where name.first == UInt8(ascii: "/") && isFile(name) {
      return FoundSource(path: SystemPath(name), way: .asNamed)
    }
    if let path = asPprof(file) {
      let isNamed = isGuided || names.contains { $0.first != UInt8(ascii: "/") }
      return FoundSource(path: path, way: isNamed ? .asNamed : .tail)
    }
    for name in names.map(SourceName.init) {
      if let found = elsewhere(name) { return found }
    }
    return nil
  }

  private func asPprof(_ file: [UInt8]) -> SystemPath? {
    let name = searched(file).name
    if name.first == UInt8(ascii: "/") {
      return isFile(name) ? SystemPath(name) : nil
    }
    guard !name.isEmpty, !name.contains(0) else { return nil }
    return first([name], in: allFolders)
  }

  private mutating func elsewhere(_ name: SourceName) -> FoundSource? {
    if let path = first(Self.bytes(name.inModuleCache), in: Self.bytes(go.moduleCaches)) {
      return FoundSource(path: path, way: .moduleCache)
    }
    if let path = first(Self.bytes(name.belowSrc), in: Self.bytes(go.sources)) {
      return FoundSource(path: path, way: .goSources)
    }
    if let path = first(Self.bytes(name.inVendor), in: allFolders) {
      return FoundSource(path: path, way: .vendor)
    }
    for folder in allFolders {
      if let path = modulePath(folder), let inside = name.inModule(path),
        let found = first([Array(inside.utf8)], in: [folder])
      {
        return FoundSource(path: found, way: .goMod)
      }
    }
    // Any folder may have a main.go, so a bare file name is enough only in a folder the user gave.
    return first(Self.bytes(name.tails(of: hasFolders ? 1 : 2)), in: projectFolders).map {
      FoundSource(path: $0, way: .tail)
    }
  }

  // MARK: Folders

  private static func bytes(_ texts: [String]) -> [[UInt8]] { texts.map { Array($0.utf8) } }

  private static func projectFolders(_ folder: [UInt8]) -> [[UInt8]] {
    let above = withParents(folder)
    let root = above.firstIndex { parent in
      ["go.mod", ".git"].contains { FileSystem.isReadable(SystemPath(parent).appending($0)) }
    }
    return Array(above[...(root ?? 0)])
  }

  private static func withParents(_ folder: [UInt8]) -> [[UInt8]] {
    var folders = [folder]
    while let last = folders.last {
      let parent = FilePath.folder(last[...])
      if parent == last { break }
      folders.append(parent)
    }
    return folders
  }

  /// The module path in a folder's go.mod.
  private mutating func modulePath(_ folder: [UInt8]) -> String? {
    if let known = modules[folder] { return known }
    let path = ModuleFile.modulePath(in: SystemPath(folder))
    modules[folder] = .some(path)
    return path
  }

  /// The first relative path that is a file in one of the folders; each path is tried in all folders.
  private func first(_ names: [[UInt8]], in folders: [[UInt8]]) -> SystemPath? {
    for name in names {
      for folder in folders {
        let clean = FilePath.clean(SystemPath(folder).appending(name).bytes[...])
        if isFile(clean) { return SystemPath(clean) }
      }
    }
    return nil
  }

  private func isFile(_ path: [UInt8]) -> Bool {
    let path = SystemPath(path)
    return isInside(path) && (try? FileStatus.of(path))?.kind == .regular
      && FileSystem.isReadable(path)
  }

  private func isInside(_ path: SystemPath) -> Bool {
    guard let fence else { return true }
    guard let resolved = FileSystem.resolved(path)?.bytes else { return false }
    return fence.contains { resolved.starts(with: SystemPath($0).appending("").bytes) }
  }
}
