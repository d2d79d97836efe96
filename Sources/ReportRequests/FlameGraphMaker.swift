import ProfileAnalysis
import ProfileModel
import ProfileReports

/// Makes the flame graph of one profile, or of two that stand side by side in it.
struct FlameGraphMaker {
  /// Up to this many frames are all in a file, whatever their size.
  private static let fewFrames = 20_000
  /// Up to this many are drawn without a script, too.
  private static let fewStillFrames = 2_000

  private let view: ProfileView
  private let nodes: NodeOptions
  private let request: FlameGraphRequest
  /// The shown name of the profile, or of the two.
  private let name: String
  /// The columns of each side; nil for a single profile.
  private let columns: (before: Int, after: Int)?
  /// The two sides, if it is known where they come from.
  private let compared: ComparedProfiles?
  /// The remarks below it, after the user's.
  private let notes: [String]
  /// How people see what is left out.
  private let advice: ReportAdvice
  /// The note on the choice of the sample type.
  private let choice: String
  /// What runs say of the two sides, if those are runs.
  var runs: RunsHighlight?

  init(
    view: ProfileView, nodes: NodeOptions, request: FlameGraphRequest, name: String,
    columns: (before: Int, after: Int)?, compared: ComparedProfiles? = nil, notes: [String] = [],
    advice: ReportAdvice
  ) {
    if columns == nil {
      let drawn = DrawnType(view, isChosen: request.choosesType)
      (self.view, choice) = (drawn.view, drawn.message)
    } else {
      (self.view, choice) = (view, "")
    }
    (self.nodes, self.request, self.name) = (nodes, request, name)
    (self.columns, self.compared, self.notes, self.advice) = (columns, compared, notes, advice)
  }

  func report() -> Report {
    let graph = graph()
    return Report(notes: messages, format: .svg) { sink in
      graph.write(to: &sink)
      return graph.tree.leftOut
    }
  }

  /// Notes for the caller.
  var messages: [String] { view.messages + [choice].filter { !$0.isEmpty } }

  /// Where the values stand that are drawn: a column a side.
  var drawnColumns: [Int] {
    columns.map { [$0.before, $0.after] } ?? [view.sampleType.column]
  }

  func graph() -> FlameGraph {
    let naming = view.tables.naming(nodes)
    let frames = view.tables.frames(nodes) { SafeText.shown($0) }
    let stacks = stacks(naming)
    let tree = tree(stacks)
    let style = style(stacks, tree)
    return FlameGraph(
      tree, sums: stacks.sums(isOwn: style.isBySite ? frames.areSites(style) : nil),
      frames: frames, values: values, style: style)
  }

  private func stacks(_ naming: StackNaming) -> CallTreeStacks {
    guard let columns else {
      return CallTreeStacks(view.profile, column: view.sampleType.column, naming, request.shape)
    }
    return CallTreeStacks(
      comparing: view.profile, columns: columns, layout: layout(columns), naming, request.shape)
  }

  /// What determines a frame's width; values that are too large to be added up do not determine it together.
  private func layout(_ columns: (before: Int, after: Int)) -> ComparisonLayout {
    let chosen = request.layout ?? .union
    return chosen == .union && exceedsRange(columns) ? .after : chosen
  }

  private func exceedsRange(_ columns: (before: Int, after: Int)) -> Bool {
    let (values, width) = (view.profile.sampleTable.values, view.profile.width)
    let sum = stride(from: 0, to: values.count, by: max(1, width)).reduce(0.0) { sum, row in
      let (before, after) = (values[row + columns.before], values[row + columns.after])
      return sum + Double(max(0, before)) + Double(max(0, after))
    }
    return sum >= 0x1p63
  }

  /// Says that frames are not as wide as asked for.
  private func widthText(_ tree: CallTree) -> String {
    guard let layout = tree.layout, layout != request.layout ?? .union else { return "" }
    return
      "The values before and after together exceed \(Int64.max), so a frame is as wide as its value after."
  }

  /// All frames if they are few, else those that are wide enough, and as many of the widest as a file may have.
  private func tree(_ stacks: CallTreeStacks) -> CallTree {
    var shape = request.shape
    let isAsked = request.minimumWidth != nil
    // Frames that are counted cost little; those that are kept are many.
    shape.minimumShare = request.minimumWidth ?? (FlameGraphRequest.usualWidth / 20)
    let tree = stacks.tree(shape)
    if let most = request.mostFrames { return tree.limited(to: most) }
    if isAsked { return tree.limited(to: FlameGraphStyle.mostFrames) }
    guard tree.frameCount > Self.fewFrames else {
      shape.minimumShare = 0
      return tree.frameCount == tree.count ? tree : stacks.tree(shape)
    }
    return tree.limited(to: Self.fewFrames, keepingShare: FlameGraphRequest.usualWidth)
      .limited(to: FlameGraphStyle.mostFrames)
  }

  /// The name of what is shown; empty where two columns of a text do not say it.
  private var type: String {
    let isPlainPair = columns != nil && compared == nil
    guard isPlainPair else { return view.typeName }
    return view.valueUnit == "count" ? "samples" : ""
  }

  private var values: FlameGraphValueText {
    FlameGraphValueText(
      type: type, unit: view.valueUnit, in: view.unit, countName: request.countName,
      factor: request.factor * view.ratio)
  }

  private func style(_ stacks: CallTreeStacks, _ tree: CallTree) -> FlameGraphStyle {
    let titles = FlameGraphTitle(view, name: name, type: type)
    var style = request.style(isComparison: columns != nil)
    style.title = request.title ?? title(titles)
    style.subtitle = request.subtitle ?? subtitle(tree).text
    style.remarks = remarks(stacks, tree).filter { !$0.isEmpty }
    style.notes = ([request.notes ?? ""] + notes).filter { !$0.isEmpty }.joined(separator: " · ")
    style.advice = advice
    style.labels = view.labelRoots + view.labelLeaves
    style.called = runs?.called(among: view.tables.naming(nodes).names)
    style.mainChange =
      runs?.mainChange ?? compared.map {
        ComparisonVerdict(Comparison($0, by: .function, nodes)).mainChange
      } ?? ""
    style.isBySite = columns == nil && !view.isMean && WaitingType.isOf(view.typeName)
    style.hasTimeAxis = request.order == .input && !values.isOfCounts
    style.emptyReason = emptyReason
    let isLarge = tree.frameCount > (request.isInteractive ? Self.fewStillFrames : Self.fewFrames)
    if request.minimumWidth == nil, isLarge { style.minimumShare = FlameGraphRequest.usualWidth }
    return style
  }

  private func title(_ titles: FlameGraphTitle) -> String {
    if compared != nil { return titles.comparison }
    return request.difference == nil ? titles.text : "\(titles.text), what was added"
  }

  private func subtitle(_ tree: CallTree) -> FlameGraphSubtitle {
    if columns != nil {
      return FlameGraphSubtitle(
        comparing: view, type: type, of: compared,
        total: runs?.scaledTotal ?? values.text(tree.pair(0)), shape: shapeText)
    }
    if let difference = request.difference {
      let sides = FilePath.told(difference.before, from: difference.after)
      return FlameGraphSubtitle(
        view, source: "\(sides.0) → \(sides.1)", total: "+\(values.text(tree.total))",
        times: [difference.beforeTime, difference.afterTime], shape: shapeText)
    }
    return FlameGraphSubtitle(
      view, source: FilePath.told(name),
      total: values.text(tree.total), times: [view.profile.header.timeNanos], shape: shapeText)
  }

  /// Marks a flame graph with callers below their callees, which looks like any other.
  private var shapeText: String {
    guard request.isReversed else { return "" }
    return request.direction == .up
      ? "reversed: leaves at the bottom" : "reversed: leaves on top"
  }

  private func remarks(_ stacks: CallTreeStacks, _ tree: CallTree) -> [String] {
    let difference = request.difference == nil ? "" : "Only what was added is drawn."
    return [
      choice, difference, widthText(tree), negativeText(tree), stacks.oneSidedText(values, advice),
    ]
      + (runs?.remarks ?? [])
  }

  /// What has no width since it is negative.
  private func negativeText(_ tree: CallTree) -> String {
    guard columns == nil, let sum = tree.leftOut.sums.first, sum != 0 else { return "" }
    let (count, isDifference) = (tree.leftOut.count, request.difference != nil)
    let kind = isDifference ? "that did not grow" : "without a positive value"
    let stacks = count == 1 ? "1 stack \(kind) is" : "\(count.grouped) stacks \(kind) are"
    return "\(stacks) not drawn: \(values.text(sum)) in all."
  }

  private var emptyReason: String {
    let samples = view.profile.sampleTable.count
    let type = type.isEmpty ? "either side" : type
    if samples == 0 {
      return view.activeFilters.isEmpty ? "there is no sample" : "no sample is left"
    }
    return "no stack has a positive value of \(type)"
  }
}

extension CallTreeStacks {
  /// What a layout by one side leaves out, since it is only on the other.
  fileprivate func oneSidedText(_ values: FlameGraphValueText, _ advice: ReportAdvice) -> String {
    guard let hidden = otherSideOnly, hidden.count > 0 else { return "" }
    let stacks = hidden.count == 1 ? "1 stack is" : "\(hidden.count.grouped) stacks are"
    let (zero, value) = (values.bareText(0), values.text(hidden.value))
    let text =
      hidden.isAfter
      ? "only after: \(zero) → \(value)"
      : "only before: \(values.bareText(hidden.value)) → \(values.text(0))"
    let option = advice.bothSides.map { "; \($0) shows both sides" } ?? ""
    return "\(stacks) \(text), not drawn\(option)."
  }
}
