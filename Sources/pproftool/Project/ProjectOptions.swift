import ArgumentParser
import ProfileReports
import ProfileSystem
import ReportRequests

// Project settings as defaults of options that were not given.

extension GraphOptions {
  /// The source folders.
  var sourceFolders: [SystemPath] {
    (sourcePath ?? ProjectSettings.current.list(.sourcePath))?.listed ?? []
  }

  /// The prefixes to remove from file names.
  var trimPrefixes: [SystemPath] {
    (trimPath ?? ProjectSettings.current.list(.trimPath))?.listed ?? []
  }
}

extension CheckRuleOptions {
  /// The options, with the project's rules and baseline where none are given, and messages about them.
  func withProject(_ project: ProjectSettings = .current) -> (
    options: CheckRuleOptions, messages: [String]
  ) {
    var (options, messages): (CheckRuleOptions, [String]) = (self, [])
    if rules.isEmpty, let message = project.message(.rules) {
      options.rules = project.paths(.rules)
      messages.append(message)
    }
    if baseline.isEmpty, let message = project.message(.baseline) {
      options.baseline = project.paths(.baseline)
      messages.append(message)
    }
    return (options, messages)
  }

  /// Rejects a line without rules if a setting is not read because of its name: its rules may have been meant.
  func refuseMisnamedSettings(_ project: ProjectSettings = .current) throws {
    guard rules.isEmpty, assertions.isEmpty, let misnamed = project.misnamed.first else { return }
    throw ValidationError(
      "no rules were given, and \(misnamed); with --no-config, the built-in rules are checked")
  }
}

extension FlameGraphRequest {
  /// The request, with the project's colours where none are given.
  func withProject(_ project: ProjectSettings = .current) -> FlameGraphRequest {
    var request = self
    let colors = project.settings[.colors]?.values.first.flatMap(
      FlameGraphStyle.Colors.init(rawValue:))
    if let colors { request.usualColors = colors }
    return request
  }
}
