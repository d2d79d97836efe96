import ProfileAnalysis
import ProfileModel
import ProfileReports

/// A flame graph of one profile, or of two that stand side by side in it.
struct ProfilePicture {
  let subject: PreparedProfile
  let nodes: NodeOptions
  let options: FlameGraphOptions
  /// What a person calls what is drawn.
  let name: String
  /// The title if none is asked for.
  let title: String
  /// Which values are of which side; nil if there is one profile.
  var columns: (before: Int, after: Int)?
  /// The two sides, if it is known where they come from.
  var compared: ComparedProfiles?
  /// What is said below it, behind what the user says.
  var notes: [String] = []

  /// Writes the picture; gives the stacks that have no place in it.
  func write(to output: OutputOptions) throws -> LeftOutStacks {
    let names = LocationNames(subject.profile, nodes)
    let tree = tree(names).limited(to: 10_000, belowShare: options.minWidth / 100)
    guard tree.total > 0 else {
      throw FileError(name, "there is nothing to draw: no stack has a positive value")
    }
    let type = columns == nil || compared != nil ? subject.typeName : "samples"
    let values = FlameGraphValueText(
      type: type, unit: subject.valueUnit, in: subject.unit, countName: options.countName,
      factor: options.factor * subject.ratio)
    let subtitle =
      columns == nil
      ? FlameGraphSubtitle(subject, total: values.text(tree.total))
      : FlameGraphSubtitle(
        comparing: subject, type: type, of: compared, total: values.text(tree.pair(0)))
    let graph = FlameGraph(
      tree, names: names, places: FramePlaces(subject.profile, names: names), values: values,
      style: style(subtitle: subtitle.text))
    try output.write { graph.write(to: &$0) }
    return tree.leftOut
  }

  private func style(subtitle: String) -> FlameGraphStyle {
    var style = options.style(name: title, subtitle: subtitle, isComparison: columns != nil)
    style.notes = ([style.notes] + notes).filter { !$0.isEmpty }.joined(separator: " · ")
    return style
  }

  private func tree(_ names: LocationNames) -> CallTree {
    guard let columns else {
      return CallTree(
        subject.profile, column: subject.sampleType.column, names: names, shape: options.shape)
    }
    return CallTree(
      comparing: subject.profile, columns: columns, layout: options.layout ?? .union, names: names,
      shape: options.shape)
  }
}
