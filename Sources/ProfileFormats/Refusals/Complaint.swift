/// A server's error message, in the JSON or XML of its answer.
struct Complaint {
  /// The message.
  let text: [UInt8]
  /// What it calls that, a number or a word; nil if it does not.
  let code: [UInt8]?

  /// `"not found" (code 404)`.
  var quoted: String {
    Quotation.quoted(text[...]) + (code.map { " (code \(Quotation.text($0[...])))" } ?? "")
  }

  private init?(texts: [[UInt8]], code: [UInt8]?) {
    var distinct: [[UInt8]] = []
    for text in texts where !text.isEmpty && !distinct.contains(text) { distinct.append(text) }
    let code = code.flatMap { $0.isEmpty ? nil : $0 }
    guard !distinct.isEmpty || code != nil else { return nil }
    text = distinct.isEmpty ? Array("code ".utf8) + (code ?? []) : Self.joined(distinct.prefix(2))
    self.code = distinct.isEmpty || distinct.contains { $0 == code } ? nil : code
  }

  private static func joined(_ texts: ArraySlice<[UInt8]>) -> [UInt8] {
    Array(texts.joined(separator: Array(": ".utf8)))
  }
}

extension Complaint {
  /// The keys of what went wrong, the most telling first, and those that its parts have.
  private static let keys = ["error", "errors", "message", "msg", "detail", "error_description"]
  private static let parts = ["message", "error", "msg", "detail", "description", "reason"]

  /// What JSON says; nil when it has no key for that.
  init?(_ outline: JSONOutline) {
    var texts: [[UInt8]] = []
    for key in Self.keys {
      texts += [outline.text(key)].compactMap { $0 }
      texts += Self.parts.compactMap { outline.text($0, in: key) }.prefix(1)
    }
    let words = texts.filter {
      !["null", "true", "false"].contains(String(decoding: $0, as: UTF8.self))
    }
    let code =
      outline.text("code") ?? outline.text("code", in: "error")
      ?? outline.text("code", in: "errors")
    self.init(texts: words, code: code)
  }

  /// The message of an error in XML, as object stores write it; nil if it has none.
  init?(markup text: ArraySlice<UInt8>) {
    guard text.starts(with: "<?xml") || text.starts(with: "<Error"),
      let message = WebPage.text(of: "message", in: text)
    else { return nil }
    self.init(texts: [message], code: WebPage.text(of: "code", in: text))
  }
}
