import ProfileViewer

/// The fields that every answer has: nothing of it is kept, shown inside of another page, or passed on, and no script runs
/// but the program's own.
package enum SafeHeaders {
  /// - `styles`: style sheets of pages that are not a profile's.
  package static func fields(styles: [[UInt8]]) -> [(name: String, value: String)] {
    [
      ("Content-Security-Policy", PagePolicy.served(styles: styles)),
      ("X-Content-Type-Options", "nosniff"),
      ("Referrer-Policy", "no-referrer"),
      ("Cross-Origin-Resource-Policy", "same-origin"),
      ("Cross-Origin-Opener-Policy", "same-origin"),
      ("Cache-Control", "no-store"),
    ]
  }
}
