import ProfileAnalysis
import ProfileModel
import ProfileReports

/// Makes the flame graph of one profile, or of two that stand side by side in it.
struct FlameGraphMaker {
  let view: PreparedProfile
  let nodes: NodeOptions
  let request: FlameGraphRequest
  /// The title if none is asked for.
  let title: String
  /// Which values are of which side; nil if there is one profile.
  var columns: (before: Int, after: Int)?
  /// The two sides, if it is known where they come from.
  var compared: ComparedProfiles?
  /// What is said below it, behind what the user says.
  var notes: [String] = []
  /// How people see what is left out.
  let advice: ReportAdvice

  func report() throws -> Report {
    let naming = view.tables.naming(nodes)
    let tree = tree(naming).limited(to: 10_000, belowShare: request.minimumWidth)
    guard tree.total > 0 else { throw ReportError.nothingToDraw }
    let type = columns == nil || compared != nil ? view.typeName : "samples"
    let values = FlameGraphValueText(
      type: type, unit: view.valueUnit, in: view.unit, countName: request.countName,
      factor: request.factor * view.ratio)
    let subtitle =
      columns == nil
      ? FlameGraphSubtitle(view, total: values.text(tree.total))
      : FlameGraphSubtitle(
        comparing: view, type: type, of: compared, total: values.text(tree.pair(0)))
    let graph = FlameGraph(
      tree, names: naming.names, places: FramePlaces(view.profile, names: naming.names),
      values: values,
      style: request.style(
        name: title, subtitle: subtitle.text, notes: notes, isComparison: columns != nil,
        advice: advice))
    return Report(notes: view.messages) { sink in
      graph.write(to: &sink)
      return tree.leftOut
    }
  }

  private func tree(_ naming: StackNaming) -> CallTree {
    guard let columns else {
      return CallTree(
        view.profile, column: view.sampleType.column, naming, shape: request.shape)
    }
    return CallTree(
      comparing: view.profile, columns: columns, layout: request.layout ?? .union, naming,
      shape: request.shape)
  }
}
