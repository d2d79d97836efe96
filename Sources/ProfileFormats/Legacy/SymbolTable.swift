import ProfileModel

/// The names of addresses that are listed before a profile.
///
///     binary=/usr/bin/server
///     0x0000000000401020 serve--parse--next
///     0x0000000000401084 com.example.Pool.get(Pool.java:12)
///
/// Of several names the last is that of the innermost function, which was inlined into the others.
struct SymbolTable {
  private let limits: ReadLimits
  private var memory = 0
  private var names: [UInt64: ArraySlice<UInt8>] = [:]
  /// The program of the addresses; empty if unknown.
  private(set) var binary: ArraySlice<UInt8> = []
  private(set) var unread = UnreadLines()

  init(limits: ReadLimits) { self.limits = limits }

  /// Parses a line.
  mutating func parse(_ line: ArraySlice<UInt8>, _ number: Int) throws(TextError) {
    // A copy, for a slice holds the whole block of the file that it lies in.
    let text = Array(line.trimmed)[...]
    guard !text.isEmpty else { return }
    var cursor = TextCursor(text)
    if let address = cursor.hexadecimal(), !cursor.isAtEnd {
      cursor.skipBlanks()
      names[address] = cursor.rest
      try count(text)
    } else if text.starts(with: "binary=") {
      let binary = text.dropFirst("binary=".utf8.count).trimmed
      self.binary = binary == Array("unknown".utf8)[...] ? [] : binary
    } else if text.first != UInt8(ascii: "%"), !text.contains(UInt8(ascii: "=")) {
      // Other variables, and commands to who prints the profile, say nothing of it.
      unread.note(line, line: number)
    }
  }

  private mutating func count(_ line: ArraySlice<UInt8>) throws(TextError) {
    memory += line.count + 4 * MemoryLayout<ArraySlice<UInt8>>.stride
    guard memory <= limits.tableBytes else {
      throw TextError(.tablesTooLarge(limit: limits.tableBytes))
    }
  }

  /// The functions at an address, the innermost first; empty when it is not listed.
  func lines(of address: UInt64, _ builder: inout ProfileBuilder) -> [ProfileBuilder.Line] {
    guard let text = names[address] else { return [] }
    return Self.parts(of: text).reversed().map { part in
      let name = SymbolName(part)
      let function = builder.function(
        name: builder.string(name.function.span), filename: builder.string(name.file.span))
      return .init(function: function, number: name.line)
    }
  }

  /// The names of a line, parted and sometimes ended by `--`, which is no part of a name but of an operator's.
  private static func parts(of text: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    var parts: [ArraySlice<UInt8>] = []
    var (start, index) = (text.startIndex, text.startIndex)
    while let found = text[index...].firstRange(of: "--") {
      index = found.upperBound
      if text[start..<found.lowerBound].ends(with: "operator") { continue }
      parts.append(text[start..<found.lowerBound])
      start = index
    }
    parts.append(text[start...])
    return parts.map { withoutAddress($0.trimmed) }.filter { !$0.isEmpty }
  }

  /// A name without its address, which `pprof` puts behind one of several of the same name: `run<00000000000028a0>`.
  private static func withoutAddress(_ name: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard name.last == UInt8(ascii: ">"), let open = name.lastIndex(of: UInt8(ascii: "<")),
      case let digits = name[(open + 1)...].dropLast(), digits.count == 8 || digits.count == 16,
      digits.allSatisfy({ $0.hexadecimalDigit != nil })
    else { return name }
    return name[..<open]
  }

  // MARK: Addresses

  /// How the addresses of some stacks must be interpreted, so that most of them are listed.
  ///
  /// A profile that was written with its names has the addresses that are listed. One that a server gave, and
  /// whose names were asked for later, has those that calls return to; listed are the calls.
  func rule(for stacks: some Sequence<[UInt64]>) -> AddressedSamples.AddressRule {
    var (leaves, callers): (Set<UInt64>, Set<UInt64>) = ([], [])
    for stack in stacks {
      guard let leaf = stack.first else { continue }
      leaves.insert(leaf)
      callers.formUnion(stack.dropFirst())
    }
    return .init(leafIsExact: areExact(leaves), callersAreExact: areExact(callers))
  }

  private func areExact(_ addresses: Set<UInt64>) -> Bool {
    addresses.count { names[$0] != nil } >= addresses.count { names[$0 &- 1] != nil }
  }
}

/// A function's name and, where a Java program's stack tells them, its file and line.
struct SymbolName {
  let function: ArraySlice<UInt8>
  private(set) var file: ArraySlice<UInt8> = []
  private(set) var line: Int64 = 0

  /// Parses `com.example.Pool.get(Pool.java:12)`; the parameters of C++ stay as they are.
  init(_ text: ArraySlice<UInt8>) {
    guard text.last == UInt8(ascii: ")"), let open = text.lastIndex(of: UInt8(ascii: "(")),
      open > text.startIndex
    else {
      function = text
      return
    }
    let inner = text[(open + 1)..<(text.endIndex - 1)]
    let isUnknown =
      inner == Array("Native Method".utf8)[...] || inner == Array("Unknown Source".utf8)[...]
    guard let source = Self.source(inner) ?? (isUnknown ? ([], 0) : nil) else {
      function = text
      return
    }
    function = text[..<open].trimmed
    (file, line) = source
  }

  /// `Pool.java:12`.
  private static func source(
    _ inner: ArraySlice<UInt8>
  ) -> (file: ArraySlice<UInt8>, line: Int64)? {
    guard let colon = inner.lastIndex(of: UInt8(ascii: ":")),
      inner[..<colon].contains(UInt8(ascii: ".")), !inner.contains(0x20)
    else { return nil }
    var number = TextCursor(inner[(colon + 1)...])
    guard let line = number.signedDecimal(), line > 0, number.isAtEnd else { return nil }
    return (inner[..<colon], line)
  }
}
