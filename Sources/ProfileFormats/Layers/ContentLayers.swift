import PprofWire
import ProfileModel

/// Takes away what wraps content as a whole: compression, the headers of HTTP, marks of an encoding, UTF-16.
///
/// They are looked for again under each that was found, in any order.
struct ContentLayers {
  /// What was taken away, from the outside in.
  private(set) var names: [String] = []
  /// The headers of an answer that is no success; they stay, for they say what came instead.
  private(set) var failedAnswer: HTTPHead?
  private var compressions: [Compression] = []

  /// The content of a source.
  ///
  /// - Throws: `CompressionError`, or what the source throws.
  mutating func content(
    of source: consuming ByteSource, limits: ReadLimits
  ) throws -> ByteSource {
    var source = try plain(source, limits)
    while failedAnswer == nil, try dropHead(&source) || dropMark(&source) {
      source = try plain(source, limits)
    }
    return failedAnswer == nil ? try transcoded(source) : source
  }

  /// A source without its compression; one layer of gzip or zlib is what profiles are saved with, and not named.
  private mutating func plain(
    _ source: consuming ByteSource, _ limits: ReadLimits
  ) throws -> ByteSource {
    let before = compressions.count
    let plain = try DecompressedSource.plain(source, limits: limits, layers: &compressions)
    for (depth, layer) in compressions.enumerated().dropFirst(before)
    where depth > 0 || layer == .zstd {
      names.append(depth > 0 ? "\(layer) in \(compressions[depth - 1])" : "\(layer)")
    }
    return plain
  }

  // MARK: HTTP

  /// Drops the headers of an answer; of a text their lines stay as empty ones, so that lines keep their numbers.
  private mutating func dropHead(_ source: inout ByteSource) throws -> Bool {
    guard try source.peek(5)[...].starts(with: "HTTP/"),
      let head = HTTPHead(try source.peek(SourceWindow.size)[...])
    else { return false }
    guard head.isSuccess else {
      failedAnswer = head
      return false
    }
    names.append("HTTP headers")
    source.drop(head.length)
    if !head.isBeforeBinary { source.prepend([UInt8](repeating: 0x0A, count: head.lines)) }
    return true
  }

  // MARK: Encodings

  /// Drops the mark that editors and shells of Windows write before a text in UTF-8.
  private func dropMark(_ source: inout ByteSource) throws -> Bool {
    guard try source.peek(3).starts(with: [0xEF, 0xBB, 0xBF]) else { return false }
    source.drop(3)
    return true
  }

  private mutating func transcoded(_ source: consuming ByteSource) throws -> ByteSource {
    guard let order = UTF16Text.ByteOrder(mark: try source.peek(2)) else { return source }
    names.append("UTF-16")
    source.drop(2)
    let text = UTF16Text(source, order)
    return ByteSource { try text.next() }
  }
}

/// What stands before an answer of a server that was saved with `curl -i`: the heads of all redirections and of
/// the answer itself.
struct HTTPHead: Equatable {
  /// The status of the last answer, as `404 Not Found`.
  let status: String
  /// How many bytes all heads have.
  let length: Int
  /// How many lines they have.
  let lines: Int
  /// Whether what follows is compressed or begins as no text does.
  let isBeforeBinary: Bool

  /// Whether the server gave what it was asked for.
  var isSuccess: Bool { status.hasPrefix("200") }

  /// The heads that content begins with; nil when it begins otherwise, or when they do not end in it.
  init?(_ start: ArraySlice<UInt8>) {
    var rest = start
    var status: String?
    while rest.starts(with: "HTTP/"), let end = Self.end(in: rest) {
      status = Self.status(of: rest)
      rest = rest[end...]
    }
    guard let status else { return nil }
    self.status = status
    length = rest.startIndex - start.startIndex
    lines = start[..<rest.startIndex].count { $0 == 0x0A }
    isBeforeBinary =
      Compression.of(Array(rest.prefix(1024))) != nil
      || !SourceWindow(Array(rest.prefix(512)), isWhole: false).isPrintable
  }

  /// Where a head ends: behind its first empty line.
  private static func end(in head: ArraySlice<UInt8>) -> Int? {
    let ends = [head.firstRange(of: "\r\n\r\n"), head.firstRange(of: "\n\n")]
    return ends.compactMap { $0?.upperBound }.min()
  }

  /// What stands behind the version, `404 Not Found`.
  private static func status(of head: ArraySlice<UInt8>) -> String {
    let line = head.prefix { $0 != 0x0A && $0 != 0x0D }
    return String(decoding: line.drop { $0 != 0x20 }.trimmed, as: UTF8.self)
  }
}
