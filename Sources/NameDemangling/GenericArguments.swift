/// Takes generic arguments out of names of Rust's second scheme, which libiberty cannot leave out.
///
///     <Vec<u8> as Clone>::map::<A, (B, C<D>)>     becomes   <Vec<> as Clone>::map::<>
///     dyn Fn<(u8,), Output = Vec<u8>>             becomes   dyn Fn<, Output = Vec<>>
///
/// The comma that is left in front of an associated type is `go tool pprof`'s.
struct GenericArguments {
  private let text: [UInt8]
  private var kept: [UInt8] = []
  private var position = 0

  /// The name without them.
  static func emptied(_ text: [UInt8]) -> [UInt8] {
    guard text.contains(opening) else { return text }
    var arguments = GenericArguments(text: text)
    return arguments.emptied()
  }

  private init(text: [UInt8]) { self.text = text }

  private static let opening = UInt8(ascii: "<")
  private static let closing = UInt8(ascii: ">")

  private mutating func emptied() -> [UInt8] {
    while position < text.count {
      let isList = text[position] == Self.opening && opensArguments
      kept.append(text[position])
      position += 1
      if isList { skipArguments() }
    }
    return kept
  }

  /// Whether a `<` stands behind a name: else it opens `<T as Trait>`, or the lifetimes of `for<'a>`.
  private var opensArguments: Bool {
    guard let last = kept.last else { return false }
    switch last {
    case UInt8(ascii: ":"), UInt8(ascii: "}"), Self.closing: return true
    default: return Self.isOfName(last) && !endsInFor
    }
  }

  /// Whether the word before is `for`, and no name of a path.
  private var endsInFor: Bool {
    guard kept.suffix(3).elementsEqual("for".utf8) else { return false }
    guard let before = kept.dropLast(3).last else { return true }
    return !Self.isOfName(before) && before != UInt8(ascii: ":")
  }

  private static func isOfName(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x80...: true
    default: false
    }
  }

  /// Goes to the `>` that closes a list, or to where associated types begin, which stay.
  private mutating func skipArguments() {
    var (depth, start) = (1, position)
    while position < text.count {
      switch text[position] {
      case Self.opening: depth += 1
      case Self.closing where position == 0 || text[position - 1] != UInt8(ascii: "-"):
        depth -= 1
        if depth == 0 { return }
      case UInt8(ascii: ",") where depth == 1: start = position
      case UInt8(ascii: "=") where depth == 1:
        // The name in front of the sign, and the comma in front of that if there were arguments.
        kept += text[start...position]
        position += 1
        return
      case UInt8(ascii: "'") where isCharacter: position += 2
      default: break
      }
      position += 1
    }
  }

  /// Whether a quote begins a character, as in `'<'`, and no lifetime.
  private var isCharacter: Bool {
    position + 2 < text.count && text[position + 2] == UInt8(ascii: "'")
  }
}
