package import ProfileAnalysis

extension Redaction {
  /// Texts are told by the first 8 digits of their SHA-256: equal texts by equal digits, in every page, so that two
  /// pages compare. Whoever guesses a text can see that it is the right one.
  package static let byDigests = Redaction { text in
    let digits = Array("0123456789abcdef".utf8)
    return SHA256.digest(of: Array(text)).prefix(4).flatMap {
      [digits[Int($0 >> 4)], digits[Int($0 & 15)]]
    }
  }
}
