import ProfileAnalysis

/// The snapshots of a group whose time is not known, so that their order is not, and what would tell it.
package struct UndatedSnapshots: Sendable {
  /// The file of the first of them.
  package let file: String
  /// How many more there are.
  package let others: Int
  /// What the file could be called; nil if it holds several profiles, which one name cannot date.
  package let datedName: String?

  /// Nil if all times are known.
  package init?(_ group: ProfileGroup) {
    let undated = group.snapshots.filter { $0.timeNanos == 0 }
    guard let first = undated.first?.first else { return nil }
    (file, others) = (first.name, undated.count - 1)
    let base = FilePath.base(Array(first.name.utf8)[...])
    datedName = first.number > 0 ? nil : Self.dated(String(decoding: base, as: UTF8.self))
  }

  /// A file's name with a time in it, which nothing else in the name can be taken for.
  package static func dated(_ name: String) -> String { "20261126T1000Z.\(name)" }

  /// ` and 6 more have no time`.
  package var rest: String { others == 0 ? " has no time" : " and \(others) more have no time" }
}

extension OpenReason {
  /// The order of a group's snapshots is not known.
  static func unknownOrder(of group: ProfileGroup) -> OpenReason {
    let text = "the order of the snapshots is not known"
    guard let undated = UndatedSnapshots(group) else { return .missing(text) }
    let remedy = undated.datedName.map { "; a name like \($0) contains one" } ?? ""
    return .missing("\(text): \(undated.file)\(undated.rest)\(remedy)")
  }
}
