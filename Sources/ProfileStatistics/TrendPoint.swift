/// A value and when it was measured: in snapshots, hours, or whatever a slope is asked in.
package struct TrendPoint: Equatable, Sendable {
  package var time: Double
  package var value: Double

  package init(time: Double, value: Double) {
    self.time = time
    self.value = value
  }
}

extension [TrendPoint] {
  var times: [Double] { map(\.time) }
  var values: [Double] { map(\.value) }

  /// How much time lies between the first and the last.
  package var span: Double { (last?.time ?? 0) - (first?.time ?? 0) }
}
