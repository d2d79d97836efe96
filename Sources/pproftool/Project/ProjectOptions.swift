import ProfileReports
import ProfileSystem
import ReportRequests

// Where what a project gives takes the place of an option that is not there.

extension GraphOptions {
  /// Folders with sources.
  var sourceFolders: [SystemPath] {
    (sourcePath ?? ProjectSettings.current.list(.sourcePath))?.listed ?? []
  }

  /// What names of files begin with that is cut.
  var trimPrefixes: [SystemPath] {
    (trimPath ?? ProjectSettings.current.list(.trimPath))?.listed ?? []
  }
}

extension CheckRuleOptions {
  /// The options with the rules and the baseline of the project where none are given, and sentences that say so.
  func withProject(_ project: ProjectSettings = .current) -> (
    options: CheckRuleOptions, said: [String]
  ) {
    var (options, said): (CheckRuleOptions, [String]) = (self, [])
    if rules.isEmpty, let sentence = project.sentence(.rules) {
      options.rules = project.paths(.rules)
      said.append(sentence)
    }
    if baseline.isEmpty, let sentence = project.sentence(.baseline) {
      options.baseline = project.paths(.baseline)
      said.append(sentence)
    }
    return (options, said)
  }
}

extension FlameGraphRequest {
  /// The request with the colours of the project where none are asked for.
  func withProject(_ project: ProjectSettings = .current) -> FlameGraphRequest {
    var request = self
    let colors = project.settings[.colors]?.values.first.flatMap(
      FlameGraphStyle.Colors.init(rawValue:))
    if let colors { request.usualColors = colors }
    return request
  }
}
