import ProfileAnalysis
import ProfileViewer

/// The settings of a page.
public struct ViewRequest: Equatable, Sendable {
  /// The number of frames in the flame graph for where no script runs.
  static let flameGraphFrames = 500

  /// The title; nil for a default.
  public var title: String?
  /// The line below the title; nil for what the profile says of itself.
  public var subtitle: String?
  /// A remark.
  public var notes: String?
  /// Where the source of a line is: an address that begins with `https://`, with `{file}` and perhaps `{line}` and
  /// `{build}` in it; nil for nowhere.
  public var link: String?

  /// Whether the page holds the source files whose lines have a value; only `pproftool` reads them.
  public var hasSource = false
  /// Whether the profile's samples are in the order in which they were taken, so that the page can draw them over
  /// time.
  public var keepsOrder = false
  /// Whether names of the program, of files and of label values are replaced by hashes.
  public var isRedacted = false

  /// How long a page may be, in bytes, 1 or more: of what has no room the lightest frames are folded, so that all sums hold.
  public var mostBytes = 64 << 20
  /// How many frames a page holds before the lightest are folded: one of a million and a half takes 2 MB, and a
  /// browser 60 MB.
  package var mostFrames = 5_000_000
  /// What was subtracted, if the profile is a difference.
  package var difference: FlameGraphDifference?

  /// A page of all of a profile.
  public init() {}

  /// The same page of a profile that is redacted already.
  func redacted(_ redaction: Redaction) -> ViewRequest {
    var request = self
    request.title = title.map(redaction.text)
    request.subtitle = subtitle.map(redaction.text)
    request.notes = notes.map(redaction.text)
    (request.link, request.hasSource, request.isRedacted) = (nil, false, false)
    return request
  }

  /// The flame graph for where no script runs.
  var flameGraph: FlameGraphRequest {
    var flameGraph = FlameGraphRequest()
    (flameGraph.title, flameGraph.subtitle, flameGraph.notes) = (title, subtitle, notes)
    flameGraph.difference = difference
    flameGraph.isInteractive = false
    flameGraph.mostFrames = Self.flameGraphFrames
    return flameGraph
  }
}
