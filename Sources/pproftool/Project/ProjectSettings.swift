import ProfileSystem

/// What a project always gives: the file `.pproftool.yaml` and the variables `PPROFTOOL_…`.
///
/// Options of a line count more than variables, and those more than the file. A setting stands for an option that was not
/// given, and for nothing else.
struct ProjectSettings: Equatable, Sendable {
  /// A thing that can be set.
  enum Key: String, CaseIterable, Sendable {
    case trimPath = "trim_path"
    case sourcePath = "source_path"
    case rules, baseline, targets, colors

    /// The variable that sets it: `PPROFTOOL_TRIM_PATH`.
    var variable: String { "\(Self.prefix)\(rawValue.uppercased())" }
    static let prefix = "PPROFTOOL_"

    /// That variables do not count whose names are like those of some that do; scripts have others of their own.
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

    /// Whether its values are names of files, and those in the file relative to it.
    var isPath: Bool { self != .trimPath && self != .colors }

    /// Whether it takes several values, which are one text with colons where an option takes such.
    var takesSeveral: Bool { self != .targets && self != .colors }
  }

  /// The values of a key, and who says so: the name of a file or of a variable.
  struct Setting: Equatable, Sendable {
    let values: [String]
    let origin: String
  }

  var settings: [Key: Setting] = [:]
  /// What was probably meant to count and does not, for its name; a sentence each.
  var misnamed: [String] = []

  /// What is in force here; nothing with `--no-config`, or where it cannot be read.
  static var current: ProjectSettings { (try? found.get()) ?? ProjectSettings() }

  /// Says what is wrong with it before a command runs.
  ///
  /// - `isQuiet`: whether nothing is said of what does not count for its name.
  static func check(isQuiet: Bool) throws {
    let settings = try found.get()
    if !isQuiet { settings.misnamed.forEach(Message.print) }
  }

  private static let found: Result<ProjectSettings, FileError> = {
    guard GivenLine.current.program.hasProject else { return .success(ProjectSettings()) }
    do {
      let file = try ProjectFile.found()
      var settings = file?.settings ?? ProjectSettings()
      settings.misnamed = (file == nil ? ProjectFile.misnamed() : nil).map { [$0] } ?? []
      settings.misnamed += Key.misnamed(
        ThisProcess.environmentNames(beginningWith: Key.prefix))
      try settings.takeVariables { ThisProcess.environment($0).map(ReversibleText.text) }
      return .success(settings)
    } catch let error as FileError {
      return .failure(error)
    } catch {
      return .failure(FileError(ProjectFile.name, error))
    }
  }()

  /// Has variables count more than what is there.
  ///
  /// - Throws: a `FileError` that names the variable.
  mutating func takeVariables(_ value: (String) -> String?) throws {
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

  /// The values of a key as an option takes them that are parted by colons.
  func list(_ key: Key) -> SystemPath? {
    settings[key].map { SystemPath(argument: $0.values.joined(separator: ":")) }
  }

  /// `rules of .pproftool.yaml: leaks.yaml`; nil for what is not set.
  func sentence(_ key: Key) -> String? {
    settings[key].map { "\(key.rawValue) of \($0.origin): \($0.values.joined(separator: ", "))" }
  }

  /// What is in force and from where, a line each: what `info --config` prints.
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
