/// A warning of the first file that it is true of, with the number of the others: a service at rest prints the same text
/// every time.
package struct CountedWarning {
  private var first: String?
  private var others = 0

  package init() {}

  package var text: String? {
    first.map { $0 + Self.like(others) }
  }

  /// ` (and 3 more like it)`; empty if there are no others.
  package static func like(_ others: Int) -> String {
    others == 0 ? "" : " (and \(others) more like it)"
  }

  package mutating func add(_ warning: @autoclosure () -> String) {
    if first == nil { first = warning() } else { others += 1 }
  }
}
