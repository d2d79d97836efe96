import ProfileAnalysis

/// The lines above a table or graph that say how much of the profile it shows.
struct ShownSummary {
  /// The sum of the flat values shown.
  var shown: Int64
  var total: Int64
  var values: ValueText
  /// How many nodes are shown.
  var count: Int
  /// How many there were before their number was limited.
  var originalCount: Int
  /// How many were left out because they are light.
  var droppedNodes = 0
  var nodeFraction = 0.0
  /// How many calls were left out for being light.
  var droppedEdges = 0
  var edgeFraction = 0.0

  var lines: [String] {
    let share = PercentText.text(shown, of: total).drop { $0 == " " }
    var lines = [
      "Showing nodes accounting for \(values.text(shown)), \(share) of \(values.text(total)) total"
    ]
    guard total != 0 else { return lines }
    if droppedNodes > 0 { lines.append(dropped(droppedNodes, "node", "cum", nodeFraction)) }
    if droppedEdges > 0 { lines.append(dropped(droppedEdges, "edge", "freq", edgeFraction)) }
    if count > 0, count < originalCount {
      lines.append("Showing top \(count) nodes out of \(originalCount)")
    }
    return lines
  }

  private func dropped(
    _ count: Int, _ what: String, _ measure: String, _ fraction: Double
  ) -> String {
    let limit = values.text(NodeSelection.share(fraction, of: total))
    return "Dropped \(count) \(what)\(count > 1 ? "s" : "") (\(measure) <= \(limit))"
  }
}
