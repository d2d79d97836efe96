import ProfileModel

/// Reads the texts that give each sample as `VALUES @ ADDRESSES`: debug=1 of the Go runtime, and the
/// heap, growth, fragmentation and contention profiles of gperftools.
struct AddressedTextReader {
  private let limits: ReadLimits
  private var finished: [TextSection] = []
  private var section: AddressedSection?

  init(limits: ReadLimits) { self.limits = limits }

  /// Reads all profiles to the end of a source.
  static func readAll(
    _ source: consuming ByteSource, limits: ReadLimits
  ) throws -> [TextSection] {
    var lines = LineSplitter(source, longestLine: GoDumpReader.longestLine)
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
    } else if section != nil {
      try section?.take(line, number)
    } else if !line.trimmed.isEmpty, line.first != UInt8(ascii: "#") {
      throw TextError(
        .expected("the first line of a profile", found: TextError.excerpt(line)), line: number)
    }
  }

  private mutating func finishSection(isTerminated: Bool) throws {
    guard var section else { return }
    finished.append(try section.finish(isTerminated: isTerminated))
  }

  private mutating func finish(isTerminated: Bool) throws -> [TextSection] {
    try finishSection(isTerminated: isTerminated)
    guard !finished.isEmpty else { throw TextError(.unknownFormat) }
    return finished
  }
}
