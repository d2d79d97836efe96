/// Why two profiles cannot become one.
package enum MergeError: Error, Equatable, CustomStringConvertible {
  /// They measure at distances that cannot be compared.
  case periodTypes(String, String)
  /// They have no sample type in common.
  case sampleTypes([String], [String])
  /// No sample type of a profile has a name of its own.
  case sharedNames(String)
  /// A sample type comes in units that do not convert.
  case units(type: String, String, String)

  package var description: String {
    switch self {
    case .periodTypes(let left, let right):
      "profiles of different kinds cannot be merged: their period types are \(left) and \(right)"
    case .sampleTypes(let left, let right):
      "profiles of different kinds cannot be merged: their sample types are \(left.joined(separator: ", ")) and \(right.joined(separator: ", "))"
    case .sharedNames(let name):
      "several of its sample types have the name '\(name)', so none can be reported"
    case .units(let type, let left, let right):
      "values of '\(type)' cannot be added up: their units are \(left) and \(right)"
    }
  }
}
