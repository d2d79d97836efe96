/// One of the groups of a rule with `per:`; a rule without has a single one.
struct SampleGroup: Hashable, Comparable, Sendable {
  /// The only group of a rule without `per:`.
  static let all = SampleGroup(name: "")

  let name: String
  /// Whether names are missing, so that its samples may belong to any other group.
  var isOpen = false

  static func < (left: Self, right: Self) -> Bool {
    left.name != right.name ? left.name < right.name : right.isOpen && !left.isOpen
  }
}
