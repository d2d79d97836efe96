/// An HTML page, recognized by its beginning, and its text.
enum WebPage {
  /// What pages begin with, servers' short answers too.
  private static let elements: Set<String> = [
    "!doctype", "html", "head", "title", "meta", "body", "script", "style", "center", "div", "p",
    "pre", "h1", "h2", "h3", "a", "b", "br", "table", "font",
  ]

  /// Whether a text begins as a page of HTML, perhaps behind a declaration of XML and comments.
  static func isPage(_ text: ArraySlice<UInt8>) -> Bool {
    guard let first = firstElement(of: text) else { return false }
    guard first == "!doctype" else { return elements.contains(first) }
    return text.prefix(1024).lowercased[...].firstRange(of: "html") != nil
  }

  /// The name of the first element, `!doctype` for a declaration; nil when a text begins with none.
  static func firstElement(of text: ArraySlice<UInt8>) -> String? {
    guard text.first == UInt8(ascii: "<") else { return nil }
    var scanner = MarkupScanner(text)
    while let token = scanner.next() {
      switch token {
      case .tag(let name, _) where name.first == UInt8(ascii: "?"): continue
      case .tag(let name, _): return String(decoding: name, as: UTF8.self)
      case .text(let text) where text.allSatisfy({ $0 <= 0x20 }): continue
      case .text: return nil
      }
    }
    return nil
  }

  /// The title of a page, else its first heading, else its first words; nil for a page without any.
  static func words(of page: ArraySlice<UInt8>) -> [UInt8]? {
    var (title, heading, others) = (Words(), Words(), Words())
    var scanner = MarkupScanner(page)
    var element: [UInt8] = []
    while let token = scanner.next(), title.isOpen {
      switch token {
      case .tag(let name, let isEnd):
        if name == element, isEnd {
          title.close()
          heading.close()
        }
        if name.isTitle || name.isHeading { element = isEnd ? [] : name }
        others.append([0x20])
      case .text(let text):
        if element.isTitle { title.append(text) } else { others.append(text) }
        if element.isHeading { heading.append(text) }
      }
    }
    return [title, heading, others].map(\.text).first { !$0.isEmpty }
  }

  /// The text of the first element with a name, in small letters; nil without one that has text.
  static func text(of name: String, in page: ArraySlice<UInt8>) -> [UInt8]? {
    var scanner = MarkupScanner(page)
    var isInside = false
    while let token = scanner.next() {
      switch token {
      case .tag(let tag, let isEnd): isInside = !isEnd && tag.elementsEqual(name.utf8)
      case .text(let text) where isInside:
        var words = Words()
        words.append(text)
        if !words.text.isEmpty { return words.text }
      case .text: continue
      }
    }
    return nil
  }
}

/// Collects a few words from between tags.
private struct Words {
  private static let longest = 2048
  private var bytes: [UInt8] = []
  /// Whether nothing that was collected is whole yet.
  private(set) var isOpen = true

  mutating func append(_ text: ArraySlice<UInt8>) {
    if isOpen, bytes.count < Self.longest { bytes += text.prefix(Self.longest) }
  }

  /// Ends the collection if there is something in it.
  mutating func close() { if !text.isEmpty { isOpen = false } }

  /// What was collected, its entities decoded and every run of blanks as one.
  var text: [UInt8] {
    let decoded = MarkupEntities.decoded(bytes[...])
    return Array(decoded.split { $0 <= 0x20 }.joined(separator: [0x20]))
  }
}

extension [UInt8] {
  fileprivate var isTitle: Bool { elementsEqual("title".utf8) }
  fileprivate var isHeading: Bool { elementsEqual("h1".utf8) }
}
