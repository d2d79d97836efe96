import ArgumentParser
import ProfileAnalysis
import ReportRequests

/// `flamegraph`: an interactive flame graph.
struct FlameGraphCommand: ReportingCommand {
  static let configuration = CommandConfiguration.command(
    "flamegraph", abstract: "Draw a flame graph as an SVG with zoom and search.",
    discussion: """
      The file is self-contained; without scripts it is a static picture. The input may be folded stacks; if their \
      lines have two counts, as diff writes them, the picture shows what changed. --tagroot draws one tower for each \
      value of a label.

      Example: pproftool flamegraph heap.pb.gz -o heap.svg
      In the browser: pproftool flamegraph --open cpu.pb.gz
      One tower per tenant: pproftool flamegraph --tagroot tenant cpu.pb.gz -o tenants.svg
      """)

  @OptionGroup var report: ReportOptions
  @OptionGroup(title: "Drawing") var flameGraph: FlameGraphOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    try report.validateForStacks()
    guard let option = flameGraph.optionForTwo(layout), let reason = reasonForOne else { return }
    throw ValidationError("\(option) is for two profiles, but \(reason); see diff")
  }

  func request() -> ReportRequest {
    var request = flameGraph.request(layout).withProject()
    request.comparesSides = reasonForOne == nil
    return report.request(.flameGraph(request))
  }

  var reading: ReportReading { ReportReading(keepsOrder: flameGraph.flamechart) }

  mutating func run() throws {
    let opened = try OpenedOutput(flameGraph.titles.open, &output, ending: ".svg")
    try write(of: .report, optionForTwo: flameGraph.optionForTwo(layout))
    opened?.open()
  }

  private var layout: ComparisonLayout? { report.input.reading.selection.comparison }

  /// Why only one profile is drawn, whatever the input; nil if that depends on the input.
  private var reasonForOne: String? {
    if flameGraph.flamechart { return "--flamechart draws the time of one" }
    if report.filters.sampleIndex != nil { return "--sample-index chooses one" }
    if !report.base.paths.isEmpty { return "a base leaves one" }
    guard let format = report.input.reading.from, !format.traits.contains(.mayHoldTwoSides)
    else { return nil }
    return "\(format.name) holds one"
  }
}
