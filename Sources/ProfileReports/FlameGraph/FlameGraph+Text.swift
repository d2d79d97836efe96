import ProfileAnalysis

extension FlameGraph {
  /// What is not drawn without a script: the number of frames, and their value.
  var leftOutText: String {
    let small = notDrawn
    guard small.frames > 0 else { return "" }
    let frames = "\(count(small.frames)) not drawn: \(amount(small))."
    let isInFile = style.isInteractive && small.lost < small.frames
    guard isInFile else { return "\(frames)\(small.lost > 0 ? adviceForLost(small.lost) : "")" }
    return frames + " With scripts enabled, zooming shows "
      + (small.lost == 0 ? "them." : "some of them.\(adviceForLost(small.lost))")
  }

  /// What the script cannot show either.
  var lostText: String {
    let small = notDrawn
    guard small.lost > 0 else { return "" }
    let frames = count(small.lost)
    return "\(frames) not in this file; all totals stay correct.\(adviceForLost(small.lost))"
  }

  /// Names that no frame of the file has, and that it has no room for.
  var lostNamesText: String {
    let lost = names.leftOut
    guard lost > 0 else { return "" }
    let functions = lost == 1 ? "1 light function is" : "\(lost.grouped) light functions are"
    return "\(functions) not in this file and cannot be found."
  }

  /// The number of small frames. Frames without a width, since they are only on the other side, are counted
  /// elsewhere.
  private func count(_ frames: Int) -> String {
    frames == 1 ? "1 small frame is" : "\(frames.grouped) small frames are"
  }

  private func amount(_ small: (frames: Int, lost: Int, total: Int64, other: Int64)) -> String {
    let part = "\(percent(small.total)) of \(wholeName)"
    return tree.layout.map { layout in
      "\(values.text(layout.pair(width: small.total, other: small.other))) (\(part))"
    } ?? "\(values.text(small.total)), \(part)"
  }

  /// How people see frames that are not in the file.
  private func adviceForLost(_ lost: Int) -> String {
    let isTooMany = lost + tree.count > FlameGraphStyle.mostFrames
    let advice = isTooMany ? style.advice.wholeProfile : style.advice.allFrames
    return advice.map { " \($0) keeps all." } ?? ""
  }

  /// What percentages refer to.
  var wholeName: String {
    switch tree.layout {
    case nil: "all"
    case .union: "both sides"
    case .before: "what was before"
    case .after: "what is after"
    }
  }

  /// The frames that are not drawn: how many, how many of them the tree does not hold, and what those
  /// have that lie directly below a drawn one.
  private var notDrawn: (frames: Int, lost: Int, total: Int64, other: Int64) {
    var (hidden, lost): (Int, Int) = (0, 0)
    var (total, other): (Int64, Int64) = (0, 0)
    var node = 0
    while node < tree.count {
      lost += tree.smallFrames[node]
      if isDrawn(node) || node == 0 {
        total = total.addingClamped(tree.smallTotals[node])
        other = other.addingClamped(tree.smallOtherSide[node])
        node += 1
      } else {
        // All below it is at most as large.
        let end = Int(tree.ends[node])
        hidden += end - node
        for below in node + 1..<max(node + 1, end) { lost += tree.smallFrames[below] }
        total = total.addingClamped(tree.totals[node])
        other = other.addingClamped(tree.otherSide[node])
        node = end
      }
    }
    return (hidden + lost, lost, total, other)
  }

  /// The names with the largest self values, or in which most stacks wait.
  func largestNames(_ count: Int) -> [(name: String, value: Int64)] {
    let weights = sums.sites
    let order = names.ids.indices.filter { names.ids[$0] >= 0 && weight(of: $0, in: weights) > 0 }
      .sorted { left, right in
        let (one, other) = (weight(of: left, in: weights), weight(of: right, in: weights))
        return one != other ? one > other : left < right
      }
    return order.prefix(count).map { (names.list[$0].text, weight(of: $0, in: weights)) }
  }

  private func weight(of index: Int, in column: [Int64]) -> Int64 {
    names.ids[index] < 0 ? 0 : column[names.ids[index] * sums.width]
  }
}
