/// Finds the brackets of a name, and the qualified name itself: without a result type, parameters, trailing type
/// arguments, and a source position.
struct NameScan {
  private let text: [UInt8]
  /// For each byte how many brackets are open before it.
  private let depths: [UInt32]
  private(set) var core: Range<Int>

  init(_ text: [UInt8]) {
    self.text = text
    depths = Self.depths(of: text)
    core = 0..<text.count
    core = withoutSource(core)
    core = withoutRustHash(core)
    core = withoutCompilerSuffix(core)
    core = withoutParameters(core)
  }

  /// Whether the name is a bracket itself, such as `[libc.so.6]` or `<unknown>`, or marks a kernel.
  var isAnonymous: Bool {
    guard let first = text.first, let last = text.last else { return false }
    if text.suffix(4).elementsEqual("_[k]".utf8) { return true }
    let isBracket = (first, last) == (UInt8(ascii: "["), UInt8(ascii: "]"))
    return isBracket || (first, last) == (UInt8(ascii: "<"), UInt8(ascii: ">"))
  }

  /// Where `::` stands outside of brackets; nil if it does not.
  func doubleColons(in range: Range<Int>) -> [Int]? {
    var positions: [Int] = []
    var index = range.lowerBound
    while index + 2 < range.upperBound {
      let isSeparator = text[index] == UInt8(ascii: ":") && text[index + 1] == UInt8(ascii: ":")
      if isSeparator, depths[index] == 0, index > range.lowerBound { positions.append(index) }
      index += isSeparator ? 2 : 1
    }
    return positions.isEmpty ? nil : positions
  }

  /// Where a `.` stands outside of brackets.
  func dots(in range: Range<Int>) -> [Int] {
    range.filter { text[$0] == UInt8(ascii: ".") && depths[$0] == 0 }
  }

  /// The last `/` outside of brackets.
  func lastSlash(in range: Range<Int>) -> Int? {
    range.last { text[$0] == UInt8(ascii: "/") && depths[$0] == 0 }
  }

  private static func depths(of text: [UInt8]) -> [UInt32] {
    var depths: [UInt32] = []
    depths.reserveCapacity(text.count)
    var depth: UInt32 = 0
    for (index, byte) in text.enumerated() {
      let isArrow = byte == UInt8(ascii: ">") && index > 0 && text[index - 1] == UInt8(ascii: "-")
      switch byte {
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "<"), UInt8(ascii: "{"):
        depths.append(depth)
        depth += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"),
        UInt8(ascii: ">") where !isArrow:
        depths.append(depth)
        depth -= depth > 0 ? 1 : 0
      default: depths.append(depth)
      }
    }
    return depths
  }

  /// `main.run /src/run.go:12` and `run (run.py:12)` without the source position.
  private func withoutSource(_ range: Range<Int>) -> Range<Int> {
    guard let blank = range.first(where: { text[$0] == UInt8(ascii: " ") && depths[$0] == 0 }),
      blank > range.lowerBound
    else { return range }
    let rest = text[(blank + 1)..<range.upperBound]
    let isSource = rest.first == UInt8(ascii: "(") && rest.last == UInt8(ascii: ")")
    let isPath =
      rest.contains(UInt8(ascii: ":")) && !rest.contains(UInt8(ascii: "("))
      && !rest.contains(UInt8(ascii: " ")) && !hasDoubleColon(rest)
    return isSource || isPath ? range.lowerBound..<blank : range
  }

  private func hasDoubleColon(_ part: ArraySlice<UInt8>) -> Bool {
    zip(part, part.dropFirst()).contains { $0 == (UInt8(ascii: ":"), UInt8(ascii: ":")) }
  }

  /// `shop::cart::add::h0123456789abcdef` without the hash.
  private func withoutRustHash(_ range: Range<Int>) -> Range<Int> {
    let isHashed = text[range].hasRustHash && range.count > 19
    return isHashed ? range.lowerBound..<range.upperBound - 19 : range
  }

  /// `copy.isra.0` and `copy.cold` as `copy`.
  private func withoutCompilerSuffix(_ range: Range<Int>) -> Range<Int> {
    let words = ["isra", "constprop", "part", "cold", "llvm", "lto_priv"]
    for dot in dots(in: range) where dot > range.lowerBound {
      let word = text[(dot + 1)..<range.upperBound].prefix { $0 != UInt8(ascii: ".") }
      if words.contains(where: { word.elementsEqual($0.utf8) }) { return range.lowerBound..<dot }
    }
    return range
  }

  /// `int sum<int>(int const*, int)` as `sum<int>`, `slices.Sort[int]` as `slices.Sort`.
  private func withoutParameters(_ range: Range<Int>) -> Range<Int> {
    var result = range
    if let open = group(UInt8(ascii: "("), in: range) {
      // A receiver such as `(*T)` is no list of parameters.
      guard open > range.lowerBound, text[open - 1] != UInt8(ascii: ".") else { return range }
      let blank = (range.lowerBound..<open).last {
        text[$0] == UInt8(ascii: " ") && depths[$0] == 0
      }
      result = (blank.map { $0 + 1 } ?? range.lowerBound)..<open
    } else if let open = group(UInt8(ascii: "["), in: range), open > range.lowerBound,
      // A kernel's mark such as `_[k]`, a method of Objective-C such as `-[View draw:]`.
      !"_-+".utf8.contains(text[open - 1])
    {
      result = range.lowerBound..<open
    }
    return result.isEmpty ? range : result
  }

  /// Where the bracket opens that closes at the end of a range.
  private func group(_ bracket: UInt8, in range: Range<Int>) -> Int? {
    let closers = [UInt8(ascii: "("): UInt8(ascii: ")"), UInt8(ascii: "["): UInt8(ascii: "]")]
    let end = bracket == UInt8(ascii: "(") ? withoutConst(range) : range
    guard let last = end.last, text[last] == closers[bracket], depths[last] == 1 else { return nil }
    return end.last { text[$0] == bracket && depths[$0] == 0 }
  }

  /// A method of C++ may have ` const` behind its parameters.
  private func withoutConst(_ range: Range<Int>) -> Range<Int> {
    let word = Array(" const".utf8)
    return text[range].suffix(word.count).elementsEqual(word)
      ? range.lowerBound..<(range.upperBound - word.count) : range
  }
}
