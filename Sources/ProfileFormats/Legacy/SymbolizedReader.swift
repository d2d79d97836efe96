import ProfileModel

/// Reads a profile that has the names of its addresses before it, as `pprof --raw` of gperftools, memprof of PHP and
/// profilers of the JVM write it.
///
///     --- symbol
///     binary=/usr/bin/server
///     0x0000000000401020 serve
///     ---
///     --- heap
///     heap profile: …
struct SymbolizedReader {
  private let limits: ReadLimits
  private var symbols: SymbolTable
  /// How many lines the names took, with those around them.
  private var lineCount = 0

  /// Whether content begins with names of addresses.
  static func recognises(_ start: [UInt8]) -> Bool {
    marker(firstLine(start[...].drop { $0 <= 0x20 })) == "symbol"
  }

  /// Reads the names, and all profiles behind them to the end of a source.
  static func readAll(
    _ source: consuming ByteSource, limits: ReadLimits
  ) throws -> [TextSection] {
    var reader = SymbolizedReader(limits: limits, symbols: SymbolTable(limits: limits))
    var lines = LineSplitter(source)
    try reader.parseNames(&lines)
    return try reader.readProfiles(try lines.rest())
  }

  private static func firstLine(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    text.prefix { $0 != UInt8(ascii: "\n") }
  }

  /// The word of a line `--- heap`; nil for any other.
  private static func marker(_ line: ArraySlice<UInt8>) -> String? {
    guard line.starts(with: "---") else { return nil }
    let word = line.dropFirst(3).trimmed
    guard !word.isEmpty, word.allSatisfy({ 0x61...0x7A ~= $0 }) else { return nil }
    return String(decoding: word, as: UTF8.self)
  }

  /// Parses all lines up to the second that begins with `---`.
  private mutating func parseNames(_ lines: inout LineSplitter) throws {
    var isOpen = false
    while let line = try lines.next() {
      if !line.starts(with: "---") {
        try symbols.parse(line, lines.lineNumber)
      } else if isOpen {
        break
      } else {
        isOpen = true
      }
    }
    lineCount = lines.lineNumber
  }

  /// Reads what follows the names, behind a line that says what it is.
  private func readProfiles(_ source: consuming ByteSource) throws -> [TextSection] {
    let line = Self.firstLine(try source.peek(SourceWindow.size)[...])
    let kind = Self.marker(line)
    if kind != nil { source.drop(line.count + 1) }
    let start = try source.peek(SourceWindow.size)
    if BinaryCPUReader.recognises(start, hasSymbols: true) {
      return only(try BinaryCPUReader.read(source, limits: limits, symbols: symbols))
    }
    let first = Self.firstLine(start[...].drop { $0 <= 0x20 }).trimmed
    if ThreadTextReader.recognises(first) {
      return only(try ThreadTextReader.read(source, limits: limits, symbols: symbols))
    }
    if AddressedHeader(first) != nil {
      source.prepend(linesBefore(kind, ""))
    } else if kind == "contention" {
      // A server's answer has no header.
      source.prepend(linesBefore(kind, "--- contentionz 1 ---"))
    } else {
      throw unknown(first)
    }
    return try AddressedTextReader.readAll(source, limits: limits, symbols: symbols)
  }

  private func only(_ read: ReadProfile) -> [TextSection] {
    [TextSection(line: lineCount + 1, read: read)]
  }

  /// What to put before a text so that its lines keep their numbers: empty lines, and one for that of its kind.
  private func linesBefore(_ kind: String?, _ header: String) -> [UInt8] {
    let empty = [UInt8](repeating: UInt8(ascii: "\n"), count: lineCount)
    return kind == nil ? empty : empty + Array("\(header)\n".utf8)
  }

  private func unknown(_ line: ArraySlice<UInt8>) -> TextError {
    let found = line.isEmpty ? "nothing" : "'\(TextError.excerpt(line))'"
    return TextError(
      .damaged("its symbols are followed by \(found), which is not a gperftools profile"),
      line: lineCount + 1)
  }
}
