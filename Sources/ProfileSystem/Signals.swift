#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The signals by which a person or a system speaks to a program that runs for long.
package enum Signals {
  package enum Kind: Sendable { case interrupt, terminate, hangUp }

  private static let numbers: [(number: Int32, kind: Kind)] = [
    (SIGINT, .interrupt), (SIGTERM, .terminate), (SIGHUP, .hangUp),
  ]

  /// Has each of these signals handed to `body`, in a thread of its own, in place of what it does otherwise. One that is
  /// ignored stays so (`nohup`).
  ///
  /// It is called before any other thread is started, for those inherit that the signals wait.
  package static func handOn(to body: @escaping @Sendable (Kind) -> Void) {
    var set = sigset_t()
    sigemptyset(&set)
    let taken = numbers.filter { !isIgnored($0.number) }
    for signal in taken { sigaddset(&set, signal.number) }
    pthread_sigmask(SIG_BLOCK, &set, nil)
    let waiting = set
    _ = startThread {
      var (set, number) = (waiting, Int32(0))
      while sigwait(&set, &number) == 0 {
        if let signal = taken.first(where: { $0.number == number }) { body(signal.kind) }
      }
    }
  }
}
