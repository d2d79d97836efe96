/// How much work it is to print a name of Rust's second scheme.
///
/// Such a name may refer back to parts of itself, so that 300 bytes stand for gigabytes, and may bind
/// lifetimes without number, which libiberty would print. This goes through a name once, in its order, and notes
/// what each part costs, however often it is referred to.
struct RustNameCost {
  /// How many parts and bytes may be printed: the results may have no more bytes anyway.
  private static let highest = NameDemangler.longestResult
  /// How deep a name may be. libiberty stops at 1024.
  private static let deepest = 512

  private let name: ArraySlice<UInt8>
  private var position: Int
  private var depth = 0
  /// What the parts cost by where they begin; a reference counts from behind `_R`.
  private var costs: [Int: Int] = [:]

  /// The name is not what it seems to be, or asks for too much.
  private struct Refusal: Error {}

  /// Whether a name is well formed and printed in a bearable time.
  static func isBearable(_ name: [UInt8]) -> Bool {
    var walk = RustNameCost(name)
    do throws(Refusal) {
      let cost = try walk.path()
      // The crate that instantiated a generic function is not printed.
      if walk.position < walk.name.endIndex { _ = try walk.path() }
      return cost <= highest && walk.position == walk.name.endIndex
    } catch {
      return false
    }
  }

  private init(_ name: [UInt8]) {
    // What follows a dot was added by a compiler.
    self.name = name.prefix { $0 != UInt8(ascii: ".") }.dropFirst(2)
    position = self.name.startIndex
  }

  private var next: UInt8? { position < name.endIndex ? name[position] : nil }

  private mutating func consume() throws(Refusal) -> UInt8 {
    guard let byte = next else { throw Refusal() }
    position += 1
    return byte
  }

  private mutating func consume(_ character: Character) -> Bool {
    guard let byte = next, byte == character.asciiValue else { return false }
    position += 1
    return true
  }

  /// Goes through a part, and remembers what it costs.
  private mutating func part(
    _ body: (inout RustNameCost) throws(Refusal) -> Int
  ) throws(Refusal) -> Int {
    let start = position
    depth += 1
    guard depth <= Self.deepest else { throw Refusal() }
    let cost = 1 + (try body(&self))
    depth -= 1
    guard cost <= Self.highest else { throw Refusal() }
    costs[start - name.startIndex] = cost
    return cost
  }

  /// The cost of parts up to an `E`.
  private mutating func parts(
    _ body: (inout RustNameCost) throws(Refusal) -> Int
  ) throws(Refusal) -> Int {
    var cost = 0
    while !consume("E") {
      cost += try body(&self)
      guard cost <= Self.highest else { throw Refusal() }
    }
    return cost
  }
}

// The grammar.
extension RustNameCost {
  private mutating func path() throws(Refusal) -> Int {
    try part { (walk) throws(Refusal) in
      switch try walk.consume() {
      case UInt8(ascii: "C"): return try walk.identifier()
      case UInt8(ascii: "M"): return try walk.implementation() + walk.type()
      case UInt8(ascii: "X"): return try walk.implementation() + walk.type() + walk.path()
      case UInt8(ascii: "Y"): return try walk.type() + walk.path()
      case UInt8(ascii: "N"):
        _ = try walk.consume()
        return try walk.path() + walk.identifier()
      case UInt8(ascii: "I"):
        return try walk.path() + walk.parts { (walk) throws(Refusal) in try walk.argument() }
      case UInt8(ascii: "B"): return try walk.reference()
      default: throw Refusal()
      }
    }
  }

  /// Where a method is implemented, which is not printed but read.
  private mutating func implementation() throws(Refusal) -> Int {
    try disambiguator()
    return try path()
  }

  private mutating func argument() throws(Refusal) -> Int {
    if consume("L") { return try lifetime() }
    return consume("K") ? try constant() : try type()
  }

  private mutating func type() throws(Refusal) -> Int {
    try part { (walk) throws(Refusal) in
      let tag = try walk.consume()
      switch tag {
      case UInt8(ascii: "a")...UInt8(ascii: "z"): return 0
      case UInt8(ascii: "A"): return try walk.type() + walk.constant()
      case UInt8(ascii: "S"), UInt8(ascii: "P"), UInt8(ascii: "O"): return try walk.type()
      case UInt8(ascii: "R"), UInt8(ascii: "Q"):
        return (walk.consume("L") ? try walk.lifetime() : 0) + (try walk.type())
      case UInt8(ascii: "T"): return try walk.parts { (walk) throws(Refusal) in try walk.type() }
      case UInt8(ascii: "F"): return try walk.signature()
      case UInt8(ascii: "D"): return try walk.traits()
      case UInt8(ascii: "B"): return try walk.reference()
      default:
        walk.position -= 1
        return try walk.path()
      }
    }
  }

  private mutating func signature() throws(Refusal) -> Int {
    var cost = try binder()
    _ = consume("U")
    if consume("K"), !consume("C") { cost += try undisambiguatedIdentifier() }
    return try cost + parts { (walk) throws(Refusal) in try walk.type() } + type()
  }

  private mutating func traits() throws(Refusal) -> Int {
    var cost = try binder()
    cost += try parts { (walk) throws(Refusal) in
      var cost = try walk.path()
      while walk.consume("p") {
        cost += try walk.undisambiguatedIdentifier() + walk.type()
        guard cost <= Self.highest else { throw Refusal() }
      }
      return cost
    }
    guard consume("L") else { throw Refusal() }
    return try cost + lifetime()
  }

  private mutating func constant() throws(Refusal) -> Int {
    try part { (walk) throws(Refusal) in
      let tag = try walk.consume()
      if tag == UInt8(ascii: "B") { return try walk.reference() }
      if tag == UInt8(ascii: "p") { return 0 }
      var cost = 0
      while try walk.consume() != UInt8(ascii: "_") { cost += 1 }
      return cost
    }
  }

  /// Lifetimes that a type binds: each is printed.
  private mutating func binder() throws(Refusal) -> Int {
    guard consume("G") else { return 0 }
    let count = try number()
    guard count < Self.highest / 8 else { throw Refusal() }
    return 4 * count
  }

  private mutating func lifetime() throws(Refusal) -> Int {
    _ = try number()
    return 1
  }

  /// A reference to a part that begins earlier, and is complete: else it would hold itself.
  private mutating func reference() throws(Refusal) -> Int {
    guard let cost = costs[try number()] else { throw Refusal() }
    return cost
  }

  private mutating func disambiguator() throws(Refusal) {
    if consume("s") { _ = try number() }
  }

  private mutating func identifier() throws(Refusal) -> Int {
    try disambiguator()
    return try undisambiguatedIdentifier()
  }

  private mutating func undisambiguatedIdentifier() throws(Refusal) -> Int {
    let isPunycode = consume("u")
    guard let first = next, 0x30...0x39 ~= first else { throw Refusal() }
    position += 1
    var length = Int(first) - 0x30
    while length > 0, let digit = next, 0x30...0x39 ~= digit {
      length = length * 10 + Int(digit) - 0x30
      guard length <= NameDemangler.longestName else { throw Refusal() }
      position += 1
    }
    _ = consume("_")
    guard length <= name.endIndex - position else { throw Refusal() }
    position += length
    // Each character that is not ASCII moves those behind it.
    return isPunycode ? length + length * length / 64 : length
  }

  /// A number to base 62; one that is larger than any that matters is not told from others.
  private mutating func number() throws(Refusal) -> Int {
    if consume("_") { return 0 }
    var number = 0
    while true {
      let byte = try consume()
      let digit: Int
      switch byte {
      case UInt8(ascii: "_"): return number + 1
      case 0x30...0x39: digit = Int(byte) - 0x30
      case 0x61...0x7A: digit = Int(byte) - 0x61 + 10
      case 0x41...0x5A: digit = Int(byte) - 0x41 + 36
      default: throw Refusal()
      }
      number = min(number * 62 + digit, 1 << 40)
    }
  }
}
