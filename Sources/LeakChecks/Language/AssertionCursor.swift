/// Walks over the text of an assertion and takes its words one by one.
struct AssertionCursor {
  private let text: [Unicode.Scalar]
  private(set) var place = 0

  init(_ text: String) { self.text = Array(text.unicodeScalars) }

  /// Where the cursor stands.
  var column: SourceColumn { SourceColumn(place + 1) }

  /// The scalar at the cursor; nil at the end.
  var next: Unicode.Scalar? { place < text.count ? text[place] : nil }

  /// What stands at the cursor, for a message.
  var found: String {
    guard next != nil else { return "the end" }
    let rest = text[place...].prefix(24)
    let word =
      rest.first.map(Self.isBlank) == true ? rest.prefix(1) : rest.prefix { !Self.isBlank($0) }
    return "'\(String(String.UnicodeScalarView(word)))'"
  }

  func error(_ reason: AssertionError.Reason, at column: SourceColumn? = nil) -> AssertionError {
    AssertionError(column: (column ?? self.column).number, reason: reason)
  }

  /// An error that says what should stand at the cursor.
  func expected(_ what: String) -> AssertionError {
    error(.expected(what, found: found))
  }

  static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    scalar == " " || scalar == "\t" || scalar == "\n" || scalar == "\r"
  }

  static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
  }

  static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

  static func isOfName(_ scalar: Unicode.Scalar) -> Bool {
    isLetter(scalar) || isDigit(scalar) || scalar == "_" || scalar == "-" || scalar == "."
  }
}

extension AssertionCursor {
  /// Steps over blanks; whether there were any.
  @discardableResult
  mutating func skipBlanks() -> Bool { !takeRun(where: Self.isBlank).isEmpty }

  /// Steps over a scalar if it is the next.
  mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard next == scalar else { return false }
    place += 1
    return true
  }

  /// Steps over a word if it is the next.
  mutating func take(word: String) -> Bool {
    guard text[place...].starts(with: word.unicodeScalars) else { return false }
    place += word.unicodeScalars.count
    return true
  }

  /// Steps over a bracket or a sign and the blanks around it.
  mutating func require(_ scalar: Unicode.Scalar, _ what: String) throws(AssertionError) {
    skipBlanks()
    guard take(scalar) else { throw expected(what) }
    skipBlanks()
  }

  /// The scalars up to the first for which the condition does not hold.
  mutating func takeRun(where condition: (Unicode.Scalar) -> Bool) -> String {
    var run = String.UnicodeScalarView()
    while let scalar = next, condition(scalar) {
      run.append(scalar)
      place += 1
    }
    return String(run)
  }

  /// A word that begins with a letter, or nil.
  mutating func takeName() -> String? {
    guard let first = next, Self.isLetter(first) else { return nil }
    return takeRun(where: Self.isOfName)
  }

  /// A state that begins here, though it may hold blanks; nil if none does.
  mutating func takeState() -> String? {
    guard let state = KnownStates.begun(by: rest) else { return nil }
    place += state.unicodeScalars.count
    return state
  }

  /// What has not been taken yet.
  var rest: String { String(String.UnicodeScalarView(text[place...])) }

  /// A text in quotes, with `\"` and `\\` resolved; nil when no quote stands here.
  mutating func takeString() throws(AssertionError) -> String? {
    let start = column
    guard take("\"") else { return nil }
    var string = String.UnicodeScalarView()
    while let scalar = next {
      if take("\"") { return String(string) }
      if take("\\") {
        try appendEscaped(to: &string)
      } else {
        string.append(scalar)
        place += 1
      }
    }
    throw error(.unclosedString, at: start)
  }

  private mutating func appendEscaped(
    to string: inout String.UnicodeScalarView
  ) throws(AssertionError) {
    guard let scalar = next else { throw error(.unclosedString) }
    guard scalar == "\"" || scalar == "\\" else {
      throw error(.unknownEscape("\\\(scalar)"), at: SourceColumn(place))
    }
    string.append(scalar)
    place += 1
  }

  /// A regular expression between slashes, as it is written; nil when no slash stands here.
  mutating func takePattern() throws(AssertionError) -> String? {
    let start = column
    guard take("/") else { return nil }
    var pattern = String.UnicodeScalarView()
    while let scalar = next {
      place += 1
      if scalar == "/", pattern.last != "\\" {
        guard !pattern.isEmpty else { throw error(.emptyPattern, at: start) }
        return String(pattern)
      }
      pattern.append(scalar)
    }
    throw error(.unclosedPattern, at: start)
  }

  /// A text without quotes: it ends before a blank, `|` and the bracket that closes nothing in it.
  mutating func takeText() throws(AssertionError) -> String {
    let start = column
    var text = String.UnicodeScalarView()
    var depth = 0
    while let scalar = next, !Self.isBlank(scalar), scalar != "|", scalar != "\"" {
      if scalar == ",", let key = keyBehindComma { throw error(.termsNotParted(key)) }
      if scalar == "(" { depth += 1 }
      if scalar == ")" { depth -= 1 }
      if depth < 0 { break }
      text.append(scalar)
      place += 1
    }
    guard depth <= 0 else { throw error(.unbalancedText, at: start) }
    return String(text)
  }

  /// A number with its unit and, if that is allowed, what it is a rate of.
  mutating func takeQuantity(allowsRate: Bool = false) throws(AssertionError) -> Quantity {
    let start = column
    var digits = take("-") ? "-" : ""
    let whole = takeDigits()
    guard !whole.isEmpty else { throw expected("a number such as 200, 1.5MB, 10m or 50%") }
    digits += whole
    if take(".") {
      let fraction = takeRun(where: Self.isDigit)
      guard !fraction.isEmpty else { throw expected("a digit") }
      digits += "." + fraction
    }
    guard digits.utf8.count <= 20, whole.utf8.count <= 18 else {
      throw error(.numberTooLong, at: start)
    }
    let isLetter = next.map { "kKMGT".unicodeScalars.contains($0) } ?? false
    let end = place
    var unit = try takeUnit()
    let hasCountLetter = isLetter && place == end + 1
    try takeParts(&digits, &unit)
    let rate = allowsRate ? try takeRate() : nil
    var quantity = Quantity(digits: digits, unit: unit, rate: rate, column: start)
    quantity.hasCountLetter = hasCountLetter
    return quantity
  }

  /// The key of a term that stands behind a comma in place of a blank; nil if none does.
  private var keyBehindComma: String? {
    var ahead = self
    ahead.place += 1
    ahead.skipBlanks()
    _ = ahead.take("-")
    guard let word = ahead.takeName(), ahead.next == ":" else { return nil }
    let isKey = SampleSelector.Key.words.contains { $0.word == word } || word.hasPrefix("label.")
    return isKey ? "\(word):" : nil
  }

  /// Digits, between which a `_` may stand.
  private mutating func takeDigits() -> String {
    var digits = takeRun(where: Self.isDigit)
    while next == "_", place + 1 < text.count, Self.isDigit(text[place + 1]) {
      place += 1
      digits += takeRun(where: Self.isDigit)
    }
    return digits
  }

  /// The smaller parts of a time, as in `1h30m`, which is `90m`.
  private mutating func takeParts(
    _ digits: inout String, _ unit: inout Quantity.Unit?
  ) throws(AssertionError) {
    while let larger = unit, larger.dimension == .time, next.map(Self.isDigit) == true,
      let whole = Int64(digits), whole >= 0
    {
      let start = column
      guard let part = Int64(takeDigits()) else { throw error(.numberTooLong, at: start) }
      guard let smaller = try takeUnit(), smaller.dimension == .time,
        smaller.scale < larger.scale
      else { throw error(.notSmaller(than: larger.rawValue), at: start) }
      let (product, isTooLarge) = whole.multipliedReportingOverflow(
        by: Int64(larger.scale / smaller.scale))
      let (sum, isBeyond) = product.addingReportingOverflow(part)
      guard !isTooLarge, !isBeyond else { throw error(.numberTooLong, at: start) }
      (digits, unit) = (String(sum), smaller)
    }
  }

  private mutating func takeRate() throws(AssertionError) -> Quantity.Rate? {
    guard take("/") else { return nil }
    let start = column
    let word = takeRun(where: Self.isLetter)
    guard let rate = Quantity.Rate(word) else { throw error(.unknownRate(word), at: start) }
    return rate
  }

  private mutating func takeUnit() throws(AssertionError) -> Quantity.Unit? {
    let start = column
    if take("%") { return .percent }
    // No unit has an x: it separates the step and the number of steps in the series of a test.
    let word = takeRun { Self.isLetter($0) && $0 != "x" }
    guard !word.isEmpty else { return nil }
    guard let unit = Quantity.Unit(word) else { throw error(.unknownUnit(word), at: start) }
    return unit
  }
}
