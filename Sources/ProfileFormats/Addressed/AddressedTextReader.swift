import ProfileModel

/// Reads the texts that give each sample as `VALUES @ ADDRESSES`: debug=1 of the Go runtime, and the
/// heap, growth, fragmentation and contention profiles of gperftools.
struct AddressedTextReader {
  private let limits: ReadLimits
  /// The names of addresses that stood before the text.
  private let symbols: SymbolTable?
  private var finished: TextSections
  private var section: AddressedSection?

  private init(limits: ReadLimits, symbols: SymbolTable?) {
    self.limits = limits
    self.symbols = symbols
    finished = TextSections(limits: limits)
  }

  /// How sure it is that a text begins with a header of Go's own, or has one a few lines further on.
  static func recognise(
    _ window: SourceWindow, _ isOwn: (AddressedHeader) -> Bool
  ) -> Recognition {
    guard window.isText, !SymbolizedReader.recognises(window.bytes) else { return .no }
    guard
      let header = window.lines.prefix(50).lazy.compactMap({ AddressedHeader($0.trimmed) }).first,
      isOwn(header)
    else { return .no }
    return .certain("it has the first line of such a text")
  }

  /// Reads all profiles to the end of a source.
  static func readAll(
    _ source: consuming ByteSource, limits: ReadLimits, symbols: SymbolTable? = nil
  ) throws -> [TextSection] {
    var lines = LineSplitter(source)
    var reader = AddressedTextReader(limits: limits, symbols: symbols)
    while let line = try lines.next() { try reader.parse(line, lines.lineNumber) }
    return try reader.finish(isTerminated: lines.isTerminated)
  }

  private mutating func parse(_ line: ArraySlice<UInt8>, _ number: Int) throws {
    let line = line.trimmedAtEnd
    if line.first.map({ !(0x30...0x39 ~= $0) && $0 != UInt8(ascii: "#") }) == true,
      let header = AddressedHeader(line)
    {
      try finishSection(isTerminated: true)
      section = AddressedSection(header, line: number, limits: limits, symbols: symbols)
    } else {
      // Lines before the first profile do not belong to it.
      try section?.parse(line, number)
    }
  }

  private mutating func finishSection(isTerminated: Bool) throws {
    guard var section else { return }
    try finished.append(section.finish(isTerminated: isTerminated))
  }

  private mutating func finish(isTerminated: Bool) throws -> [TextSection] {
    try finishSection(isTerminated: isTerminated)
    return try finished.some()
  }
}
