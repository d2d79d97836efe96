/// How a flame graph looks and what it says, beside its frames.
public struct FlameGraphStyle: Sendable {
  /// What the colours of frames mean.
  public enum Colors: String, CaseIterable, Sendable {
    /// A hue for each of the heaviest packages; grey for the runtime and the standard library.
    case package
    /// A hue for each of the heaviest source files.
    case file
    /// The darker the more a frame has of its own.
    case value
    /// The warm colours of the first flame graphs, by name.
    case hot
    /// What was added and what was taken away, in a picture of two profiles.
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
  /// What must be known to read the picture, a sentence each.
  package var remarks: [String] = []
  /// What changed most, in a picture of two profiles.
  package var mainChange = ""
  /// A remark of the user's that stands below the picture.
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
  /// What a frame is called in the words around the picture.
  package var nameType = "Function"
  /// Whether there is a script for zoom and search.
  package var isInteractive = true
  /// How people see what is left out.
  package var advice = ReportAdvice()

  /// The names whose changes are told from noise, as indices among those of the tree, if only those have a colour; nil if
  /// all have that changed.
  package var called: Set<Int>?

  package init() {}

  /// What lies between the edges of the picture and the frames.
  static let margin = 10.0

  /// The width of the picture that needs no script.
  var staticWidth: Double { Double(width ?? 1200) }

  /// The height of letters in frames, in pixels.
  var fontSize: Double { max(4, Double(frameHeight * 2 / 3)) }
}
