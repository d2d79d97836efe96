import ProfileModel

/// The names of a Java profile's addresses, listed behind its samples.
///
///     0x00000003 com.example.f (Source.java:103)
struct JavaNames {
  /// The name of an address.
  struct Name {
    let function: ArraySlice<UInt8>
    let file: ArraySlice<UInt8>
    let line: Int64
  }

  private let limits: ReadLimits
  private var memory = 0
  private(set) var names: [UInt64: Name] = [:]
  /// The file of a function is that of its first line.
  private(set) var files: [ArraySlice<UInt8>: ArraySlice<UInt8>] = [:]

  init(limits: ReadLimits) { self.limits = limits }

  /// Parses a line; one that names no address is skipped.
  mutating func parse(_ line: ArraySlice<UInt8>) throws(TextError) {
    // A copy, for a slice holds the whole block of the file that it lies in.
    var cursor = TextCursor(Array(line.trimmed)[...])
    guard let address = cursor.hexadecimal(), cursor.rest.first == 0x20 || cursor.rest.first == 0x09
    else { return }
    cursor.skipBlanks()
    memory += line.count + 4 * MemoryLayout<Name>.stride
    guard memory <= limits.tableBytes else {
      throw TextError(.tablesTooLarge(limit: limits.tableBytes))
    }
    let name = Self.name(cursor.rest)
    names[address] = name
    if files[name.function] == nil { files[name.function] = name.file }
  }

  private static func name(_ text: ArraySlice<UInt8>) -> Name {
    guard text.last == UInt8(ascii: ")"), let open = text.lastRange(of: " (")?.lowerBound else {
      let isStub = text.firstRange(of: "generated stub/JIT") != nil
      return Name(function: isStub ? Array("STUB".utf8)[...] : text, file: [], line: 0)
    }
    let function = text[..<open].trimmed
    let source = text[(open + 2)..<(text.endIndex - 1)]
    if let colon = source.lastIndex(of: UInt8(ascii: ":")), colon > source.startIndex {
      var number = TextCursor(source[(colon + 1)...])
      if let line = number.signedDecimal(), number.isAtEnd {
        return Name(function: function, file: source[..<colon], line: max(line, 0))
      }
    }
    // A library's path: its last part.
    let file = source.split(separator: UInt8(ascii: "/")).last ?? []
    return Name(function: function, file: file, line: 0)
  }
}

extension AddressedSamples {
  /// The profile of a Java program, whose addresses mean nothing but the names listed for them.
  mutating func finish(_ names: JavaNames) throws -> Profile {
    try finish { address, builder in
      guard let name = names.names[address] else { return [] }
      let file = names.files[name.function] ?? name.file
      let function = builder.function(
        name: builder.string(name.function.span), filename: builder.string(file.span))
      return [.init(function: function, number: name.line)]
    }
  }
}
