import ProfileModel

/// Reads the texts that give each sample as `VALUES @ ADDRESSES`: debug=1 of the Go runtime, and the
/// heap, growth, fragmentation and contention profiles of gperftools.
struct AddressedTextReader {
  private let limits: ReadLimits
  private var finished: TextSections
  private var section: AddressedSection?

  init(limits: ReadLimits) {
    self.limits = limits
    finished = TextSections(limits: limits)
  }

  /// The format of a Go text that begins a few lines further on, behind the headers of HTTP perhaps, or
  /// behind what a log writes before each line.
  static func recognises(behindOtherText start: [UInt8]) -> SourceFormat? {
    let lines = start.split(separator: UInt8(ascii: "\n"), maxSplits: 50).prefix(50)
    let format = lines.lazy.compactMap { AddressedHeader($0.trimmed) }.first?.format
    return format == .legacy ? nil : format ?? logged(lines)
  }

  /// The format of a text that a log wraps, told by its header and the line behind.
  private static func logged(_ lines: ArraySlice<ArraySlice<UInt8>>) -> SourceFormat? {
    for (place, line) in zip(lines.indices, lines) {
      guard let template = LogTemplate(header: line, of: .goText),
        let text = template.unwrapped(line)?.split(separator: 0x0A, maxSplits: 1),
        let header = text.first.flatMap(AddressedHeader.init),
        let next = text.dropFirst().first ?? lines.dropFirst(place + 1).first
      else { continue }
      let second = template.unwrapped(next) ?? Array(next)
      if LoggedText.goText.followsHeader(second[...]) { return header.format }
    }
    return nil
  }

  /// Reads all profiles to the end of a source.
  static func readAll(
    _ source: consuming ByteSource, limits: ReadLimits
  ) throws -> [TextSection] {
    var lines = LineSplitter(
      try LogUnwrapper.unwrapping(source, .goText), longestLine: GoDumpReader.longestLine)
    var reader = AddressedTextReader(limits: limits)
    while let line = try lines.next() { try reader.take(line, lines.lineNumber) }
    return try reader.finish(isTerminated: lines.isTerminated)
  }

  private mutating func take(_ line: ArraySlice<UInt8>, _ number: Int) throws {
    let line = line.last == 0x0D ? line.dropLast() : line
    if line.first.map({ !(0x30...0x39 ~= $0) && $0 != UInt8(ascii: "#") }) == true,
      let header = AddressedHeader(line)
    {
      try finishSection(isTerminated: true)
      section = AddressedSection(header, line: number, limits: limits)
    } else {
      // What stands before the first profile is not its own.
      try section?.take(line, number)
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
