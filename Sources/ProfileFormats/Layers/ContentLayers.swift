import PprofWire
import ProfileModel

/// Removes what wraps content as a whole: compression, HTTP headers, marks of an encoding, UTF-16.
///
/// They are looked for again under each that was found, in any order.
struct ContentLayers {
  /// What was taken away, from the outside in.
  private(set) var names: [String] = []
  /// The headers of an answer that is no success; they stay, for they say what came instead.
  private(set) var failedAnswer: HTTPHeads?
  /// Whether it is the answer of a server with its headers.
  private(set) var isAnswer = false
  private var body: AnswerBody?
  /// That bytes are missing of an answer, once it was read; nil if none are.
  var shortfall: String? { body?.shortfall }
  private var compressions: [Compression] = []
  /// How many bytes the content may have.
  let limit: LengthLimit

  init(_ limits: ReadLimits) { limit = LengthLimit(limits.inflatedBytes) }

  /// The content of a source.
  ///
  /// - Throws: `CompressionError`, or what the source throws.
  mutating func content(
    of source: consuming ByteSource
  ) throws -> ByteSource {
    var source = try plain(source)
    while failedAnswer == nil, try dropHead(&source) || dropMark(&source) {
      source = try plain(source)
    }
    return failedAnswer == nil ? try transcoded(source) : source
  }

  /// A source without its compression; one layer of gzip or zlib is what profiles are saved with, and not named.
  private mutating func plain(
    _ source: consuming ByteSource
  ) throws -> ByteSource {
    let before = compressions.count
    let plain = try DecompressedSource.plain(source, limit: limit, layers: &compressions)
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
      let heads = HTTPHeads(try source.peek(SourceWindow.size)[...])
    else { return false }
    guard heads.isSuccess else {
      failedAnswer = heads
      return false
    }
    names.append("HTTP headers")
    isAnswer = true
    source.drop(heads.length)
    if let length = heads.bodyLength { source = counting(source, length) }
    if !heads.isBeforeBinary { source.prepend([UInt8](repeating: 0x0A, count: heads.lines)) }
    return true
  }

  private mutating func counting(_ source: consuming ByteSource, _ length: UInt64) -> ByteSource {
    let body = AnswerBody(source, length: length)
    self.body = body
    return ByteSource { try body.next() }
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
