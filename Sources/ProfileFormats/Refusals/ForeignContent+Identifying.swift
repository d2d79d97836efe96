import PprofWire
import ProfileModel

extension ForeignContent {
  /// What content surely is, although a format may take it for its own; nil when nothing else fits.
  ///
  /// - `source`: gives the content, which is read where files in it are counted.
  static func certain(_ window: SourceWindow, _ source: inout ByteSource) -> ForeignContent? {
    let sample = ForeignSample(window)
    if let nothing = nothing(in: window) { return nothing }
    guard let format = ForeignFormat.first(of: ForeignFormat.all, in: sample) else { return nil }
    return ForeignContent(format, sample, files: format.countFiles?(&source))
  }

  /// Whether content begins like something that is no profile, but that a dump may follow.
  static func mayPrecedeDump(_ window: SourceWindow) -> Bool {
    ForeignFormat.first(of: ForeignFormat.texts, in: ForeignSample(window)) != nil
  }

  /// What content is that no format has read to its end as a profile.
  init(unread window: SourceWindow) {
    let sample = ForeignSample(window)
    let formats = ForeignFormat.all + ForeignFormat.texts
    if let nothing = Self.nothing(in: window) {
      self = nothing
    } else if let format = ForeignFormat.first(of: formats, in: sample) {
      self.init(format, sample)
    } else if let words = ForeignContent(words: sample) {
      self = words
    } else {
      self.init(bytes: window.bytes)
    }
  }

  /// What content is that a reader has refused; nil when the reader's own error says it best: of a damaged profile,
  /// and of limits.
  init?(after error: any Error, of detected: DetectedFormat, _ window: SourceWindow) {
    switch error {
    case let error as TextError where error.reason == .unknownFormat: break
    case let error as PprofError where !error.reason.isLimit:
      guard detected.recognition.confidence < .certain, !InputFormat.pprof.owns(window.name) else {
        return nil
      }
    default: return nil
    }
    self.init(unread: window)
  }
}

extension ForeignContent {
  /// The head of an answer that no body follows.
  static let headAlone = ForeignContent(
    .emptyFile,
    "is an HTTP header without a body, as curl -I saves it; save it again without -I")

  /// The message for empty content, and for nothing but blanks; nil if there is more.
  private static func nothing(in window: SourceWindow) -> ForeignContent? {
    guard window.isBlank else { return nil }
    return ForeignContent(
      .emptyFile, window.bytes.isEmpty ? "is empty" : "has only blank lines")
  }

  /// Quotes a text or JSON; nil if it says nothing.
  private init?(words sample: ForeignSample) {
    guard let quoted = sample.quoted else { return nil }
    if let outline = sample.outline, Complaint(outline) == nil, !outline.keys.isEmpty {
      let keys = Self.keys(of: outline)
      self.init(.json, keys, ofAnswer: keys)
    } else {
      let kind: ContentKind = sample.outline == nil ? .text : .json
      self.init(
        kind, "is no profile; it says: \(quoted)", hint: sample.endsInNumbers ? .mayBeFolded : nil)
    }
  }

  private static func keys(of outline: JSONOutline) -> String {
    let keys = outline.keys
    let shown = keys.prefix(5).map { "'\(Quotation.text($0.prefix(40)[...]))'" }
    let more = keys.count > shown.count ? ", …" : ""
    let word = keys.count == 1 ? "key" : "keys"
    return
      "JSON with the \(word) \(shown.joined(separator: ", "))\(more) is no profile of a known format"
  }

  /// Content of an unknown kind.
  private init(bytes: [UInt8]) {
    let shown = bytes.prefix(3).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
    self.init(
      .unknownFile,
      "begins with the bytes \(shown.joined(separator: " ")), unlike any known format",
      hint: .listFormats)
  }
}

extension ForeignSample {
  /// Whether half of the first lines end in a blank and a number, as lines of folded stacks do.
  fileprivate var endsInNumbers: Bool {
    guard outline == nil else { return false }
    let numbered = lines.count { line in
      if case .stack = FoldedLine.parse(line.span) { true } else { false }
    }
    return numbered > 0 && 2 * numbered >= lines.count
  }
}

extension ForeignContent {
  /// A server's answer that is no profile.
  ///
  /// - Parameter heads: with the last status, which is not 200.
  init(answer heads: HTTPHeads) {
    let name = Quotation.text(heads.reason.isEmpty ? Self.reason(heads.status) : heads.reason)
    let status = "the server answered \(heads.status)\(name.isEmpty ? "" : " ")\(name)"
    if 300..<400 ~= heads.status, !heads.location.isEmpty {
      let target = Quotation.text(heads.location)
      self.init(.serverError, "\(status); curl -L would have followed it to \(target)")
    } else {
      let body = ForeignSample(SourceWindow(Self.inflated(heads.body), isWhole: true))
      self.init(.serverError, status + (body.quoted.map { ": \($0)" } ?? ""))
    }
  }

  /// A body that may be gzip, as far as it can be inflated.
  private static func inflated(_ body: ArraySlice<UInt8>) -> [UInt8] {
    let start = Array(body.prefix(SourceWindow.size))
    guard
      var plain = try? DecompressedSource.plain(
        ByteSource(start), limits: ReadLimits(inflatedBytes: 1 << 20)),
      let inflated = try? plain.peek(SourceWindow.size)
    else { return [] }
    return inflated
  }

  /// What HTTP/1 calls the statuses that servers of profiles give; empty for others.
  private static func reason(_ status: UInt64) -> ArraySlice<UInt8> {
    let name =
      switch status {
      case 301: "Moved Permanently"
      case 302: "Found"
      case 307: "Temporary Redirect"
      case 308: "Permanent Redirect"
      case 400: "Bad Request"
      case 401: "Unauthorized"
      case 403: "Forbidden"
      case 404: "Not Found"
      case 405: "Method Not Allowed"
      case 429: "Too Many Requests"
      case 500: "Internal Server Error"
      case 502: "Bad Gateway"
      case 503: "Service Unavailable"
      case 504: "Gateway Timeout"
      default: ""
      }
    return Array(name.utf8)[...]
  }
}
