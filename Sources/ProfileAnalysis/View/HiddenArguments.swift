/// Hides the arguments in the name of a library's function: types of the program stand there, as in
/// `std::vector<router::Event>::push_back(router::Event&&)` and `sync/atomic.(*Pointer[router.Table]).Load`.
struct HiddenArguments {
  /// The digest of a text; equal for equal texts, so that functions stay distinct.
  let hash: (ArraySlice<UInt8>) -> [UInt8]

  private static let closing: [UInt8: UInt8] = [
    UInt8(ascii: "<"): UInt8(ascii: ">"), UInt8(ascii: "["): UInt8(ascii: "]"),
    UInt8(ascii: "("): UInt8(ascii: ")"),
  ]
  /// Texts that reveal nothing.
  private static let plain = ["", "...", "anonymous namespace"].map { Array($0.utf8) }
  private static let operatorWord = Array("operator".utf8)

  /// The name with the content of its outermost brackets hidden.
  func hidden(in name: ArraySlice<UInt8>) -> [UInt8] {
    // `<module>` and `(idle)` are names.
    if let first = name.first, Self.closing[first] != nil, Self.end(of: name) == name.endIndex - 1 {
      return Array(name)
    }
    var (result, rest) = ([UInt8](), name)
    if let type = Self.returnType(of: name) {
      result = hash(type) + [UInt8(ascii: " ")]
      rest = name[(type.endIndex + 1)...]
    }
    while let byte = rest.first {
      if result.suffix(Self.operatorWord.count).elementsEqual(Self.operatorWord) {
        consumeOperator(&rest, &result)
      } else if let close = Self.closing[byte] {
        let end = Self.end(of: rest) ?? rest.endIndex
        result += [byte] + shown(rest[rest.startIndex + 1..<end], in: byte) + [close]
        rest = rest[min(end + 1, rest.endIndex)...]
      } else {
        result.append(byte)
        rest.removeFirst()
      }
    }
    return result
  }

  /// The replacement for the content of brackets.
  private func shown(_ content: ArraySlice<UInt8>, in bracket: UInt8) -> [UInt8] {
    if Self.plain.contains(Array(content)) { return Array(content) }
    // The receiver of a method in Go, whose own arguments alone may tell.
    let isReceiver =
      bracket == UInt8(ascii: "(") && content.first == UInt8(ascii: "*")
      && !content.contains(UInt8(ascii: "("))
    guard isReceiver else { return hash(content) }
    guard let start = content.firstIndex(of: UInt8(ascii: "[")) else { return Array(content) }
    let arguments = content[(start + 1)...].dropLast()
    let isKnown = Self.plain.contains(Array(arguments))
    return content[...start] + (isKnown ? Array(arguments) : hash(arguments)) + "]".utf8
  }

  /// Consumes the signs of an operator such as `operator<<`, which are no brackets.
  private func consumeOperator(_ rest: inout ArraySlice<UInt8>, _ result: inout [UInt8]) {
    let signs = rest.prefix { "<>=-()[]".utf8.contains($0) }
    let count =
      signs.starts(with: "<=>".utf8) || signs.dropFirst(2).first == UInt8(ascii: "=") ? 3 : 2
    let taken = signs.prefix(count)
    guard !taken.isEmpty else {
      result += rest.prefix(1)
      rest = rest.dropFirst()
      return
    }
    // One sign, and then what it is applied to: `operator<<int>`.
    let isOne =
      taken.count == 2
      && !["<<", ">>", "->", "()", "[]", "==", "<=", ">=", "--"].contains {
        $0.utf8.elementsEqual(taken)
      }
    let all = isOne ? taken.prefix(1) : taken
    result += all
    rest = rest.dropFirst(all.count)
  }

  /// Words before C++ names that are no types of the program.
  private static let words = [
    "void", "bool", "char", "int", "long", "unsigned long", "unsigned int", "double", "float",
    "decltype(auto)",
    "virtual thunk to", "non-virtual thunk to", "vtable for", "typeinfo for", "guard variable for",
  ].map { Array($0.utf8) }

  /// The type before a C++ name, as in `router::Event& std::move<…>(…)`; nil if there is none that must be hidden.
  private static func returnType(of name: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    var (rest, last) = (name, Int?.none)
    while let byte = rest.first, byte != UInt8(ascii: "(") {
      if byte == UInt8(ascii: " ") { last = rest.startIndex }
      let end = closing[byte] == nil ? rest.startIndex : end(of: rest)
      // An unclosed bracket says nothing about the text before it.
      guard let end else { break }
      rest = rest[(end + 1)...]
    }
    guard let last, last + 1 < name.endIndex, closing[name[last + 1]] == nil,
      !words.contains(Array(name[..<last]))
    else { return nil }
    let (type, function) = (name[..<last], name[(last + 1)...])
    let isOfCPlusPlus =
      function.contains(UInt8(ascii: ":")) && !type.reversed().starts(with: operatorWord.reversed())
    return isOfCPlusPlus ? type : nil
  }

  /// Where the bracket is closed that a text begins with; nil if it is not.
  private static func end(of text: ArraySlice<UInt8>) -> Int? {
    var depth = 0
    var previous: UInt8 = 0
    for (index, byte) in zip(text.indices, text) {
      if closing[byte] != nil { depth += 1 }
      let isArrow = byte == UInt8(ascii: ">") && previous == UInt8(ascii: "-")
      if closing.values.contains(byte), !isArrow { depth -= 1 }
      if depth == 0 { return index }
      previous = byte
    }
    return nil
  }
}
