import ProfileAnalysis
import ProfileSystem

/// A source file that was found.
struct FoundSource: Equatable {
  /// How it was found.
  enum Way: Equatable {
    /// Where the profile says, or where the user said to look.
    case asNamed
    case moduleCache, goSources, vendor, goMod
    /// Only the end of its name is the same.
    case tail
  }

  let path: SystemPath
  let way: Way
}

/// Looks for the source files that a profile names.
///
/// First where the profile says; then as the reference does, in the folders of the search path and those above
/// them; then where Go keeps sources: the module cache, Go itself, vendor folders, modules; at last by the ends
/// of the name.
struct SourceFinder {
  private let paths: SourcePaths
  /// Whether the user named folders to search.
  private let hasFolders: Bool
  /// Whether the user said anything about where to look.
  private let isGuided: Bool
  private let environment: (String) -> String?
  private lazy var go = GoFolders(environment: environment)
  /// The folders of the search path, each with those above it; and with those above it up to where a project
  /// begins.
  private let allFolders: [[UInt8]]
  private lazy var projectFolders = paths.searchFolders.flatMap(Self.projectFolders)
  private var modules: [[UInt8]: String?] = [:]
  /// The only folders that files may lie in, links followed; nil for any.
  private let fence: [[UInt8]]?
  var isFenced: Bool { fence != nil }

  /// - `paths`: where to search, the current folder if that says nothing, and what to cut from names.
  /// - `isFenced`: whether only what lies in those folders is found: whoever made a profile must not choose which files
  ///   of this machine are shown.
  init(
    _ paths: SourcePaths, isFenced: Bool = false,
    environment: @escaping (String) -> String? = GoFolders.variable
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

  /// What the reference looks for: a name that is absolute, or that is looked for on the path.
  func searched(_ file: [UInt8]) -> (name: [UInt8], path: String) {
    (
      paths.shown(file[...]),
      paths.searchFolders.map { SystemPath($0).text }.joined(separator: ":")
    )
  }

  /// The file that a profile calls by any of some names.
  ///
  /// - `file`: what the names have in common after something was cut off.
  mutating func find(_ file: [UInt8], _ names: [[UInt8]]) -> FoundSource? {
    for name in names where name.first == UInt8(ascii: "/") && isFile(name) {
      return FoundSource(path: SystemPath(name), way: .asNamed)
    }
    if let path = asTheReference(file) {
      let isNamed = isGuided || names.contains { $0.first != UInt8(ascii: "/") }
      return FoundSource(path: path, way: isNamed ? .asNamed : .tail)
    }
    for name in names.map(SourceName.init) {
      if let found = elsewhere(name) { return found }
    }
    return nil
  }

  private func asTheReference(_ file: [UInt8]) -> SystemPath? {
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
    // Any folder may have a main.go: that is enough only in one that the user named.
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

  /// The path of the module that begins in a folder, by its go.mod.
  private mutating func modulePath(_ folder: [UInt8]) -> String? {
    if let known = modules[folder] { return known }
    let path = ModuleFile.modulePath(in: SystemPath(folder))
    modules[folder] = .some(path)
    return path
  }

  /// The first of some relative paths that is a file in one of some folders: each path in all folders.
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
    guard let place = FileSystem.resolved(path)?.bytes else { return false }
    return fence.contains { place.starts(with: SystemPath($0).appending("").bytes) }
  }
}
