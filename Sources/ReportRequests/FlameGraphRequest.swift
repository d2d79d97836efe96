public import ProfileAnalysis
public import ProfileReports

/// How a flame graph is drawn.
public struct FlameGraphRequest: Equatable, Sendable {
  /// The widths and heights, in pixels, that can be drawn.
  public static let widths = 200...20000
  /// The heights of a frame, in pixels, that can be drawn.
  public static let frameHeights = 4...200

  /// The title; nil for the name of the profile.
  public var title: String?
  /// The line below the title; nil for what the profile says of itself.
  public var subtitle: String?
  /// A remark below the flame graph.
  public var notes: String?
  /// In pixels; nil for the width of the window.
  public var width: Int?
  /// The height of a frame, in pixels.
  public var frameHeight = 18
  /// Frames narrower than this part of the flame graph, from 0 to 1, are left out of the file; nil for the usual
  /// limit: 20,000 frames, or all frames of at least a thousandth.
  public var minimumWidth: Double?
  /// How frames are ordered that one frame calls.
  public var order = CallTreeShape.Order.value
  /// Where the root is drawn.
  public var direction = FlameGraphStyle.Direction.down
  /// Whether stacks are merged from their leaves.
  public var isReversed = false
  /// The factor for shown values.
  public var factor = 1.0
  /// What counts are counts of; nil for the sample type.
  public var countName: String?
  /// The noun for a frame.
  public var nameType = "Function"
  /// What colours show; nil for packages, or in a comparison for changes.
  public var colors: FlameGraphStyle.Colors?
  /// What colours show by default, if no change is drawn.
  package var usualColors = FlameGraphStyle.Colors.package
  /// What determines a frame's width in a comparison; nil for both sides together.
  public var layout: ComparisonLayout?
  /// Whether the sides of a profile that holds two are swapped; to swap two profiles, compare them the other way round.
  public var swapsSides = false
  /// Whether there is a script for zoom and search.
  public var isInteractive = true
  /// Whether a profile that holds two sides, as folded stacks may, is drawn as a comparison.
  public var comparesSides = true

  /// How many frames are drawn at most; nil for the usual limits.
  package var mostFrames: Int?
  /// What was subtracted, if the profile is a difference.
  package var difference: FlameGraphDifference?
  /// Whether the sample type was chosen, and is drawn even if it is empty.
  package var choosesType = false

  /// With many frames, those narrower than this part are not drawn without a script.
  static let usualWidth = 0.001

  /// A flame graph with the default settings.
  public init() {}

  /// Whether something is asked for that only makes sense for two profiles.
  public var isForTwo: Bool { layout != nil || swapsSides || colors == .change }

  /// How the tree is made.
  var shape: CallTreeShape {
    var shape = CallTreeShape()
    shape.order = order
    shape.direction = isReversed ? .fromLeaf : .fromRoot
    return shape
  }

  /// The style that the request asks for.
  ///
  /// - `isComparison`: whether two profiles are shown.
  func style(isComparison: Bool) -> FlameGraphStyle {
    var style = FlameGraphStyle()
    style.width = width
    style.frameHeight = frameHeight
    style.direction = direction
    style.isReversed = isReversed
    style.colors = colors ?? (isComparison ? .change : usualColors)
    style.nameType = nameType
    style.isInteractive = isInteractive
    return style
  }
}

/// The two sides of a profile that is a difference.
package struct FlameGraphDifference: Equatable, Sendable {
  /// Their shown names.
  package let before: String
  package let after: String
  /// When they were taken; 0 where that is not known.
  package let beforeTime: Int64
  package let afterTime: Int64

  package init(before: String, beforeTime: Int64, after: String, afterTime: Int64) {
    (self.before, self.beforeTime) = (before, beforeTime)
    (self.after, self.afterTime) = (after, afterTime)
  }
}
