/// What a client is answered.
package struct HTTPAnswer: Equatable, Sendable {
  package var status: Int
  /// Fields of the header besides those that every answer has.
  package var headers: [(name: String, value: String)] = []
  package var body: [UInt8] = []

  package init(_ status: Int) { self.status = status }

  /// An answer that a browser shows or keeps.
  ///
  /// - `type`: the media type, as in `text/html; charset=utf-8`.
  package init(_ status: Int = 200, _ type: String, _ body: [UInt8]) {
    self.status = status
    self.body = body
    headers = [("Content-Type", type)]
  }

  /// A line of text.
  package static func text(_ status: Int, _ line: String) -> HTTPAnswer {
    HTTPAnswer(status, "text/plain; charset=utf-8", Array((line + "\n").utf8))
  }

  package static func == (left: HTTPAnswer, right: HTTPAnswer) -> Bool {
    left.status == right.status && left.body == right.body
      && left.headers.elementsEqual(right.headers, by: { $0 == $1 })
  }
}

/// The fields that every answer has: nothing of it is kept, shown inside of another page, or passed on.
package enum SafeHeaders {
  /// - `policy`: the content security policy: which scripts may run, and which style sheets pages may use.
  package static func fields(policy: String) -> [(name: String, value: String)] {
    [
      ("Content-Security-Policy", policy),
      ("X-Content-Type-Options", "nosniff"),
      ("Referrer-Policy", "no-referrer"),
      ("Cross-Origin-Resource-Policy", "same-origin"),
      ("Cross-Origin-Opener-Policy", "same-origin"),
      ("Cache-Control", "no-store"),
    ]
  }
}
