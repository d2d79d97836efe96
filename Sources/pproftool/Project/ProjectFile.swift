import ProfileFetching
import ProfileModel
import ProfileReports
import ProfileSystem
import YAMLText

/// `.pproftool.yaml`: a mapping from keys to a text or a list of texts.
struct ProjectFile {
  static let name = ".pproftool.yaml"
  private static let similarName = ".pproftool.yml"
  private static let maxSize = 1 << 20

  let settings: ProjectSettings

  /// The file in the working folder or in the nearest folder above it, up to the folder with `.git` or HOME; nil
  /// without one.
  ///
  /// Without `.git` or HOME above, only the working folder counts: a file in a shared folder such as /tmp belongs to
  /// no project.
  static func found() throws -> ProjectFile? {
    guard let folder = ProjectFolders.ofWorkingFolder().first(where: { hasFile($0) }) else {
      return nil
    }
    let path = folder.appending(name)
    guard (try? FileStatus.of(path))?.kind == .regular else {
      throw FileError(path.text, "is not a file; --no-config runs without it")
    }
    do {
      return try ProjectFile(InputFile.bytes(of: path, atMost: maxSize), path: path)
    } catch {
      throw FileError(path.text, error)
    }
  }

  /// The message that a file with a similar ending is not read; nil if there is none.
  static func misnamed() -> String? {
    let folder = ProjectFolders.ofWorkingFolder().first { hasFile($0, similarName) }
    return folder.map {
      "\($0.appending(similarName).text) is not read: its name has to be \(name)"
    }
  }

  /// Whether the name exists, even as a broken link.
  private static func hasFile(_ folder: SystemPath, _ name: String = name) -> Bool {
    (try? FileStatus.of(folder.appending(name), following: false)) != nil
  }

  /// - Throws: a `YAMLError`, or a `ProjectFileError` with the position.
  init(_ bytes: [UInt8], path: SystemPath) throws {
    var settings = ProjectSettings()
    switch try YAMLReader.read(bytes)?.content {
    case nil: break
    case .mapping(let entries):
      for entry in entries {
        guard let key = ProjectSettings.Key(rawValue: entry.key) else {
          throw ProjectFileError(entry.position, Self.unknown(entry.key))
        }
        settings.settings[key] = .init(
          values: try Self.values(of: entry, key).flatMap(key.separated).map {
            Self.resolved($0, key, in: path.folder)
          },
          origin: path.text)
      }
    default:
      throw ProjectFileError(
        TextPosition(line: 1, column: 1), "expected keys and values, as in 'rules: leaks.yaml'")
    }
    self.settings = settings
  }

  private static func unknown(_ key: String) -> String {
    let known = ProjectSettings.Key.allCases.map(\.rawValue)
    let near = NearNames.of(key, among: known).first.map { "; did you mean \($0)?" }
    return "unknown key '\(key)'\(near ?? "; the keys are \(known.listed("and"))")"
  }

  private static func values(of entry: YAMLEntry, _ key: ProjectSettings.Key) throws -> [String] {
    let nodes: [YAMLNode]
    if case .sequence(let items) = entry.value.content {
      nodes = items
    } else {
      nodes = [entry.value]
    }
    let values = try nodes.map { node in
      guard case .scalar(let text) = node.content, !text.isEmpty else {
        throw ProjectFileError(node.position, "expected text for '\(key.rawValue)'")
      }
      return text
    }
    guard !values.isEmpty else {
      throw ProjectFileError(entry.value.position, "'\(key.rawValue)' is empty")
    }
    if let problem = check(key, values) { throw ProjectFileError(entry.value.position, problem) }
    return values
  }

  /// The error in the values of a key; nil if they are valid.
  static func check(_ key: ProjectSettings.Key, _ values: [String]) -> String? {
    guard key.takesSeveral || values.count == 1 else {
      return "'\(key.rawValue)' takes only one value"
    }
    guard key == .colors, let value = values.first else { return nil }
    // `change` needs two profiles.
    let known = FlameGraphStyle.Colors.allCases.filter { $0 != .change }.map(\.rawValue)
    return known.contains(value) ? nil : "'colors' takes \(known.listed()), found '\(value)'"
  }

  /// A path relative to this file, as a path from the working folder.
  private static func resolved(_ text: String, _ key: ProjectSettings.Key, in folder: SystemPath)
    -> String
  {
    let path = SystemPath(argument: text)
    guard key.isPath, !path.isAbsolute, path != "-", !ServiceURL.isOne(path) else { return text }
    return ReversibleText.text(of: folder.appending(path.bytes).bytes)
  }
}

/// An error in `.pproftool.yaml`, with its position.
struct ProjectFileError: Error, Equatable, CustomStringConvertible {
  let position: TextPosition
  let reason: String

  init(_ position: TextPosition, _ reason: String) {
    (self.position, self.reason) = (position, reason)
  }

  var description: String { "line \(position.line), column \(position.column): \(reason)" }
}

/// The folders that may contain the project file.
enum ProjectFolders {
  /// Relative to the working folder, which comes first: ``, `..`, `../..`.
  static func ofWorkingFolder() -> [SystemPath] {
    guard let current = try? FileSystem.currentFolder() else { return [""] }
    let home = ThisProcess.environment("HOME").map { SystemPath($0) }
    return upwards(from: current, home: home) { folder in
      (try? FileStatus.of(folder.appending(".git"))) != nil
    }
  }

  /// - `isEnd`: whether a folder is the root of a project; it gets the path relative to the first folder.
  static func upwards(
    from current: SystemPath, home: SystemPath?, isEnd: (SystemPath) -> Bool
  ) -> [SystemPath] {
    var folders: [SystemPath] = [""]
    var absolute = current
    while !isEnd(folders[folders.count - 1]), absolute != home {
      let above = SystemPath(absolute.folder.bytes.dropLast())
      // Neither `.git` nor HOME was found up to the root.
      guard !above.bytes.isEmpty else { return [""] }
      absolute = above
      folders.append(folders.count == 1 ? ".." : folders[folders.count - 1].appending(".."))
    }
    return folders
  }
}
