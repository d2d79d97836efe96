@testable import ProfileServing

extension FuzzCheck {
  /// A query: written again, it reads the same, and contains no zero byte.
  static let query = FuzzCheck(name: "query", fixtures: []) { bytes in
    guard let query = try? RequestQuery(bytes) else { return }
    let again = try? RequestQuery(query.text.utf8)
    try require(again == query, "\(query.text) is another query")
    for item in query.items {
      try require(!(item.name + item.value).utf8.contains(0), "a zero byte in \(query.text)")
      try require(query.value(item.name) == item.value, "\(item.name) comes twice")
    }
  }

  /// A request: nothing is served without the token and a host name of this machine, and another site's page can
  /// change nothing.
  ///
  /// The lines are the method, the target, and the header fields; `$` stands for the token.
  static let requestGuard = FuzzCheck(name: "guard", fixtures: []) { bytes in
    let token = AccessToken([UInt8](repeating: 0x5A, count: 16))
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { line in
        line.flatMap { $0 == UInt8(ascii: "$") ? Array(token.text.utf8) : [$0] }
      }
    let texts = lines.map { String(decoding: $0, as: UTF8.self) }
    let headers = texts.dropFirst(2).map { line in
      let name = line.prefix { $0 != ":" }
      return (name: String(name), value: String(line.dropFirst(name.count + 1)))
    }
    let request = HTTPRequest(texts.first ?? "", lines.dropFirst().first ?? [], headers)
    let checks = RequestGuard(token, hosts: [], isRemote: false, posts: ["upload"])
    guard case .admit(let admitted) = checks.decide(request) else { return }
    try check(request, admitted, token)
  }

  private static func check(
    _ request: HTTPRequest, _ admitted: RequestGuard.Admitted, _ token: AccessToken
  ) throws(FuzzFailure) {
    let start = Array("/\(token.text)/\(admitted.path)".utf8)
    try require(request.target.starts(with: start), "no token in \(request.target)")
    let hosts = request.values("host")
    let name = hosts.first?.split(separator: ":").first?.lowercased() ?? ""
    try require(
      hosts.count == 1 && ["127.0.0.1", "localhost", "[", "[::1]"].contains(name), "\(hosts)")
    guard request.method != "GET", request.method != "HEAD" else {
      return try require(admitted.path != "upload", "\(request.method) of upload")
    }
    try require(request.method == "POST" && admitted.path == "upload", "\(request.method)")
    let origin = request.values("origin").first?.lowercased() ?? ""
    try require(
      origin.hasSuffix("://" + (hosts.first?.lowercased() ?? "")), "\(origin) of \(hosts)")
  }
}
