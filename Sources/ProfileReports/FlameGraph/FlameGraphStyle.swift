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

  public enum Direction: String, CaseIterable, Sendable {
    /// The root on top.
    case down
    /// The root at the bottom.
    case up
  }

  public var title = "Flame graph"
  public var subtitle = ""
  /// A remark that stands below the picture.
  public var notes = ""
  /// The width in pixels; nil for that of the window.
  public var width: Int?
  public var frameHeight = 18
  /// A frame that has a smaller part of the whole is not drawn.
  public var minimumShare = 0.001
  public var direction = Direction.down
  /// Whether stacks are merged from their leaves, so that callers lie below what they call.
  public var isReversed = false
  public var colors = Colors.package
  /// What a frame is called in the words around the picture.
  public var nameType = "Function"
  /// Whether there is a script for zoom and search.
  public var isInteractive = true

  public init() {}

  /// What lies between the edges of the picture and the frames.
  static let margin = 10.0

  /// The width of the picture that needs no script.
  var staticWidth: Double { Double(width ?? 1200) }

  /// The height of letters in frames, in pixels.
  var fontSize: Double { max(4, Double(frameHeight * 2 / 3)) }
}
