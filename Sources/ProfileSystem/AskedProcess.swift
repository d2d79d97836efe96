#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A program that is asked something through its standard input, and answers on its standard output.
///
/// There is no shell, no file and no message of its own to see. One socket is both of its files: unlike a pipe, it can be
/// written to without a signal when nobody reads any more.
package struct AskedProcess: Sendable {
  package let program: SystemPath
  package let arguments: [SystemPath]
  /// How many seconds it may say nothing while more is awaited, and how many it may take for all.
  package var silence = 60.0
  package var limit = 600.0

  private static let blockSize = 64 << 10

  package init(_ program: SystemPath, _ arguments: [SystemPath]) {
    (self.program, self.arguments) = (program, arguments)
  }

  /// Asks all of a text, and hears the answer to its end.
  ///
  /// - `hear`: takes the next bytes of the answer; false when no more is wanted, which ends the program.
  /// - Returns: how it ended; nil if that was because no more was wanted.
  /// - Throws: why it cannot be started or asked.
  package func ask(
    _ question: [UInt8], _ hear: ([UInt8]) -> Bool
  ) throws(SystemError) -> ChildProcess.Ending? {
    let (ours, process) = try start()
    let end = ThisProcess.monotonicSeconds + limit
    let state: ListeningState
    do throws(SystemError) {
      state = try listen(on: ours, question, end, hear)
    } catch {
      closeSocket(ours)
      ChildProcess.stop(process: process)
      throw error
    }
    closeSocket(ours)
    switch state {
    case .ended:
      let rest = max(0, end - ThisProcess.monotonicSeconds)
      return try ChildProcess.wait(for: process, min(silence, rest))
    case .unwanted, .late:
      ChildProcess.stop(process: process)
      return state == .late ? .timeLimit : nil
    }
  }

  private enum ListeningState { case ended, unwanted, late }

  private func start() throws(SystemError) -> (socket: Int32, process: pid_t) {
    let pair = try socketPair()
    defer { closeSocket(pair.theirs) }
    do throws(SystemError) {
      let process = try ChildProcess.spawn([program] + arguments) { actions in
        posix_spawn_file_actions_adddup2(&actions, pair.theirs, 0)
        posix_spawn_file_actions_adddup2(&actions, pair.theirs, 1)
        ChildProcess.muteMessages(&actions)
      }
      return (pair.ours, process)
    } catch {
      closeSocket(pair.ours)
      throw error
    }
  }

  private func listen(
    on socket: Int32, _ question: [UInt8], _ end: Double, _ hear: ([UInt8]) -> Bool
  ) throws(SystemError) -> ListeningState {
    var rest = question[...]
    var heard = ThisProcess.monotonicSeconds
    while true {
      if rest.isEmpty { shutdown(socket, Int32(SHUT_WR)) }
      let now = ThisProcess.monotonicSeconds
      let patience = min(heard + silence, end) - now
      guard patience > 0 else { return .late }
      let events = Int16(POLLIN) | (rest.isEmpty ? 0 : Int16(POLLOUT))
      var waiting = pollfd(fd: socket, events: events, revents: 0)
      guard poll(&waiting, 1, Int32(min(patience * 1000 + 1, 60_000))) > 0 else { continue }
      if waiting.revents & Int16(POLLOUT) != 0, !rest.isEmpty {
        let count = sendWhatFits(socket, rest)
        // A program that has ended wants no more, and may have answered.
        if count < 0 { rest = [] } else { rest = rest.dropFirst(count) }
      }
      guard waiting.revents & ~Int16(POLLOUT) != 0 else { continue }
      guard let block = try received(from: socket) else { continue }
      if block.isEmpty { return .ended }
      heard = ThisProcess.monotonicSeconds
      if !hear(block) { return .unwanted }
    }
  }

  /// The next bytes, none at the end; nil when there are none yet.
  private func received(from socket: Int32) throws(SystemError) -> [UInt8]? {
    var count = 0
    let block = [UInt8](unsafeUninitializedCapacity: Self.blockSize) { buffer, filled in
      count = retried { recv(socket, buffer.baseAddress, buffer.count, dontWait) }
      filled = max(0, count)
    }
    if count >= 0 { return block }
    if errno == EAGAIN { return nil }
    // It ended before it had read all that was asked.
    if errno == ECONNRESET { return [] }
    throw .last
  }
}

/// Two sockets that are connected, which no other program that is started gets.
private func socketPair() throws(SystemError) -> (ours: Int32, theirs: Int32) {
  var pair: [Int32] = [-1, -1]
  #if canImport(Glibc)
    let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
  #elseif canImport(Musl)
    let type = SOCK_STREAM | SOCK_CLOEXEC
  #else
    let type = SOCK_STREAM
  #endif
  guard socketpair(AF_UNIX, type, 0, &pair) == 0 else { throw .last }
  #if canImport(Darwin)
    var yes: Int32 = 1
    for socket in pair {
      _ = fcntl(socket, F_SETFD, FD_CLOEXEC)
      setsockopt(socket, SOL_SOCKET, SO_NOSIGPIPE, &yes, socklen_t(MemoryLayout<Int32>.size))
    }
  #endif
  return (pair[0], pair[1])
}

private let dontWait = Int32(MSG_DONTWAIT)
#if canImport(Darwin)
  private let sendFlags = dontWait
#else
  private let sendFlags = Int32(MSG_DONTWAIT) | Int32(MSG_NOSIGNAL)
#endif

/// Sends as much as there is room for; -1 when nobody reads any more.
private func sendWhatFits(_ socket: Int32, _ bytes: ArraySlice<UInt8>) -> Int {
  let count = retried {
    bytes.withUnsafeBytes { send(socket, $0.baseAddress, min($0.count, 1 << 20), sendFlags) }
  }
  return count < 0 && errno == EAGAIN ? 0 : count
}

private func closeSocket(_ socket: Int32) { _ = close(socket) }
