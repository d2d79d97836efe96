extension ForeignContent {
  /// What a server answered in place of a profile: a status that is not 200, and the beginning of what came with it.
  package init(status: Int, body: [UInt8]) {
    let head = Array("HTTP/1.1 \(status)\r\n\r\n".utf8)
    if let heads = HTTPHeads((head + body)[...]) {
      self.init(answer: heads)
    } else {
      self.init(.serverError, "the server answered \(status)")
    }
  }
}
