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

  /// What the library calls its version.
  package static var libraryVersion: String { String(cString: cserve_version()) }

  static let mostConnections = 32
  static let mostHeaderBytes = 32 << 10
  /// libmicrohttpd keeps what it makes of a request, and the header of the answer, in the same room.
  private static let roomBytes = 4 * mostHeaderBytes

  private let server: OpaquePointer
  private let handler: Unmanaged<Box>

  /// Starts to serve on a socket.
  ///
  /// - Throws: a `SystemError` when there is no thread or no memory to be had.
  package init(on socket: ListeningSocket, _ handler: @escaping Handler) throws(SystemError) {
    var limits = cserve_limits(
      connections: UInt32(Self.mostConnections), header_bytes: Self.roomBytes, header_ms: 5000,
      body_ms: 60_000, answer_ms: 600_000, idle_s: 30)
    let box = Unmanaged.passRetained(Box(handler))
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
    init(_ handler: @escaping Handler) { self.handler = handler }
  }

  private static let handle: cserve_handler = { context, request, answer in
    guard let context, let request = request?.pointee else { return }
    let handler = Unmanaged<Box>.fromOpaque(context).takeUnretainedValue().handler
    switch handler(HTTPRequest(request)) {
    case .wantBody(let most): cserve_want_body(answer, most)
    case .answer(let made):
      cserve_set_status(answer, UInt32(clamping: made.status))
      cserve_set_body(answer, made.body, made.body.count)
      for (name, value) in made.headers { cserve_add_header(answer, name, value) }
    }
  }
}

extension HTTPRequest {
  /// A copy of what C shows for the time of a call.
  fileprivate init(_ request: cserve_request) {
    self.init(
      request.method.map { String(cString: $0) } ?? "",
      request.target.map { Array(String(cString: $0).utf8) } ?? [],
      (0..<request.header_count).map { place in
        let header = request.headers[place]
        return (String(cString: header.name), String(cString: header.value))
      },
      body: Array(UnsafeBufferPointer(start: request.body, count: request.body_count)),
      isWhole: request.has_body)
  }
}
