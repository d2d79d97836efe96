public import ArgumentParser
import ProfileAnalysis
public import ProfileReports
import ReportRequests

extension FlameGraphStyle.Colors: ExpressibleByArgument {}
extension FlameGraphStyle.Direction: ExpressibleByArgument {}

/// How a flame graph is drawn, in `flamegraph`, `diff` and `compare`.
struct FlameGraphOptions: ParsableArguments {
  enum Order: String, CaseIterable, ExpressibleByArgument { case value, name }

  @OptionGroup var titles: TitleOptions

  @Option(
    help: ArgumentHelp("The width in pixels (default: the width of the window).", valueName: "px"),
    transform: WholeNumber.option)
  var width: Int?

  @Option(
    help: ArgumentHelp("The height of a frame in pixels (default: 18).", valueName: "px"),
    transform: WholeNumber.option)
  var frameHeight = 18

  @Option(
    help: ArgumentHelp(
      """
      Omit frames narrower than this percentage of the picture; 0 keeps all (default: 0 for up to 20,000 frames, \
      otherwise 0.1).
      """,
      valueName: "percent"), transform: Percentage.number)
  var minWidth: Double?

  @Option(help: "The order of frames with the same caller: largest first, or by name.")
  var order = Order.value

  @Option(help: "Where callees are drawn: down (root at the top) or up.")
  var direction = FlameGraphStyle.Direction.down

  @Flag(
    help: "Merge stacks from the leaf instead of the root: callers follow the functions they call.")
  var reverse = false

  @Flag(
    help: "Keep samples in their order and merge only neighbours: time runs from left to right.")
  var flamechart = false

  @Option(
    help: ArgumentHelp("Multiply the values by this factor (default: 1).", valueName: "number"),
    transform: Self.factor)
  var factor = 1.0

  @Option(
    name: .customLong("countname"),
    help: ArgumentHelp("What the counts are called (default: the sample type).", valueName: "name"))
  var countName: String?

  @Option(
    name: .customLong("nametype"),
    help: ArgumentHelp("What frames are called.", valueName: "name"))
  var nameType = "Function"

  @Option(help: "What colours show (default: package; change in a comparison).")
  var colors: FlameGraphStyle.Colors?

  @Flag(help: "Swap the two sides of a comparison.")
  var negate = false

  @Flag(help: "Draw a static picture without zoom and search.")
  var noScript = false

  private static func factor(_ text: String) throws -> Double {
    guard let number = WholeNumber.decimal(text) else {
      throw ValidationError("expected a number above 0, as in 0.5, 1_000 or 2k")
    }
    return number
  }

  func validate() throws {
    guard !flamechart || order == .value else {
      throw ValidationError("--flamechart and --order name cannot be given together")
    }
    do { try request(nil).check() } catch { throw ValidationError(Self.message(of: error)) }
  }

  /// The message about an invalid request: what the option takes.
  private static func message(of error: RequestError) -> String {
    switch error {
    case .width: "--width takes \(RequestError.text(FlameGraphRequest.widths)) pixels"
    case .frameHeight:
      "--frame-height takes \(RequestError.text(FlameGraphRequest.frameHeights)) pixels"
    case .minimumWidth: "--min-width takes a percentage from 0 to 100"
    case .factor: "--factor takes a number above 0"
    case .reversedInput: "--flamechart and --reverse cannot be given together"
    case .count, .divisor, .share, .link, .byteLimit, .dimension, .noSources: "\(error)"
    }
  }

  /// A given option that needs two profiles; nil if there is none.
  func optionForTwo(_ layout: ComparisonLayout?) -> String? {
    if layout != nil { return "--layout" }
    if negate { return "--negate" }
    return colors == .change ? "--colors change" : nil
  }

  /// A given option that changes the look of a flame graph; nil if there is none.
  func styleOption(_ layout: ComparisonLayout?) -> String? {
    let options = [
      ("--width", width != nil), ("--frame-height", frameHeight != 18),
      ("--min-width", minWidth != nil), ("--order", order != .value),
      ("--direction", direction != .down), ("--reverse", reverse), ("--factor", factor != 1),
      ("--countname", countName != nil), ("--nametype", nameType != "Function"),
      ("--colors", colors != nil), ("--layout", layout != nil), ("--no-script", noScript),
    ]
    return options.first { $0.1 }?.0
  }

  /// Rejects options for flame graphs and pages where another format is written.
  func check(for format: ReportFormat, _ page: SharingOptions, _ layout: ComparisonLayout?) throws {
    if format != .html, let option = page.option {
      throw ValidationError("\(option) is for --format html, not for \(format.rawValue)")
    }
    guard !titles.open || format == .html || format == .svg else {
      throw ValidationError(
        "--open shows only pictures; give --format html or svg, or an output name with one of these endings"
      )
    }
    let titleOption = format == .html ? nil : titles.option
    if format != .svg, let option = titleOption ?? styleOption(layout) {
      throw ValidationError("\(option) is for --format svg, not for \(format.rawValue)")
    }
  }

  /// The request for a page of two sides.
  func page(_ sharing: SharingOptions) -> ViewRequest {
    var page = sharing.request
    (page.title, page.subtitle, page.notes) = (titles.title, titles.subtitle, titles.notes)
    return page
  }

  /// The request for a flame graph.
  ///
  /// - `layout`: which side of a comparison sets the width of frames.
  func request(_ layout: ComparisonLayout?) -> FlameGraphRequest {
    var request = FlameGraphRequest()
    (request.title, request.subtitle) = (titles.title, titles.subtitle)
    request.notes = titles.notes
    request.width = width
    request.frameHeight = frameHeight
    request.minimumWidth = minWidth.map { $0 / 100 }
    request.order = flamechart ? .input : order == .name ? .name : .value
    request.direction = direction
    request.isReversed = reverse
    request.factor = factor
    request.countName = countName
    request.nameType = nameType
    request.colors = colors
    request.layout = layout
    request.swapsSides = negate
    request.isInteractive = !noScript
    return request
  }
}
