import ProfileModel

/// A position in a chunk, which moves over what it reads.
struct JFRCursor {
  private let chunk: JFRChunk
  private let bytes: [UInt8]
  private(set) var position: Int
  /// Where what may be read ends: an event, or the chunk.
  private(set) var end: Int

  init(_ chunk: JFRChunk, at position: Int) {
    (self.chunk, bytes, self.position) = (chunk, chunk.bytes, position)
    end = chunk.bytes.count
  }

  var isAtEnd: Bool { position >= end }

  /// An error at its position.
  func error(_ sentence: String) -> ContentError { chunk.error(sentence, at: position) }

  mutating func move(to position: Int) { self.position = position }

  // MARK: Events

  /// Enters the event that begins here, and gives its type: what is read then ends where it does.
  mutating func enterEvent() throws(ContentError) -> Int64 {
    let start = position
    end = bytes.count
    let size = try integer()
    guard size > 0 else { throw chunk.error("an event of \(size) bytes", at: start) }
    guard size <= bytes.count - start else {
      throw chunk.error("an event of \(size) bytes extends beyond the chunk", at: start)
    }
    end = start + Int(size)
    return try integer()
  }

  /// Moves behind the event that it is in.
  mutating func leaveEvent() {
    position = end
    end = bytes.count
  }

  // MARK: Numbers

  mutating func byte() throws(ContentError) -> UInt8 {
    guard position < end else { throw tooShort }
    defer { position += 1 }
    return bytes[position]
  }

  /// A compressed integer: seven bits a byte, the low ones first, and all eight of a ninth.
  mutating func integer() throws(ContentError) -> Int64 {
    guard position < end else { throw tooShort }
    let first = bytes[position]
    guard first >= 0x80 else {
      position += 1
      return Int64(first)
    }
    var (value, shift): (UInt64, UInt64) = (0, 0)
    while shift < 56 {
      let byte = UInt64(try byte())
      value |= (byte & 0x7F) << shift
      if byte < 0x80 { return Int64(bitPattern: value) }
      shift += 7
    }
    return Int64(bitPattern: value | UInt64(try byte()) << 56)
  }

  /// How many things of at least a byte follow: no more than there are bytes.
  mutating func count() throws(ContentError) -> Int {
    let start = position
    let count = try integer()
    guard 0...Int64(max(0, end - position)) ~= count else {
      throw chunk.error("\(count) values in \(max(0, end - position)) bytes", at: start)
    }
    return Int(count)
  }

  /// Moves over some bytes.
  mutating func skip(_ count: Int) throws(ContentError) {
    guard count <= end - position else { throw tooShort }
    position += count
  }

  private var tooShort: ContentError {
    chunk.error("an event ends before its last field", at: min(position, end))
  }

  // MARK: Texts

  /// A text in its stored form.
  enum Text {
    case none
    case bytes([UInt8])
    /// An index in the pool of texts.
    case pooled(Int64)
  }

  mutating func text() throws(ContentError) -> Text {
    let start = position
    switch try byte() {
    case 0: return .none
    case 1: return .bytes([])
    case 2: return .pooled(try integer())
    case 3: return .bytes(joiningSurrogates(try run()))
    case 4: return .bytes(try characters())
    case 5: return .bytes(latin1(try run()))
    case let encoding: throw chunk.error("a string has the unknown encoding \(encoding)", at: start)
    }
  }

  /// Moves over a text without making anything of it.
  mutating func skipText() throws(ContentError) {
    let start = position
    switch try byte() {
    case 0, 1: return
    case 2: _ = try integer()
    case 3, 5: _ = try run()
    case 4: for _ in 0..<(try count()) { _ = try integer() }
    case let encoding: throw chunk.error("a string has the unknown encoding \(encoding)", at: start)
    }
  }

  private mutating func run() throws(ContentError) -> ArraySlice<UInt8> {
    let count = try count()
    defer { position += count }
    return bytes[position..<position + count]
  }

  /// A text in UTF-8, in which HotSpot writes a character beyond U+FFFF as two surrogates of three bytes each.
  private func joiningSurrogates(_ text: ArraySlice<UInt8>) -> [UInt8] {
    guard text.contains(0xED) else { return Array(text) }
    var (rest, result): (ArraySlice<UInt8>, [UInt8]) = (text, [])
    while let byte = rest.first {
      if let character = surrogatePair(rest) {
        result += Array(String(character).utf8)
        rest = rest.dropFirst(6)
      } else {
        result.append(byte)
        rest = rest.dropFirst()
      }
    }
    return result
  }

  /// The character whose two surrogates a text begins with; nil if it does not.
  private func surrogatePair(_ text: ArraySlice<UInt8>) -> Unicode.Scalar? {
    let bytes = text.prefix(6).map { UInt32($0) }
    guard bytes.count == 6, bytes[0] == 0xED, bytes[3] == 0xED, 0xA0...0xAF ~= bytes[1],
      0xB0...0xBF ~= bytes[4], bytes[2] & 0xC0 == 0x80, bytes[5] & 0xC0 == 0x80
    else { return nil }
    let high = (bytes[1] & 0x0F) << 6 | bytes[2] & 0x3F
    let low = (bytes[4] & 0x0F) << 6 | bytes[5] & 0x3F
    return Unicode.Scalar(0x1_0000 + (high << 10 | low))
  }

  private mutating func characters() throws(ContentError) -> [UInt8] {
    var units: [UInt16] = []
    for _ in 0..<(try count()) { units.append(UInt16(truncatingIfNeeded: try integer())) }
    return Array(String(decoding: units, as: UTF16.self).utf8)
  }

  private func latin1(_ text: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    for byte in text {
      if byte < 0x80 {
        result.append(byte)
      } else {
        result += [0xC0 | byte >> 6, 0x80 | byte & 0x3F]
      }
    }
    return result
  }
}
