import ProfileModel

extension ByteSource {
  /// Drops what `curl -i` writes before a gzip: the headers of HTTP, of each redirection.
  ///
  /// Before a text they stay, for its reader passes over them and counts their lines.
  mutating func dropHTTPHeads() throws {
    guard try peek(5)[...].starts(with: "HTTP/") else { return }
    let start = try peek(SourceWindow.size)
    var body = start[...]
    while body.starts(with: "HTTP/"), let end = body.firstRange(of: "\r\n\r\n") {
      body = body[end.upperBound...]
    }
    if body.starts(with: [0x1f, 0x8b]) { drop(body.startIndex) }
  }

  /// Drops the mark that editors and shells of Windows write before a text.
  mutating func dropByteOrderMark() throws {
    if try peek(3).starts(with: [0xEF, 0xBB, 0xBF]) { drop(3) }
  }
}
