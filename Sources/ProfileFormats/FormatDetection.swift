import ProfileModel

/// The format that content was found to have.
struct DetectedFormat {
  let format: InputFormat
  let recognition: Recognition
  /// Whether terminals or logs put something around its lines.
  var isLayered = false

  /// The format that is surest of some content; nil when none has any hope.
  ///
  /// The ending of the file's name decides between those that are equally sure.
  init?(of window: SourceWindow) {
    var best: DetectedFormat?
    for format in InputFormat.all {
      let found = DetectedFormat(format: format, recognition: format.recognise(window))
      guard found.recognition.confidence > .no else { continue }
      if let before = best, !found.isBetter(than: before, named: window.name) { continue }
      best = found
    }
    guard let best else { return nil }
    self = best
  }

  init(format: InputFormat, recognition: Recognition) {
    self.format = format
    self.recognition = recognition
  }

  /// The format that content is read as.
  ///
  /// - `source`: gives the content of the window and what is behind it.
  /// - `format`: the format that the user says it has; nil to find out.
  /// - Throws: `ForeignContent` for what is surely no profile.
  static func choose(
    for window: SourceWindow, of source: inout ByteSource, given format: InputFormat?
  ) throws -> DetectedFormat {
    if let format {
      var given = DetectedFormat(format: format, recognition: .certain("it was chosen"))
      given.isLayered =
        format.isText && (format.hasAnchors ? !TextLayers.isBare(window) : window.holdsEscapes)
      return given
    }
    let found = try surest(window)
    if let found, found.recognition.confidence == .certain { return found }
    if let foreign = ForeignContent.certain(window, &source) { throw foreign }
    let guess = ForeignContent.mayPrecedeDump(window) ? nil : found
    guard let best = guess ?? lastHope(window) else { throw ForeignContent(unread: window) }
    return best
  }

  /// The format that is surest of some content, or of what is wrapped in it.
  private static func surest(_ window: SourceWindow) throws -> DetectedFormat? {
    let direct = DetectedFormat(of: window)
    guard window.isText, !TextLayers.isBare(window),
      let layered = try layered(window), layered.format.isText,
      layered.recognition.confidence >= direct?.recognition.confidence ?? .no
    else { return direct }
    return layered
  }

  /// The format of content wrapped by terminals and logs; nil if none is found.
  private static func layered(_ window: SourceWindow) throws -> DetectedFormat? {
    let text = try TextLayers.text(of: window)
    guard !text.names.isEmpty else { return nil }
    var detected = DetectedFormat(of: text.window)
    detected?.isLayered = true
    return detected
  }

  /// What content can be at best that begins like no format; nil for what is neither named nor text.
  ///
  /// A file that is named as a protobuf is a damaged one; any text may have a dump further on.
  private static func lastHope(_ window: SourceWindow) -> DetectedFormat? {
    if InputFormat.pprof.owns(window.name), !window.isPrintable {
      return DetectedFormat(format: .pprof, recognition: .likely("its name says so"))
    }
    guard window.isText else { return nil }
    var hope = DetectedFormat(
      format: .goDump, recognition: .likely("a text may have a dump further down"))
    hope.isLayered = true
    return hope
  }

  private func isBetter(than other: DetectedFormat, named name: String?) -> Bool {
    let (mine, others) = (recognition.confidence, other.recognition.confidence)
    guard mine == others else { return mine > others }
    return format.owns(name) && !other.format.owns(name)
  }
}

extension InputFormat {
  /// Whether it is a text of the Go runtime, by whose lines what a log puts around them is recognised: a frame of folded
  /// stacks may be called like one.
  var hasAnchors: Bool { traits.contains(.hidesRuntimeFrames) }

  /// Whether the name of a file ends as the format's do.
  package func owns(_ name: String?) -> Bool {
    guard let name = name?.lowercased() else { return false }
    return endings.contains { name.hasSuffix($0) }
  }
}
