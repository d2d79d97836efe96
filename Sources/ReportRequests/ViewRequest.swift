/// What a page shows beside the profile.
public struct ViewRequest: Equatable, Sendable {
  /// How many frames the picture has that stands where no script runs.
  static let pictureFrames = 500
  /// How many frames a page holds: one of a million and a half takes 2 MB, and a browser 60 MB.
  static let mostFrames = 5_000_000

  /// The title; nil for what the profile is of.
  public var title: String?
  /// The line below the title; nil for what the profile says of itself.
  public var subtitle: String?
  /// A remark.
  public var notes: String?
  /// Where the source of a line is: an address with `{file}`, `{line}` and `{build}` in it; nil for nowhere.
  public var link: String?

  /// A page of all of a profile.
  public init() {}

  /// The picture that stands where no script runs.
  var picture: FlameGraphRequest {
    var picture = FlameGraphRequest()
    (picture.title, picture.subtitle, picture.notes) = (title, subtitle, notes)
    picture.isInteractive = false
    picture.mostFrames = Self.pictureFrames
    return picture
  }
}
