extension ForeignContent {
  /// A server's answer other than 200, with the beginning of its body.
  package init(status: Int, body: [UInt8]) {
    let head = Array("HTTP/1.1 \(status)\r\n\r\n".utf8)
    if let heads = HTTPHeads((head + body)[...]) {
      self.init(answer: heads)
    } else {
      self.init(.serverError, "the server answered \(status)")
    }
  }
}
