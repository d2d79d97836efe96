/// What distinguishes samples, and so what a row or a group is: a function, a site, a label and others.
///
/// A sample counts for each of its functions, files, lines and addresses; in any other dimension it has one key.
public enum SampleDimension: Hashable, Sendable {
  case function, file, line, address
  /// The normalized stack, which is the same in every format and build.
  case stack
  /// The function that matters: the first from the leaf that is neither the runtime's nor the library's.
  case site
  /// The package of the site; the site itself where a function has none.
  case package
  case state
  /// The function that started a goroutine.
  case createdBy
  /// How long a goroutine has waited, in steps.
  case wait
  /// The value of a label.
  case label(String)

  /// Those with one name each, in the order of lists.
  private static let named: [(dimension: SampleDimension, name: String)] = [
    (.function, "function"), (.stack, "stack"), (.site, "site"), (.package, "package"),
    (.file, "file"), (.line, "line"), (.address, "address"), (.state, "state"),
    (.createdBy, "created-by"), (.wait, "wait"),
  ]

  /// The dimension that a user names: `site`, `created-by` or `label.KEY`; nil for any other name.
  public init?(name: String) {
    if let known = Self.named.first(where: { $0.name == name }) {
      self = known.dimension
    } else if name.hasPrefix("label."), name != "label." {
      self = .label(String(name.dropFirst(6)))
    } else {
      return nil
    }
  }

  /// The name that a user gives it.
  public var name: String {
    if case .label(let key) = self { return "label.\(key)" }
    return Self.named.first { $0.dimension == self }?.name ?? ""
  }

  /// What one of them is called.
  package var singular: String {
    switch self {
    case .label(let key): "value of \(key)"
    case .createdBy: "creator"
    default: name
    }
  }

  /// What several of them are called.
  package var plural: String {
    switch self {
    case .label(let key): "values of \(key)"
    case .address: "addresses"
    case .createdBy: "creators"
    default: name + "s"
    }
  }

  /// Whether a sample counts for each of its frames, and so a row has a value with all that it calls too.
  package var isOfFrames: Bool { granularity != nil }

  /// The dimension of a name among some, or of a label.
  ///
  /// - Throws: an `UnknownDimension` that lists them.
  package static func named(
    _ name: String, among known: [SampleDimension]
  ) throws(UnknownDimension) -> SampleDimension {
    if let dimension = SampleDimension(name: name) {
      if case .label = dimension { return dimension }
      if known.contains(dimension) { return dimension }
    }
    throw UnknownDimension(name: name, known: known.map(\.name))
  }

  /// What frames are distinguished by; nil for what a sample has only one of.
  package var granularity: Granularity? {
    switch self {
    case .function: .functions
    case .file: .files
    case .line: .lines
    case .address: .addresses
    default: nil
    }
  }
}

/// A name that is no dimension of a report.
package struct UnknownDimension: Error, Equatable, CustomStringConvertible {
  package let name: String
  package let known: [String]

  package var description: String {
    "expected \(known.joined(separator: ", ")) or label.KEY, found '\(name)'"
  }
}
