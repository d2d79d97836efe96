package import ProfileModel

/// Gives the lines of a source as parts of its blocks, so that most bytes are never copied.
package struct LineSplitter: ~Copyable {
  private var source: ByteSource
  /// How long a line of most formats may be: no frame that people or tools write comes near.
  package static let usualLongestLine = 16 << 20

  private let longestLine: Int
  private var block: [UInt8] = []
  private var position = 0
  private var carry: [UInt8] = []
  /// The number of the line given last, from 1.
  package private(set) var lineNumber = 0
  /// Whether the line given last had a line feed.
  private(set) var isTerminated = true

  package init(_ source: consuming ByteSource, longestLine: Int = usualLongestLine) {
    self.source = source
    self.longestLine = longestLine
  }

  /// The next line without its line feed, or nil at the end.
  package mutating func next() throws -> ArraySlice<UInt8>? {
    while true {
      if let end = block.span.firstIndex(of: UInt8(ascii: "\n"), in: position..<block.count) {
        let line = block[position..<end]
        position = end + 1
        lineNumber += 1
        return carry.isEmpty ? line : try lineWithCarry(with: line)
      }
      try keep(block[position...])
      block = try source.next()
      position = 0
      guard !block.isEmpty else { return carry.isEmpty ? nil : try lastLine() }
    }
  }

  /// What follows the line given last; a line that is too long is not given, and not left.
  consuming func rest() throws -> ByteSource {
    var rest = source
    rest.prepend(carry + block[position...])
    return rest
  }

  private mutating func keep(_ part: ArraySlice<UInt8>) throws(LineTooLong) {
    carry.append(contentsOf: part)
    guard carry.count <= longestLine else {
      throw LineTooLong(line: lineNumber + 1, limit: longestLine)
    }
  }

  private mutating func lastLine() throws -> ArraySlice<UInt8> {
    isTerminated = false
    lineNumber += 1
    return try lineWithCarry(with: [])
  }

  private mutating func lineWithCarry(with part: ArraySlice<UInt8>) throws -> ArraySlice<UInt8> {
    defer { carry = [] }
    try keep(part)
    return carry[...]
  }
}

/// A line of a text is longer than its reader allows.
package struct LineTooLong: Error, Equatable, CustomStringConvertible {
  /// The number of the line, from 1.
  package let line: Int
  /// How many bytes it may have.
  package let limit: Int

  package var description: String { "line \(line): a line is longer than \(limit) bytes" }
}
