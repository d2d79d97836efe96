import ProfileAnalysis
import ProfileViewer

/// What a page shows beside the profile.
public struct ViewRequest: Equatable, Sendable {
  /// How many frames the picture has that stands where no script runs.
  static let pictureFrames = 500

  /// The title; nil for what the profile is of.
  public var title: String?
  /// The line below the title; nil for what the profile says of itself.
  public var subtitle: String?
  /// A remark.
  public var notes: String?
  /// Where the source of a line is: an address with `{file}`, `{line}` and `{build}` in it; nil for nowhere.
  public var link: String?

  /// Whether the page holds the source files whose lines have a value.
  public var hasSource = false
  /// Whether the samples of the profile stand in the order in which they passed, so that the page can draw them so.
  public var keepsOrder = false
  /// Whether names of the program, of files and of labels' values are told by hashes only.
  public var isRedacted = false

  /// How long a page may be: of what has no room the lightest frames are folded, so that all sums hold.
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

  /// The picture that stands where no script runs.
  var picture: FlameGraphRequest {
    var picture = FlameGraphRequest()
    (picture.title, picture.subtitle, picture.notes) = (title, subtitle, notes)
    picture.difference = difference
    picture.isInteractive = false
    picture.mostFrames = Self.pictureFrames
    return picture
  }
}
