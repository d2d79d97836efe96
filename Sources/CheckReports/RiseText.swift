package import LeakChecks

/// The text about a level that rises with too few snapshots for a trend.
package struct RiseText {
  private let rise: ShortRise
  /// So many are told; of the others only how many they are.
  package static let shown = 3

  package init(_ rise: ShortRise) { self.rise = rise }

  /// `goroutine/count() of pod-a rose with each of 7 snapshots, from 389 to 5390; 12 are needed for a trend`.
  var sentence: String {
    "\(rise.metric)\(rise.instance.isEmpty ? "" : " of \(rise.instance)") \(rise.text)"
  }
}
