/// Why two profiles cannot become one.
package enum MergeError: Error, Equatable, CustomStringConvertible {
  /// They measure at distances that cannot be compared.
  case periodTypes(String, String)
  /// They have no sample type in common.
  case sampleTypes([String], [String])
  /// A profile's sample types all share their names.
  case sharedNames(String)
  /// A sample type comes in units that do not convert.
  case units(type: String, String, String)

  package var description: String {
    switch self {
    case .periodTypes(let left, let right):
      "profiles of different kinds cannot be merged: their period types are \(left) and \(right)"
    case .sampleTypes(let left, let right):
      "profiles of different kinds cannot be merged: they have the sample types "
        + "\(left.joined(separator: ", ")) and \(right.joined(separator: ", "))"
    case .sharedNames(let name):
      "its sample types share their names, as several do '\(name)', so that none can be reported"
    case .units(let type, let left, let right):
      "values of '\(type)' cannot be added up: they are in \(left) and \(right)"
    }
  }
}
