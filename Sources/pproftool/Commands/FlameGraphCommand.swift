import ArgumentParser
import ProfileAnalysis
import ProfileModel
import ProfileReports

/// `flamegraph`: an interactive picture of who calls whom.
struct FlameGraphCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "flamegraph",
    abstract: "Draw a flame graph as an SVG with zoom and search.",
    discussion: """
      The picture is complete in itself; where scripts do not run it is a picture still. Folded stacks \
      are read too. --tagroot makes a tower for each value of a label.

      Example: pproftool flamegraph heap.pb.gz -o heap.svg
      """)

  @OptionGroup var report: ReportOptions
  @OptionGroup(title: "Drawing") var picture: FlameGraphOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard picture.colors != .change else {
      throw ValidationError("--colors change is for diff, which has two profiles to show")
    }
  }

  func run() throws {
    let subject = try report.subject(keepsOrder: picture.flamechart).thatAddsUp()
    let names = LocationNames(subject.profile, report.graph.nodes)
    let tree = CallTree(
      subject.profile, column: subject.sampleType.column, names: names, shape: picture.shape
    ).limited(to: 10_000, belowShare: picture.minWidth / 100)
    let name = ProfileSum.name(of: report.input.paths)
    guard tree.total > 0 else {
      throw FileError(name, "there is nothing to draw: no stack has a positive value")
    }
    let values = FlameGraphValueText(
      type: subject.typeName, unit: subject.valueUnit, in: subject.unit,
      countName: picture.countName, factor: picture.factor * subject.ratio)
    let graph = FlameGraph(
      tree, names: names, places: FramePlaces(subject.profile, names: names), values: values,
      style: picture.style(
        name: name.split(separator: "/").last.map(String.init) ?? name,
        subtitle: FlameGraphSubtitle(subject, total: values.text(tree.total)).text))
    try output.write { graph.write(to: &$0) }
    report.say(tree.leftOut)
  }
}
