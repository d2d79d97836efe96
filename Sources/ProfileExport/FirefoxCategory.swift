/// What viewers colour frames by; the order is that of the file's list.
enum FirefoxCategory: Int, CaseIterable {
  case other, kernel
  /// What normalized stacks leave out: the runtime of Go, wrappers that its compiler makes.
  case runtime

  var name: String {
    switch self {
    case .other: "Other"
    case .kernel: "Kernel"
    case .runtime: "Runtime"
    }
  }

  var color: String {
    switch self {
    case .other: "grey"
    case .kernel: "orange"
    case .runtime: "lightblue"
    }
  }
}
