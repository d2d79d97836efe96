/// How a flame graph looks and what it says, beside its frames.
public struct FlameGraphStyle: Sendable {
  /// What the colours of frames mean.
  public enum Colors: String, CaseIterable, Sendable {
    /// A hue for each package; grey for the runtime and the standard library.
    case package
    /// A hue for each source file.
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

  package var title = "Flame graph"
  package var subtitle = ""
  /// A remark that stands below the picture.
  package var notes = ""
  /// The width in pixels; nil for that of the window.
  package var width: Int?
  package var frameHeight = 18
  /// A frame that has a smaller part of the whole is not drawn.
  package var minimumShare = 0.001
  package var direction = Direction.down
  /// Whether stacks are merged from their leaves, so that callers lie below what they call.
  package var isReversed = false
  package var colors = Colors.package
  /// What a frame is called in the words around the picture.
  package var nameType = "Function"
  /// Whether there is a script for zoom and search.
  package var isInteractive = true
  /// How people see what is left out.
  package var advice = ReportAdvice()

  package init() {}

  /// What lies between the edges of the picture and the frames.
  static let margin = 10.0

  /// The width of the picture that needs no script.
  var staticWidth: Double { Double(width ?? 1200) }

  /// The height of letters in frames, in pixels.
  var fontSize: Double { max(4, Double(frameHeight * 2 / 3)) }
}
