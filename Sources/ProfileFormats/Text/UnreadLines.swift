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

  /// Adds lines that come behind these.
  mutating func add(_ others: UnreadLines) {
    count += others.count
    first += others.first.prefix(Self.shown - first.count)
  }

  /// A sentence about them; nil if there are none.
  var warning: String? {
    sentence(ofOne: "1 line was not understood", ofMany: "were not understood")
  }

  /// What is said of one line, or of many behind `5 lines`, and the first of them; nil if there are none.
  func sentence(ofOne: String, ofMany: String) -> String? {
    guard count > 0 else { return nil }
    let subject = count == 1 ? ofOne : "\(count) lines \(ofMany)"
    return "\(subject): \(first.joined(separator: ", "))\(count > first.count ? ", …" : "")"
  }
}
