import PprofWire

/// The heads of answers that `curl -i` writes before a body: of a proxy, of each redirection, and of what came last.
///
///     HTTP/1.1 404 Not Found
///     Content-Type: text/plain
///
///     Unknown profile
struct HTTPHeads {
  /// The status of the last answer.
  private(set) var status: UInt64
  /// The server's reason phrase; HTTP/2 has none.
  private(set) var reason: ArraySlice<UInt8>
  /// Where the last answer sends to; empty if it does not.
  private(set) var location: ArraySlice<UInt8> = []
  /// How many bytes the body has as they are written here; nil if that is not said, or is about other bytes: curl
  /// decodes what the server encoded.
  var bodyLength: UInt64? { isEncoded ? nil : announcedLength }
  private var announcedLength: UInt64?
  private var isEncoded = false
  /// The bytes behind the heads.
  private(set) var body: ArraySlice<UInt8>
  /// How many bytes all heads have.
  var length: Int { body.startIndex - start }
  /// How many lines they have.
  private(set) var lines = 0
  private var start: Int

  /// Whether the server gave what it was asked for.
  var isSuccess: Bool { status == 200 }

  /// Whether what follows is compressed or begins as no text does.
  var isBeforeBinary: Bool {
    Compression.of(Array(body.prefix(1024))) != nil
      || !SourceWindow(Array(body.prefix(512)), isWhole: false).isPrintable
  }

  /// The heads that content begins with; nil when it begins with none.
  init?(_ content: ArraySlice<UInt8>) {
    guard let first = HTTPHeads(oneHead: content, from: content.startIndex) else { return nil }
    self = first
    while let next = HTTPHeads(oneHead: body, from: start) {
      let before = lines
      self = next
      lines += before
    }
  }

  private init?(oneHead content: ArraySlice<UInt8>, from start: Int) {
    (body, self.start) = (content, start)
    guard let (status, reason) = Self.status(Self.nextLine(&body)) else { return nil }
    (self.status, self.reason, lines) = (status, reason, 1)
    while !body.isEmpty {
      let line = Self.nextLine(&body).trimmed
      lines += 1
      if line.isEmpty { break }
      guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return nil }
      note(line[..<colon].lowercased[...], line[(colon + 1)...].trimmed)
    }
  }

  /// Parses a line like `HTTP/1.1 404 Not Found` or `HTTP/2 404`.
  private static func status(
    _ line: ArraySlice<UInt8>
  ) -> (status: UInt64, reason: ArraySlice<UInt8>)? {
    var cursor = TextCursor(line.trimmed)
    guard cursor.skip("HTTP/") else { return nil }
    let version = cursor.prefix { $0 == UInt8(ascii: " ") }
    guard version.allSatisfy({ 0x30...0x39 ~= $0 || $0 == UInt8(ascii: ".") }) else { return nil }
    cursor.skipBlanks()
    guard let status = cursor.decimal(), 100...999 ~= status,
      cursor.isAtEnd || cursor.rest.first == UInt8(ascii: " ")
    else { return nil }
    return (status, cursor.rest.trimmed)
  }

  /// Notes a header.
  private mutating func note(_ name: ArraySlice<UInt8>, _ value: ArraySlice<UInt8>) {
    if name.elementsEqual("location".utf8) {
      location = value
    } else if name.elementsEqual("content-length".utf8) {
      announcedLength = UInt64(String(decoding: value, as: UTF8.self))
    } else if name.elementsEqual("content-encoding".utf8) {
      isEncoded = !value.elementsEqual("identity".utf8)
    }
  }

  /// Moves over a line and its line feed.
  private static func nextLine(_ bytes: inout ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let line = bytes.prefix { $0 != 0x0A }
    bytes = bytes[line.endIndex...].dropFirst()
    return line
  }
}

extension ArraySlice<UInt8> {
  /// The bytes with small letters for the capital ones of ASCII.
  var lowercased: [UInt8] { map { 0x41...0x5A ~= $0 ? $0 + 0x20 : $0 } }
}
