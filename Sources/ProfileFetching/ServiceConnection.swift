import CFetch
import ProfileSystem

/// A connection to a service, and the cookies it gives: what is asked one after the other over one connection comes of one
/// instance, as far as a load balancer lets it.
///
/// It is used by one thread at a time.
package final class ServiceConnection: @unchecked Sendable {
  static let mostRedirects = 5
  /// How long nothing may come once an answer has begun, in seconds.
  static let silence = 20.0
  private static let quotedBytes = 4096

  private let handle: FetchHandle

  /// - Throws: `FetchError` when there is no memory.
  package init() throws(FetchError) { handle = try FreeHandles.shared.take() }

  deinit { FreeHandles.shared.give(handle) }

  /// Asks for what an address gives.
  ///
  /// - Returns: the answer, whose status is 200, before its bytes.
  /// - Throws: `FetchError`, `SecretError`, `ServiceURLError`.
  package func get(_ url: ServiceURL, _ settings: FetchSettings) throws -> FetchedAnswer {
    let url = settings.seconds.map { url.setting("seconds", "\($0)") } ?? url
    return try answer(of: url, settings, body: nil)
  }

  /// Sends something to an address, and asks for what it says of that.
  ///
  /// - Returns: the answer, whose status is 200, before its bytes.
  /// - Throws: as `get` does.
  package func post(
    _ body: [UInt8], to url: ServiceURL, _ settings: FetchSettings
  ) throws -> FetchedAnswer {
    try answer(of: url, settings, body: body)
  }

  private func answer(
    of url: ServiceURL, _ settings: FetchSettings, body: [UInt8]?
  ) throws -> FetchedAnswer {
    var (url, settings) = (url, settings)
    for _ in 0...Self.mostRedirects {
      let answer = try ask(url, settings, body)
      guard let goal = try redirect(answer, settings) else { return answer }
      if !goal.hasSameOrigin(as: url) { settings = settings.forAnotherServer }
      url = goal
    }
    throw FetchError(.tooManyRedirects)
  }

  private func ask(
    _ url: ServiceURL, _ settings: FetchSettings, _ body: [UInt8]?
  ) throws -> FetchedAnswer {
    try handle.begin(url, settings, body: body)
    let answer = FetchedAnswer(self, url, settings)
    try answer.begin()
    return answer
  }

  /// Where an answer sends on to; nil for the profile itself.
  private func redirect(_ answer: FetchedAnswer, _ settings: FetchSettings) throws -> ServiceURL? {
    let state = handle.inspect()
    if state.status == 200 { return nil }
    guard 300..<400 ~= state.status, let goal = state.redirect else {
      throw try failure(state.status, answer)
    }
    guard let url = answer.url.redirected(to: goal) else {
      throw FetchError(.redirectToNothingKnown)
    }
    guard settings.followsRedirects else { throw FetchError(.redirect(url.text)) }
    return url
  }

  private func failure(_ status: Int, _ answer: FetchedAnswer) throws -> FetchError {
    // Of no other than a proxy.
    if status == 407 { return FetchError(.proxy(status)) }
    var body: [UInt8] = []
    while body.count < Self.quotedBytes, let block = try? answer.next(), !block.isEmpty {
      body += block
    }
    let retryAfter = handle.header("Retry-After").flatMap { Int($0) }
    return FetchError(
      .status(
        status, body: Array(body.prefix(Self.quotedBytes)),
        isFromPprof: handle.header("X-Go-Pprof") != nil, retryAfter: retryAfter))
  }

  /// The next bytes of the answer that was asked for last.
  func next(_ url: ServiceURL, _ settings: FetchSettings, got bytes: Int) throws(FetchError)
    -> [UInt8]
  {
    let (block, code) = handle.next()
    guard code != 0 else { return block }
    throw FetchFailure(code, handle.inspect(), url, settings, bytes).error
  }

  /// How the answer's end is known: false where it ends with the connection.
  var isFramed: Bool { handle.inspect().isFramed }

  var length: Int64? { handle.inspect().length }

  var hasBadLength: Bool { handle.inspect().hasBadLength }

  func header(_ name: String) -> String? { handle.header(name) }
}

/// What an address gives, a block at a time.
package final class FetchedAnswer: @unchecked Sendable {
  private let connection: ServiceConnection
  private let settings: FetchSettings
  /// Where it came from in the end.
  package let url: ServiceURL
  /// How many bytes have come.
  package private(set) var byteCount = 0
  private var first: [UInt8] = []
  /// gzip says itself where it ends.
  private var isGzip = false

  fileprivate init(_ connection: ServiceConnection, _ url: ServiceURL, _ settings: FetchSettings) {
    (self.connection, self.url, self.settings) = (connection, url, settings)
  }

  /// Waits for the head and the first bytes.
  fileprivate func begin() throws(FetchError) {
    first = try read()
    guard !connection.hasBadLength else { throw FetchError(.badLength) }
    // What is announced as too large need not come first.
    guard (length ?? 0) <= settings.mostBytes else {
      throw FetchError(.tooLarge(settings.mostBytes))
    }
  }

  /// The next bytes; none at the end.
  ///
  /// - Throws: `FetchError` when no more comes although it has not ended, or more than is allowed.
  package func next() throws(FetchError) -> [UInt8] {
    guard first.isEmpty else {
      defer { first = [] }
      return first
    }
    return try read()
  }

  private func read() throws(FetchError) -> [UInt8] {
    let block = try connection.next(url, settings, got: byteCount)
    if byteCount == 0 { isGzip = block.starts(with: [0x1F, 0x8B]) }
    byteCount += block.count
    guard byteCount <= settings.mostBytes else { throw FetchError(.tooLarge(settings.mostBytes)) }
    return block
  }

  /// How many bytes the server says there are; nil if it does not.
  package var length: Int64? { connection.length }

  /// Whether nobody can tell if all has come: neither the server nor the bytes say where the answer ends.
  package var mayBeCutShort: Bool { !connection.isFramed && !isGzip }

  /// What a header says; nil when it is not there.
  package func header(_ name: String) -> String? { connection.header(name) }
}
