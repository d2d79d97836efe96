/// The beginning of content that may be no profile, in the views by which its kind is recognized.
struct ForeignSample {
  let bytes: ArraySlice<UInt8>
  /// Whether there is nothing behind it.
  let isWhole: Bool
  /// Whether people can read it.
  let isText: Bool
  /// The text without blanks and line feeds before it; empty for what is no text.
  let text: ArraySlice<UInt8>
  /// The first lines of the text that are not blank, without blanks around them; the last one may be cut.
  let lines: [ArraySlice<UInt8>]
  /// Its keys if it is JSON.
  let outline: JSONOutline?

  /// How many lines are looked at.
  private static let lineCount = 64

  init(_ window: SourceWindow) {
    self.init(window.bytes.prefix(SourceWindow.size), isWhole: window.isWhole)
  }

  private init(_ bytes: ArraySlice<UInt8>, isWhole: Bool) {
    (self.bytes, self.isWhole) = (bytes, isWhole)
    isText = Self.isText(bytes)
    text = isText ? bytes.drop { $0 <= 0x20 } : []
    lines = Self.lines(of: text)
    outline = JSONOutline(text)
  }

  private static func lines(of text: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var rest = text
    while !rest.isEmpty, lines.count < lineCount {
      let line = rest.prefix { $0 != 0x0A }
      rest = rest[line.endIndex...].dropFirst()
      if !line.trimmed.isEmpty { lines.append(line.trimmed) }
    }
    return lines
  }

  /// Whether bytes begin as text: no control character but those that lay text out is among the first, and most of
  /// them are UTF-8 or at least ASCII.
  private static func isText(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard SourceWindow(Array(bytes), isWhole: true).isPrintable else { return false }
    let scalars = String(decoding: bytes.prefix(512), as: UTF8.self).unicodeScalars
    let damaged = scalars.count { $0 == "\u{FFFD}" }
    return damaged * 4 <= scalars.count
  }
}

extension ForeignSample {
  /// Whether the bytes begin with some.
  func begins(_ start: [UInt8], at offset: Int = 0) -> Bool {
    bytes.dropFirst(offset).starts(with: start)
  }

  /// Whether the bytes begin with a text.
  func begins(_ start: StaticString, at offset: Int = 0) -> Bool {
    bytes.dropFirst(offset).starts(with: start)
  }

  /// Whether one of the first lines begins with a text.
  func hasLine(_ start: StaticString) -> Bool { lines.contains { $0.starts(with: start) } }

  /// The number in some bytes behind the beginning; nil when it ends before.
  func word(_ size: Int, at offset: Int, isBigEndian: Bool = false) -> UInt64? {
    WordLayout(size: size, isBigEndian: isBigEndian).word(bytes, at: bytes.startIndex + offset)
  }

  /// Its message in quotation marks: the title of a page, the error in JSON, the first line of a text; nil for other
  /// content.
  var quoted: String? {
    if let outline, let complaint = Complaint(outline) { return complaint.quoted }
    if let complaint = Complaint(markup: text) { return complaint.quoted }
    if WebPage.isPage(text) { return WebPage.words(of: text).map { Quotation.quoted($0[...]) } }
    return lines.first.map { Quotation.quoted($0) }
  }
}
