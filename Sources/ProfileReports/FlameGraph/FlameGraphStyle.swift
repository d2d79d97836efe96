/// The looks and texts of a flame graph, besides its frames.
public struct FlameGraphStyle: Sendable {
  /// What the colours of frames show.
  public enum Colors: String, CaseIterable, Sendable {
    /// A hue for each of the heaviest packages; grey for the runtime and the standard library.
    case package
    /// A hue for each of the heaviest source files.
    case file
    /// The self value: the higher, the darker.
    case value
    /// The warm colours of the first flame graphs, by name.
    case hot
    /// What was added and what was removed, in a flame graph of two profiles.
    case change
  }

  /// Where the root is drawn.
  public enum Direction: String, CaseIterable, Sendable {
    /// The root on top.
    case down
    /// The root at the bottom.
    case up
  }

  /// How many frames a file has at most: one of 100,000 opens in five seconds.
  package static let mostFrames = 100_000

  package var title = "Flame graph"
  package var subtitle = ""
  /// Remarks needed to read the flame graph, a sentence each.
  package var remarks: [String] = []
  /// The main change, in a flame graph of two profiles.
  package var mainChange = ""
  /// The user's remark below the flame graph.
  package var notes = ""
  /// Why there is no frame, if there is none.
  package var emptyReason = "no stack has a positive value"
  /// The width in pixels; nil for that of the window.
  package var width: Int?
  package var frameHeight = 18
  /// A frame that has a smaller part of the whole is not drawn where there is no script.
  package var minimumShare = 0.0
  package var direction = Direction.down
  /// Whether stacks are merged from their leaves, so that callers lie below what they call.
  package var isReversed = false
  package var colors = Colors.package
  /// Whether stacks wait, so that what matters is the site and not the function of the runtime they end in.
  package var isBySite = false
  /// Whether values are times in the order in which they passed.
  package var hasTimeAxis = false
  /// The labels that frames were made of.
  package var labels: [String] = []
  /// The noun for a frame in the texts around the flame graph.
  package var nameType = "Function"
  /// Whether there is a script for zoom and search.
  package var isInteractive = true
  /// How people see what is left out.
  package var advice = ReportAdvice()

  /// The names with a significant change, as indices among those of the tree, if only those have a colour; nil if all
  /// changed ones have.
  package var called: Set<Int>?

  package init() {}

  /// The margin around the frames.
  static let margin = 10.0

  /// The width that needs no script.
  var staticWidth: Double { Double(width ?? 1200) }

  /// The height of letters in frames, in pixels.
  var fontSize: Double { max(4, Double(frameHeight * 2 / 3)) }
}
