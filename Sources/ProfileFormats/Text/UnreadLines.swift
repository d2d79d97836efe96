import ProfileModel

/// The lines of a text that fit no grammar: how many, and the first few.
struct UnreadLines {
  private static let shown = 3
  private(set) var count = 0
  private var first: [String] = []

  /// Counts a line.
  mutating func note(_ line: ArraySlice<UInt8>, line number: Int) {
    count += 1
    if first.count < Self.shown { first.append("line \(number): '\(TextError.excerpt(line))'") }
  }

  /// A sentence about them; nil if there are none.
  var warning: String? {
    guard count > 0 else { return nil }
    let lines = count == 1 ? "1 line was" : "\(count) lines were"
    return
      "\(lines) not understood: \(first.joined(separator: ", "))\(count > first.count ? ", …" : "")"
  }
}
