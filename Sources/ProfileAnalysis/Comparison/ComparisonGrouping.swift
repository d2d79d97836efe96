/// What a row of a comparison stands for.
public enum ComparisonGrouping: Hashable, Sendable {
  case function
  case file
  case line
  /// The plain stack, which is the same in every format and build.
  case stack
  /// The function that matters: the first from the leaf that is neither the runtime's nor the library's.
  case site
  /// The package of the site.
  case package
  /// The value of a label.
  case label(String)

  /// The grouping that a user names: `function`, `line` or `label.KEY`; nil for any other name.
  public init?(name: String) {
    switch name {
    case "function": self = .function
    case "file": self = .file
    case "line": self = .line
    case "stack": self = .stack
    case "site": self = .site
    case "package": self = .package
    default:
      guard name.hasPrefix("label."), name != "label." else { return nil }
      self = .label(String(name.dropFirst(6)))
    }
  }

  /// The name that a user gives it.
  public var name: String {
    switch self {
    case .function: "function"
    case .file: "file"
    case .line: "line"
    case .stack: "stack"
    case .site: "site"
    case .package: "package"
    case .label(let key): "label.\(key)"
    }
  }

  /// What several of them are called.
  public var plural: String {
    switch self {
    case .label(let key): "values of \(key)"
    default: name + "s"
    }
  }

  /// Whether a row has a value with all that it calls too.
  public var hasCum: Bool {
    switch self {
    case .function, .file, .line: true
    case .stack, .site, .package, .label: false
    }
  }
}
