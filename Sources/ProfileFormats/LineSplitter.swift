import ProfileModel

/// Gives the lines of a source as parts of its blocks, so that most bytes are never copied.
struct LineSplitter: ~Copyable {
  private var source: ByteSource
  private let longestLine: Int
  private var block: [UInt8] = []
  private var position = 0
  private var carry: [UInt8] = []
  private var lineNumber = 0

  init(_ source: consuming ByteSource, longestLine: Int) {
    self.source = source
    self.longestLine = longestLine
  }

  /// The next line without its line feed, or nil at the end.
  mutating func next() throws -> ArraySlice<UInt8>? {
    while true {
      if let end = block.span.firstIndex(of: UInt8(ascii: "\n"), in: position..<block.count) {
        let line = block[position..<end]
        position = end + 1
        lineNumber += 1
        return carry.isEmpty ? line : try takeCarry(with: line)
      }
      try keep(block[position...])
      block = try source.next()
      position = 0
      guard !block.isEmpty else { return carry.isEmpty ? nil : try takeCarry(with: []) }
    }
  }

  private mutating func keep(_ part: ArraySlice<UInt8>) throws(FoldedError) {
    carry.append(contentsOf: part)
    guard carry.count <= longestLine else {
      throw FoldedError(.lineTooLong(limit: longestLine), line: lineNumber + 1)
    }
  }

  private mutating func takeCarry(with part: ArraySlice<UInt8>) throws -> ArraySlice<UInt8> {
    defer { carry = [] }
    try keep(part)
    return carry[...]
  }
}
