/// Decides which requests are answered at all, before anything of them is looked at.
///
/// The checks come in one order, and the first that fails answers: Host 421, token 404, framing 400, method 405, Origin 403,
/// type 415, length 411 and 413, query 414 and 400.
package struct RequestGuard: Sendable {
  /// What a request asks for that has passed.
  package struct Admitted: Equatable, Sendable {
    /// The path below the token, as in `report/top`; nothing in it is encoded.
    package let path: String
    package let query: RequestQuery
  }

  package enum Decision: Equatable, Sendable {
    case admit(Admitted)
    case refuse(HTTPAnswer)
  }

  /// How many bytes one upload may have.
  package static let mostUploadBytes = 64 << 20
  static let mostQueryBytes = 8 << 10

  /// The only paths that change something.
  private let posts: Set<String>
  private let token: AccessToken
  private let hosts: AllowedHosts

  /// - `hosts`: names besides this machine's own by which the server may be asked.
  /// - `isRemote`: whether others than this machine ask: then only those names hold.
  /// - `posts`: the paths that take a POST, and nothing else.
  package init(_ token: AccessToken, hosts: [String], isRemote: Bool, posts: Set<String>) {
    (self.token, self.posts) = (token, posts)
    self.hosts = AllowedHosts(hosts, isRemote: isRemote)
  }

  package func decide(_ request: HTTPRequest) -> Decision {
    guard let host = request.value("host"), hosts.contain(host) else { return refuse(421) }
    guard let (path, query) = target(request.target) else {
      return request.target == [UInt8(ascii: "/")] ? .refuse(Self.withoutToken) : refuse(404)
    }
    if let refusal = framing(request) { return .refuse(refusal) }
    if posts.contains(path) {
      if let refusal = post(request, host) { return .refuse(refusal) }
    } else if request.method != "GET", request.method != "HEAD" {
      return refuse(405, ("Allow", "GET, HEAD"))
    }
    return admit(path, query)
  }

  /// For who opens the address as far as the port, where a browser would show an empty page.
  static let withoutToken = HTTPAnswer.text(
    404, "the secret is missing in this address; open the whole address that the program printed")

  private func refuse(_ status: Int, _ headers: (name: String, value: String)...) -> Decision {
    .refuse(Self.refusal(status, headers))
  }

  private static func refusal(
    _ status: Int, _ headers: [(name: String, value: String)] = []
  ) -> HTTPAnswer {
    var answer = HTTPAnswer(status)
    answer.headers = headers
    return answer
  }

  /// What stands behind the token: a path, and a query if there is one; nil without the token.
  private func target(_ target: [UInt8]) -> (path: String, query: ArraySlice<UInt8>)? {
    let path = target.prefix { $0 != UInt8(ascii: "?") }
    let parts = path.split(
      separator: UInt8(ascii: "/"), maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].isEmpty, token.isEqual(to: parts[1]),
      let below = String(validating: parts[2], as: UTF8.self)
    else { return nil }
    return (below, target[path.endIndex...].dropFirst())
  }

  /// A length beside chunks, or two lengths, may be read in two ways; a header may be too long for libmicrohttpd to know.
  private func framing(_ request: HTTPRequest) -> HTTPAnswer? {
    let bytes = request.headers.reduce(0) { $0 + $1.name.utf8.count + $1.value.utf8.count + 4 }
    guard bytes <= HTTPServer.mostHeaderBytes else { return Self.refusal(431) }
    let lengths = request.values("content-length").count
    let isChunked = !request.values("transfer-encoding").isEmpty
    return lengths > 1 || lengths == 1 && isChunked ? Self.refusal(400) : nil
  }

  /// What speaks against a request that changes something. A page elsewhere can send none of that without asking first, by
  /// OPTIONS, which is refused.
  private func post(_ request: HTTPRequest, _ host: String) -> HTTPAnswer? {
    guard request.method == "POST" else { return Self.refusal(405, [("Allow", "POST")]) }
    let origin = request.value("origin")?.lowercased()
    guard origin == "http://\(host.lowercased())" || origin == "https://\(host.lowercased())",
      request.values("sec-fetch-site").allSatisfy({ $0 == "same-origin" })
    else { return Self.refusal(403) }
    guard request.value("content-type") == "application/octet-stream" else {
      return Self.refusal(415)
    }
    guard let length = request.value("content-length").flatMap({ Int($0) }), length >= 0 else {
      return Self.refusal(411)
    }
    return length <= Self.mostUploadBytes ? nil : Self.refusal(413)
  }

  private func admit(_ path: String, _ query: ArraySlice<UInt8>) -> Decision {
    guard query.count <= Self.mostQueryBytes else { return refuse(414) }
    do { return .admit(Admitted(path: path, query: try RequestQuery(query))) } catch {
      return .refuse(.text(400, error.description))
    }
  }
}
