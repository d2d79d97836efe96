import CheckReports
import ProfileAnalysis
import ProfileModel

/// Maps values to coordinates of a chart, and labels its axes.
struct SeriesScale {
  let x: ClosedRange<Double>
  let y: ClosedRange<Double>
  /// The values that lines stand at.
  let ticks: [Double]
  private let unit: SeriesChart.Unit

  init(_ chart: SeriesChart) {
    unit = chart.unit
    let points =
      chart.lines.flatMap(\.points) + (chart.trend.map { [$0.start, $0.end, $0.bound] } ?? [])
    let finite = points.filter { $0.x.isFinite && $0.y.isFinite }
    let (left, right) = (finite.map(\.x).min() ?? 0, finite.map(\.x).max() ?? 1)
    x = left < right ? left...right : (left - 1)...(left + 1)
    let highest = finite.map(\.y).max() ?? 0
    let lowest = min(0, finite.map(\.y).min() ?? 0)
    // A limit that is far above would press all lines flat.
    let levels = chart.levels.map(\.value).filter { $0.isFinite && $0 <= highest * Self.farAbove }
    let top = max(highest, levels.max() ?? 0)
    let step = Self.step(for: max(top - lowest, 0), unit)
    let (first, last) = ((lowest / step).rounded(.down), max(1, (top / step).rounded(.up)))
    y = first * step...max(last * step, first * step + step)
    ticks = (0...Int(min(12, last - first))).map { (first + Double($0)) * step }
  }

  /// A level beyond this many times the highest value is mentioned, not drawn.
  private static let farAbove = 12.0

  func holds(_ level: SeriesChart.Level) -> Bool { y.contains(level.value) }

  /// A step that divides the range into three or four: 1, 2 or 5 times a power of 10, or for bytes of 1024.
  private static func step(for range: Double, _ unit: SeriesChart.Unit) -> Double {
    guard range > 0, range.isFinite else { return 1 }
    let rough = range / 4
    var base = 1.0
    if unit == .bytes { while base * 1024 <= rough, base < 1e18 { base *= 1024 } }
    var power = base
    while power * 10 <= rough { power *= 10 }
    while power > rough, unit == .number || unit == .percent { power /= 10 }
    return [1.0, 2, 5, 10].lazy.map { $0 * power }.first { $0 >= rough } ?? rough
  }

  /// A value as the axis has it.
  func text(_ value: Double) -> String {
    switch unit {
    case .bytes: ValueText("bytes").text(Int64(clamping: value))
    case .nanoseconds: ValueText("nanoseconds").text(Int64(clamping: value))
    case .percent: "\(short(value))%"
    case .count: Int64(clamping: value.rounded()).grouped
    case .number: short(value)
    }
  }

  private func short(_ value: Double) -> String {
    value == value.rounded() && value.magnitude < 1e15
      ? Int64(clamping: value).grouped : FixedText.of(value, digits: value.magnitude < 1 ? 3 : 1)
  }
}
