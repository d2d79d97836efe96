import ProfileModel

/// A line of a record of `perf script` below its header, without the blanks around it.
enum PerfLine {
  /// `ffffffff82200809 _raw_spin_unlock+0x19 ([kernel.kallsyms])`.
  case frame(PerfFrame)
  /// The source position of the frame before: `main.c:17`; without a file if unknown.
  case source(file: ArraySlice<UInt8>, line: Int64)
  case other

  /// Parses a line.
  ///
  /// - `isIndented`: whether two blanks stood before it.
  init(_ text: ArraySlice<UInt8>, isIndented: Bool) {
    if let frame = PerfFrame(text) {
      self = .frame(frame)
    } else if isIndented, let source = Self.source(text) {
      self = .source(file: source.file, line: source.line)
    } else {
      self = .other
    }
  }

  /// `main.c:17`, `main.c:17 (discriminator 3)`; `[kernel.kallsyms][ffff8000]` and `??:0` are no file.
  private static func source(
    _ text: ArraySlice<UInt8>
  ) -> (file: ArraySlice<UInt8>, line: Int64)? {
    if text.first == UInt8(ascii: "["), text.last == UInt8(ascii: "]") { return ([], 0) }
    var source = text
    if let note = source.lastRange(of: " (discriminator ") { source = source[..<note.lowerBound] }
    guard let colon = source.lastIndex(of: UInt8(ascii: ":")), colon > source.startIndex else {
      return nil
    }
    if source[..<colon].elementsEqual("??".utf8) { return ([], 0) }
    var cursor = TextCursor(source[(colon + 1)...])
    if cursor.skip("?"), cursor.isAtEnd { return (source[..<colon], 0) }
    guard let line = cursor.decimal().flatMap({ Int64(exactly: $0) }), cursor.isAtEnd else {
      return nil
    }
    return (source[..<colon], line)
  }
}

/// A frame of a record.
struct PerfFrame {
  let address: UInt64
  /// The name as written, without `+0x19` after it.
  let symbol: ArraySlice<UInt8>
  /// What it was loaded from; empty when that is not known.
  let module: ArraySlice<UInt8>
  /// Whether it was inlined into the next frame.
  let isInlined: Bool

  /// The frame that a text is: it begins with an address.
  init?(_ text: ArraySlice<UInt8>) {
    guard let address = Self.address(text) else { return nil }
    self.address = address.value
    let rest = text[address.end...].trimmed
    let (symbol, module) = Self.cut(rest)
    isInlined = module.elementsEqual("inlined".utf8)
    let isNone = isInlined || module.elementsEqual("[unknown]".utf8)
    self.module = isNone ? [] : module
    self.symbol = Self.withoutOffset(symbol)
  }

  /// Whether a text begins with one to sixteen hexadecimal digits, a blank and more.
  static func begins(_ text: ArraySlice<UInt8>) -> Bool { address(text) != nil }

  private static func address(_ text: ArraySlice<UInt8>) -> (value: UInt64, end: Int)? {
    let word = text.prefix { $0 > 0x20 }
    guard 1...16 ~= word.count, word.endIndex < text.endIndex else { return nil }
    var cursor = TextCursor(word)
    guard let value = cursor.hexadecimalDigits(), cursor.isAtEnd else { return nil }
    return (value, word.endIndex)
  }

  /// A symbol and the text in the last pair of parentheses, which a blank stands before; both may hold parentheses.
  private static func cut(
    _ text: ArraySlice<UInt8>
  ) -> (symbol: ArraySlice<UInt8>, module: ArraySlice<UInt8>) {
    guard text.last == UInt8(ascii: ")") else { return (text, []) }
    var depth = 0
    var position = text.endIndex
    while position > text.startIndex {
      position -= 1
      if text[position] == UInt8(ascii: ")") { depth += 1 }
      if text[position] == UInt8(ascii: "(") { depth -= 1 }
      guard depth == 0 else { continue }
      let isWord = position == text.startIndex || text[position - 1] <= 0x20
      guard isWord else { return (text, []) }
      return (text[..<position].trimmed, text[(position + 1)..<(text.endIndex - 1)])
    }
    return (text, [])
  }

  private static func withoutOffset(_ symbol: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard let plus = symbol.lastRange(of: "+0x"), plus.upperBound < symbol.endIndex,
      symbol[plus.upperBound...].allSatisfy(\.isHexadecimal)
    else { return symbol }
    return symbol[..<plus.lowerBound]
  }

  // MARK: Names

  var isUnknown: Bool { symbol.isEmpty || symbol.elementsEqual("[unknown]".utf8) }

  /// What unwinding ends with in most files: nothing at address 0.
  var isEnd: Bool { address == 0 && isUnknown && module.isEmpty }

  /// The names of the functions, innermost first: code that Java compiled lists what it has inlined, `a->b->c`.
  var names: [[UInt8]] {
    if isUnknown { return [unknownName] }
    guard module.ends(with: ".map"), symbol.firstRange(of: "->") != nil else {
      return [Array(symbol)]
    }
    var names: [[UInt8]] = []
    var rest = symbol
    while let arrow = rest.lastRange(of: "->") {
      names.append(Array(rest[arrow.upperBound...]))
      rest = rest[..<arrow.lowerBound]
    }
    return names + [Array(rest)]
  }

  /// The module's file in brackets, instead of a name.
  private var unknownName: [UInt8] {
    guard !module.isEmpty else { return Array("[unknown]".utf8) }
    var path = module
    if path.ends(with: " (deleted)") { path = path.dropLast(" (deleted)".utf8.count) }
    let slash = path.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? path.startIndex
    return [UInt8(ascii: "[")] + path[slash...] + [UInt8(ascii: "]")]
  }
}
