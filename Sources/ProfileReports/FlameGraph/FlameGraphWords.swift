import ProfileAnalysis

extension FlameGraph {
  /// What is not in the picture: how many frames were too small, and how much they have.
  var leftOutWords: String {
    let small = notDrawn
    guard small.frames > 0 else { return "" }
    // On one side of a comparison what is only on the other has no width.
    let size =
      style.minimumShare > 0
      ? "narrower than \(PercentWords.text(style.minimumShare * 100))%" : "of no width"
    let frames =
      small.frames == 1
      ? "1 frame is" : "\(Int64(small.frames).grouped) frames are"
    let part = "\(percent(small.total))% of \(wholeName)"
    let amount =
      tree.layout.map { layout in
        "\(values.text(layout.pair(width: small.total, other: small.other))) (\(part))"
      } ?? "\(values.text(small.total)), \(part)"
    return "\(frames) \(size) and not drawn: \(amount)."
  }

  /// What percentages are of.
  var wholeName: String {
    switch tree.layout {
    case nil: "all"
    case .union: "both sides"
    case .before: "what was before"
    case .after: "what is after"
    }
  }

  /// What the script cannot show either.
  var lostWords: String {
    let lost = notDrawn.lost
    guard lost > 0 else { return "" }
    let frames =
      lost == 1
      ? "1 small frame is" : "\(Int64(lost).grouped) small frames are"
    let layout = tree.layout ?? .union
    let advice = layout == .union ? style.advice.allFrames : style.advice.allFramesOfBothSides
    return "\(frames) not in this file\(advice.map { "; \($0) keeps all" } ?? "")."
  }

  /// The frames that are not drawn: how many, how many of them the tree does not hold, and what those
  /// have that lie directly below a drawn one.
  private var notDrawn: (frames: Int, lost: Int, total: Int64, other: Int64) {
    var (hidden, lost): (Int, Int) = (0, 0)
    var (total, other): (Int64, Int64) = (0, 0)
    var node = 0
    while node < tree.count {
      lost += tree.smallFrames[node]
      if isDrawn(node) {
        total = total.addingClamped(tree.smallTotals[node])
        other = other.addingClamped(tree.smallOthers[node])
        node += 1
      } else {
        // All below it is at most as large.
        let end = Int(tree.ends[node])
        hidden += end - node
        for below in node + 1..<max(node + 1, end) { lost += tree.smallFrames[below] }
        total = total.addingClamped(tree.totals[node])
        other = other.addingClamped(tree.others[node])
        node = end
      }
    }
    return (hidden + lost, lost, total, other)
  }

  /// The names that have most of their own.
  func largestFrames(_ count: Int) -> [(name: String, own: Int64)] {
    var sums = [Int64](repeating: 0, count: names.list.count)
    for node in 0..<tree.count {
      sums[names.places[node]] = sums[names.places[node]].addingClamped(owns[node])
    }
    let order = sums.indices.filter { sums[$0] > 0 && $0 > 0 }.sorted { left, right in
      sums[left] != sums[right] ? sums[left] > sums[right] : left < right
    }
    return order.prefix(count).map { (names.list[$0].text, sums[$0]) }
  }
}

/// Writes small numbers of percent: `0.1`, `25`.
enum PercentWords {
  /// A number with up to four digits after the point and no needless zeros.
  static func text(_ percent: Double) -> String {
    let scaled = Int64((percent * 10000).rounded())
    let (whole, rest) = scaled.quotientAndRemainder(dividingBy: 10000)
    guard rest > 0 else { return "\(whole)" }
    var digits = String(String(rest + 10000).dropFirst())
    while digits.last == "0" { digits.removeLast() }
    return "\(whole).\(digits)"
  }
}
