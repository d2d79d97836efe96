/// What goroutines are put into groups by.
public enum GoroutineGrouping: Hashable, Sendable {
  /// The plain stack.
  case stack
  /// The function that matters: the first from the leaf that is neither the runtime's nor the library's.
  case site
  /// The package of the site.
  case package
  case state
  /// The function that started them.
  case createdBy
  /// How long they have waited, in steps.
  case wait
  /// The value of a label.
  case label(String)

  /// The grouping that a user names: `stack`, `created-by` or `label.KEY`; nil for any other name.
  public init?(name: String) {
    switch name {
    case "stack": self = .stack
    case "site": self = .site
    case "package": self = .package
    case "state": self = .state
    case "created-by": self = .createdBy
    case "wait": self = .wait
    default:
      guard name.hasPrefix("label."), name != "label." else { return nil }
      self = .label(String(name.dropFirst(6)))
    }
  }

  /// The name that a user gives it.
  public var name: String {
    switch self {
    case .stack: "stack"
    case .site: "site"
    case .package: "package"
    case .state: "state"
    case .createdBy: "created-by"
    case .wait: "wait"
    case .label(let key): "label.\(key)"
    }
  }
}
