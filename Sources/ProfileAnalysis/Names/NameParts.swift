/// The parts of a name between its dots: a package, perhaps a type, and functions.
struct NameParts {
  private let text: [UInt8]
  private let parts: [Range<Int>]

  /// - `range`: the name without its path.
  /// - `dots`: where dots stand outside of brackets.
  init(_ text: [UInt8], _ range: Range<Int>, _ dots: [Int]) {
    self.text = text
    var parts: [Range<Int>] = []
    var start = range.lowerBound
    for dot in dots where dot >= start && dot < range.upperBound {
      parts.append(start..<dot)
      start = dot + 1
    }
    self.parts = parts + [start..<range.upperBound]
  }

  /// Whether it is the name of a file, such as `conn.go`.
  var isFile: Bool {
    guard parts.count > 1, let last = parts.last else { return false }
    let endings = [
      "go", "s", "c", "cc", "cpp", "cxx", "h", "hpp", "py", "rs", "java", "js", "ts", "rb",
    ]
    return endings.contains { text[last].elementsEqual($0.utf8) }
  }

  /// Where the name begins without its package; nil when it has none.
  var functions: Int? {
    guard let package = packageParts, package < parts.count, !parts[package].isEmpty else {
      return nil
    }
    return parts[package].lowerBound
  }

  /// Where the name begins without its package and type; nil when it has no type.
  ///
  /// In `main.(*T).run.func1` the type is `(*T)`; in `main.run.func1` there is none.
  var method: Int? {
    guard let package = packageParts, package + 1 < parts.count else { return nil }
    let next = parts[package + 1]
    guard !next.isEmpty, !isNumbered(next) else { return nil }
    return next.lowerBound
  }

  /// How many parts the package has: one, but as many as come before the class in `com.example.Shop.buy`.
  private var packageParts: Int? {
    guard parts.count > 1 else { return nil }
    if let type = parts.firstIndex(where: { startsUpper($0) }), type > 1, type + 1 < parts.count,
      parts[..<type].allSatisfy({ !$0.isEmpty && !startsWithBracket($0) })
    {
      return type
    }
    return 1
  }

  private func startsUpper(_ part: Range<Int>) -> Bool {
    text[part].first.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) } ?? false
  }

  private func startsWithBracket(_ part: Range<Int>) -> Bool {
    text[part].first == UInt8(ascii: "(")
  }

  /// Whether a part only numbers what is inside a function: `func1`, `gowrap2`, `2`, `init.0`'s `0`.
  private func isNumbered(_ part: Range<Int>) -> Bool {
    var rest = text[part]
    for word in ["func", "gowrap", "deferwrap"] where rest.starts(with: word.utf8) {
      rest = rest.dropFirst(word.utf8.count)
      break
    }
    let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    return !digits.isEmpty
      && (digits.count == rest.count || rest.dropFirst(digits.count).first == UInt8(ascii: "-"))
  }
}
