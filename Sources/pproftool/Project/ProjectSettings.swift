import ProfileSystem

/// The settings of a project: the file `.pproftool.yaml` and the variables `PPROFTOOL_…`.
///
/// Command-line options override variables, and variables override the file. A setting only replaces an option that
/// was not given.
struct ProjectSettings: Equatable, Sendable {
  /// The name of a setting.
  enum Key: String, CaseIterable, Sendable {
    case trimPath = "trim_path"
    case sourcePath = "source_path"
    case rules, baseline, targets, colors

    /// Its environment variable: `PPROFTOOL_TRIM_PATH`.
    var variable: String { "\(Self.prefix)\(rawValue.uppercased())" }
    static let prefix = "PPROFTOOL_"

    /// Messages about variables with almost the name of a setting. Other `PPROFTOOL_…` variables may belong to
    /// scripts.
    static func misnamed(_ variables: [String]) -> [String] {
      let known = allCases.map(\.rawValue)
      return variables.compactMap { variable in
        let name = String(variable.dropFirst(prefix.count)).lowercased()
        guard !known.contains(name), let near = NearNames.of(name, among: known).first,
          let key = Key(rawValue: near)
        else { return nil }
        return "\(variable) is not read; did you mean \(key.variable)?"
      }
    }

    /// Whether its values are paths, which in the file are relative to the file.
    var isPath: Bool { self != .trimPath && self != .colors }

    /// The values in a text: the option takes folders and prefixes with colons between them.
    func separated(_ text: String) -> [String] {
      guard self == .sourcePath || self == .trimPath else { return [text] }
      return text.split(separator: ":").map(String.init)
    }

    /// Whether it takes several values. A variable separates them by colons where the option does.
    var takesSeveral: Bool { self != .targets && self != .colors }
  }

  /// The values of a setting, and the name of the file or variable they come from.
  struct Setting: Equatable, Sendable {
    let values: [String]
    let origin: String
  }

  var settings: [Key: Setting] = [:]
  /// Messages about files and variables that are ignored because of their names.
  var misnamed: [String] = []

  /// The settings in force; none with `--no-config`, or if they cannot be read.
  static var current: ProjectSettings { (try? found.get()) ?? ProjectSettings() }

  /// Checks the settings before a command runs.
  ///
  /// - `isQuiet`: whether messages about ignored names are omitted.
  static func check(isQuiet: Bool) throws {
    let settings = try found.get()
    if !isQuiet { settings.misnamed.forEach(Message.print) }
  }

  private static let found: Result<ProjectSettings, FileError> = {
    guard NormalizedLine.current.program.hasProject else { return .success(ProjectSettings()) }
    do {
      let file = try ProjectFile.found()
      var settings = file?.settings ?? ProjectSettings()
      settings.misnamed = (file == nil ? ProjectFile.misnamed() : nil).map { [$0] } ?? []
      settings.misnamed += Key.misnamed(
        ThisProcess.environmentNames(beginningWith: Key.prefix))
      try settings.overrideByVariables { ThisProcess.environment($0).map(ReversibleText.text) }
      return .success(settings)
    } catch let error as FileError {
      return .failure(error)
    } catch {
      return .failure(FileError(ProjectFile.name, error))
    }
  }()

  /// Overrides the settings by variables.
  ///
  /// - Throws: a `FileError` that names the variable.
  mutating func overrideByVariables(_ value: (String) -> String?) throws {
    for key in Key.allCases {
      guard let text = value(key.variable), !text.isEmpty else { continue }
      try ProjectFile.check(key, [text]).map { throw FileError(key.variable, $0) }
      settings[key] = Setting(values: [text], origin: key.variable)
    }
  }
}

extension ProjectSettings {
  func paths(_ key: Key) -> [SystemPath] {
    settings[key]?.values.map { SystemPath(argument: $0) } ?? []
  }

  /// The values of a setting as a colon-separated list.
  func list(_ key: Key) -> SystemPath? {
    settings[key].map { SystemPath(argument: $0.values.joined(separator: ":")) }
  }

  /// `rules of .pproftool.yaml: leaks.yaml`; nil if the setting is not set.
  func message(_ key: Key) -> String? {
    settings[key].map { "\(key.rawValue) of \($0.origin): \($0.values.joined(separator: ", "))" }
  }

  /// The settings and their origins, one per line: the output of `info --config`.
  var text: String {
    let rows = Key.allCases.map { key in
      let setting = settings[key]
      let values = setting?.values.joined(separator: ", ") ?? "not set"
      let origin = setting.map { " (\($0.origin))" } ?? ""
      return "\(key.rawValue):".padded(to: 14) + values + origin + "\n"
    }
    return rows.joined()
  }
}
