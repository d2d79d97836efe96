import ProfileModel

/// A line of a location: a function and a source position, parsed from its end, since names may hold blanks.
///
///     main.work /src/main.go:12:0 s=10(main.work.abi0)
struct PprofRawLine {
  let name: ArraySlice<UInt8>
  let system: ArraySlice<UInt8>?
  let file: ArraySlice<UInt8>
  var line: Int64 = 0
  var column: Int64 = 0
  var start: Int64 = 0

  init?(_ text: ArraySlice<UInt8>) {
    guard let mark = Self.startMark(in: text) else { return nil }
    start = mark.start
    system = mark.system
    var source = text[..<mark.index].trimmed
    // An empty file leaves no blank before its colon.
    guard let last = Self.consumeNumber(&source) else { return nil }
    if let first = Self.consumeNumber(&source) {
      (line, column) = (first, last)
    } else {
      line = last
    }
    (name, file) = Self.cut(source)
  }

  /// Where ` s=10` stands, what it says, and the system name behind it.
  private static func startMark(
    in text: ArraySlice<UInt8>
  ) -> (index: Int, start: Int64, system: ArraySlice<UInt8>?)? {
    var rest = text
    while let found = rest.lastRange(of: " s=") {
      var cursor = TextCursor(text[found.upperBound...])
      if let start = cursor.signedDecimal() {
        if cursor.isAtEnd { return (found.lowerBound, start, nil) }
        if cursor.skip("("), cursor.rest.last == UInt8(ascii: ")") {
          return (found.lowerBound, start, cursor.rest.dropLast())
        }
      }
      rest = text[..<found.lowerBound]
    }
    return nil
  }

  /// Removes `:12` from the end.
  private static func consumeNumber(_ text: inout ArraySlice<UInt8>) -> Int64? {
    guard let colon = text.lastIndex(of: UInt8(ascii: ":")) else { return nil }
    var cursor = TextCursor(text[(colon + 1)...])
    guard let number = cursor.signedDecimal(), cursor.isAtEnd else { return nil }
    text = text[..<colon]
    return number
  }

  /// A file begins behind the first blank before a path, else behind the last blank.
  private static func cut(
    _ text: ArraySlice<UInt8>
  ) -> (name: ArraySlice<UInt8>, file: ArraySlice<UInt8>) {
    let blanks = text.indices.filter { text[$0] == 0x20 }
    let path = blanks.first { beginsPath(text[($0 + 1)...]) }
    guard let blank = path ?? blanks.last else { return (text, []) }
    return (text[..<blank], text[(blank + 1)...])
  }

  private static func beginsPath(_ text: ArraySlice<UInt8>) -> Bool {
    if text.first == UInt8(ascii: "/") { return true }
    let drive = text.prefix(3)
    guard drive.count == 3, let letter = drive.first else { return false }
    return (0x41...0x5A ~= letter || 0x61...0x7A ~= letter)
      && drive[drive.startIndex + 1] == UInt8(ascii: ":")
      && [UInt8(ascii: "/"), UInt8(ascii: "\\")].contains(drive[drive.startIndex + 2])
  }
}

/// The labels of a sample in a line: `bytes:[1024] role:[worker "q"]`.
struct PprofRawLabels {
  private(set) var cells: [(key: ArraySlice<UInt8>, value: ArraySlice<UInt8>)] = []

  /// A value ends before the next ` KEY:[`, or at the end of the line.
  init?(_ text: ArraySlice<UInt8>) {
    var rest = text.trimmed
    guard rest.last == UInt8(ascii: "]") else { return nil }
    while let open = rest.firstRange(of: ":[") {
      let key = rest[..<open.lowerBound]
      let value = rest[open.upperBound...]
      let end = Self.end(of: value)
      cells.append((key, value[..<end]))
      rest = rest[(end + 1)...].trimmed
      if rest.isEmpty { return }
    }
    return nil
  }

  private static func end(of value: ArraySlice<UInt8>) -> Int {
    var from = value.startIndex
    while let found = value[from...].firstRange(of: "] ") {
      // A key has neither a blank nor a bracket.
      let behind = value[found.upperBound...]
      if let open = behind.firstRange(of: ":["),
        !behind[..<open.lowerBound].contains(where: { $0 == 0x20 || $0 == UInt8(ascii: "]") })
      {
        return found.lowerBound
      }
      from = found.upperBound
    }
    return value.endIndex - 1
  }

  /// Keys of numbers that have no unit.
  private static let numericKeys = ["bytes", "request", "alignment"]

  /// The whole numbers of a value, each with its unit; nil when it is a text.
  ///
  /// - `isSecond`: whether the line is the second of its sample, which holds numbers.
  static func numbers(
    _ value: ArraySlice<UInt8>, key: ArraySlice<UInt8>, isSecond: Bool
  ) -> [(number: Int64, unit: ArraySlice<UInt8>)]? {
    let words = value.split(separator: 0x20)
    let all = words.map(number)
    if !words.isEmpty, all.allSatisfy({ $0 != nil }) {
      let isKnown = isSecond || numericKeys.contains(String(decoding: key, as: UTF8.self))
      return isKnown ? all.compactMap { $0.map { ($0, []) } } : nil
    }
    guard words.count % 2 == 0, !words.isEmpty else { return nil }
    var pairs: [(Int64, ArraySlice<UInt8>)] = []
    for index in stride(from: 0, to: words.count, by: 2) {
      guard let amount = all[index], all[index + 1] == nil else { return nil }
      pairs.append((amount, words[index + 1]))
    }
    return pairs
  }

  private static func number(_ word: ArraySlice<UInt8>) -> Int64? {
    var cursor = TextCursor(word)
    guard let number = cursor.signedDecimal(), cursor.isAtEnd else { return nil }
    return number
  }
}

/// A time as Go prints it: `2026-11-23 18:25:35.095553683 +0000 UTC`.
enum GoTime {
  /// In nanoseconds since 1970; nil for anything else.
  static func nanoseconds(_ text: ArraySlice<UInt8>) -> Int64? {
    var cursor = TextCursor(text)
    guard let year = cursor.decimal(), cursor.skip("-"), let month = cursor.decimal(),
      cursor.skip("-"), let day = cursor.decimal(), cursor.skip(" "),
      let hour = cursor.decimal(), cursor.skip(":"), let minute = cursor.decimal(),
      cursor.skip(":"),
      let seconds = DecimalNumber(cursor.prefix { $0 == 0x20 }),
      1...9999 ~= year, 1...12 ~= month, 1...31 ~= day, hour < 24, minute < 60
    else { return nil }
    cursor.skipBlanks()
    guard let offset = offset(&cursor) else { return nil }
    let days = daysSince1970(Int64(year), Int64(month), Int64(day))
    let whole = days * 86400 + Int64(hour) * 3600 + Int64(minute) * 60 - offset
    return whole.multipliedClamped(by: 1_000_000_000).addingClamped(seconds.scaled(by: 9))
  }

  /// `+0130` in seconds.
  private static func offset(_ cursor: inout TextCursor) -> Int64? {
    let isWest = cursor.rest.first == UInt8(ascii: "-")
    guard cursor.skip("+") || cursor.skip("-"), let number = cursor.decimal(), number <= 2400 else {
      return nil
    }
    let seconds = Int64(number) / 100 * 3600 + Int64(number) % 100 * 60
    return isWest ? -seconds : seconds
  }

  /// By the civil calendar, whose years begin in March here so that leap days come last.
  private static func daysSince1970(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
    let year = month <= 2 ? year - 1 : year
    let era = year / 400
    let yearOfEra = year - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }
}
