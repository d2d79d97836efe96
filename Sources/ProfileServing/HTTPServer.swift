import CServe
package import ProfileSystem

/// Answers requests: libmicrohttpd behind a few functions in C.
///
/// A connection is asked once, in a thread of its own, and closed; none lasts longer than it may.
package final class HTTPServer: @unchecked Sendable {
  /// What becomes of a request whose header has come.
  package enum Step: Equatable, Sendable {
    case answer(HTTPAnswer)
    /// The body is wanted, which has at most so many bytes; the request comes again with it.
    case wantBody(most: Int)
  }

  /// Answers a request; called by several threads at the same time.
  package typealias Handler = @Sendable (HTTPRequest) -> Step

  static let mostConnections = 32
  static let mostHeaderBytes = 32 << 10
  /// How much is held of bodies that come in and of answers that are read, of all connections together.
  static let mostHeldBytes = 1 << 30
  /// libmicrohttpd keeps what it makes of a request, and the header of the answer, in the same room.
  private static let roomBytes = 4 * mostHeaderBytes

  private let server: OpaquePointer
  private let handler: Unmanaged<Box>

  /// Starts to serve on a socket.
  ///
  /// - `busy`: what is answered where there is no room for more.
  /// - Throws: a `SystemError` when there is no thread or no memory to be had.
  package init(
    on socket: ListeningSocket, busy: HTTPAnswer, _ handler: @escaping Handler
  ) throws(SystemError) {
    var limits = cserve_limits(
      connections: UInt32(Self.mostConnections), held_bytes: Self.mostHeldBytes,
      header_bytes: Self.roomBytes, header_ms: 5000, body_ms: 60_000, answer_ms: 600_000, idle_s: 30
    )
    let box = Unmanaged.passRetained(Box(handler, busy: busy))
    guard let server = cserve_start(socket.number, &limits, Self.handle, box.toOpaque()) else {
      box.release()
      throw .noThread
    }
    (self.server, self.handler) = (server, box)
  }

  deinit {
    cserve_stop(server)
    handler.release()
  }

  /// Takes no more connections.
  package func quiesce() { cserve_quiesce(server) }

  /// How many connections are open.
  package var openConnections: Int { cserve_open_connections(server) }

  /// What C holds of the handler.
  private final class Box {
    let handler: Handler
    let busy: HTTPAnswer
    init(_ handler: @escaping Handler, busy: HTTPAnswer) {
      (self.handler, self.busy) = (handler, busy)
    }
  }

  private static let handle: cserve_handler = { context, request, answer in
    guard let context, let request = request?.pointee else { return }
    let box = Unmanaged<Box>.fromOpaque(context).takeUnretainedValue()
    switch box.handler(HTTPRequest(request)) {
    case .wantBody(let most):
      if !cserve_want_body(answer, most) { _ = send(box.busy, answer) }
    case .answer(let made):
      if !send(made, answer) { _ = send(box.busy, answer) }
    }
  }

  /// Whether there is room for an answer.
  private static func send(_ made: HTTPAnswer, _ answer: OpaquePointer?) -> Bool {
    guard cserve_set_body(answer, made.body, made.body.count) else { return false }
    cserve_set_status(answer, UInt32(clamping: made.status))
    for (name, value) in made.headers { cserve_add_header(answer, name, value) }
    return true
  }
}

extension HTTPRequest {
  /// A copy of what C shows for the time of a call.
  fileprivate init(_ request: cserve_request) {
    let socket = request.socket
    self.init(
      request.method.map { String(cString: $0) } ?? "",
      request.target.map { Array(String(cString: $0).utf8) } ?? [],
      (0..<request.header_count).map { index in
        let header = request.headers[index]
        return (String(cString: header.name), String(cString: header.value))
      },
      body: Array(UnsafeBufferPointer(start: request.body, count: request.body_count)),
      isWhole: request.has_body, isGone: { cserve_is_gone(socket) })
  }
}
