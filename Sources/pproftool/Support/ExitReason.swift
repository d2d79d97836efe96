import ProfileModel
import ProfileReports

/// Why a comparison ends with status 1.
enum ExitReason {
  /// `exit 1: main.render and 3 more rows changed`; nil without rows.
  ///
  /// - `names`: those of the rows, the one that changed most first.
  /// - `verb`: what the rows did, for one and for several.
  static func text(of names: [[UInt8]], _ verb: (_ isOne: Bool) -> String) -> String? {
    guard let first = names.first else { return nil }
    let rest = names.count - 1
    let others = rest == 0 ? "" : " and \(rest.counted("more row"))"
    return "exit 1: \(ComparisonVerdict.shortened(first))\(others) \(verb(rest == 0))"
  }
}
