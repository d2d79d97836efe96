import ProfileModel
import ProfileReports

/// Why a comparison ends with status 1.
enum ExitReason {
  /// `exit 1: main.render and 3 more rows changed`.
  ///
  /// - `name`: the row that changed most.
  /// - `others`: how many more did.
  static func text(_ name: [UInt8], others: Int, _ verb: String) -> String {
    let rest = others == 0 ? "" : " and \(others.counted("more row"))"
    return "exit 1: \(ComparisonVerdict.shortened(name))\(rest) \(verb)"
  }
}
