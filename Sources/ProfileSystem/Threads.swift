internal import CAffinity

#if canImport(Glibc)
  import Glibc
  private typealias ThreadHandle = pthread_t
#elseif canImport(Musl)
  import Musl
  private typealias ThreadHandle = pthread_t?
#elseif canImport(Darwin)
  import Darwin
  private typealias ThreadHandle = pthread_t?
#endif

/// A lock and a condition under it.
///
/// The pointers are its own: pthread wants its cells to stay where they are.
package final class Monitor: @unchecked Sendable {
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

  package init() {
    pthread_mutex_init(mutex, nil)
    #if canImport(Darwin)
      pthread_cond_init(condition, nil)
    #else
      // A wait must not depend on whether somebody sets the clock.
      var attributes = pthread_condattr_t()
      pthread_condattr_init(&attributes)
      pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
      pthread_cond_init(condition, &attributes)
      pthread_condattr_destroy(&attributes)
    #endif
  }

  deinit {
    pthread_cond_destroy(condition)
    pthread_mutex_destroy(mutex)
    condition.deallocate()
    mutex.deallocate()
  }

  /// Runs `body` under the lock.
  package func locked<Result>(_ body: () throws -> Result) rethrows -> Result {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return try body()
  }

  /// Lets go of the lock until somebody calls `wake()`; only under the lock.
  package func wait() { pthread_cond_wait(condition, mutex) }

  /// The same, for so many seconds at most.
  package func wait(atMost seconds: Double) {
    // Who waits looks again anyway, and no clock counts beyond the range of its numbers.
    let seconds = min(max(seconds, 0), 1e6)
    let (whole, rest) = (seconds.rounded(.down), seconds - seconds.rounded(.down))
    #if canImport(Darwin)
      var time = timespec(tv_sec: Int(whole), tv_nsec: Int(rest * 1e9))
      pthread_cond_timedwait_relative_np(condition, mutex, &time)
    #else
      var time = timespec()
      clock_gettime(CLOCK_MONOTONIC, &time)
      time.tv_sec += Int(whole)
      time.tv_nsec += Int(rest * 1e9)
      if time.tv_nsec >= 1_000_000_000 {
        time.tv_sec += 1
        time.tv_nsec -= 1_000_000_000
      }
      pthread_cond_timedwait(condition, mutex, &time)
    #endif
  }

  /// Wakes all who wait.
  package func wake() { pthread_cond_broadcast(condition) }
}

/// Runs `body` in a thread of its own; false when there is none to be had.
package func startThread(_ body: @escaping @Sendable () -> Void) -> Bool {
  let box = Unmanaged.passRetained(ThreadBody(body))
  var attributes = pthread_attr_t()
  pthread_attr_init(&attributes)
  defer { pthread_attr_destroy(&attributes) }
  pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
  #if canImport(Darwin)
    var thread: ThreadHandle
  #else
    var thread = ThreadHandle()
  #endif
  let status = pthread_create(&thread, &attributes, runThreadBody, box.toOpaque())
  if status != 0 { box.release() }
  return status == 0
}

private final class ThreadBody: Sendable {
  let run: @Sendable () -> Void
  init(_ run: @escaping @Sendable () -> Void) { self.run = run }
}

private func runThreadBody(_ box: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  if let box = box { Unmanaged<ThreadBody>.fromOpaque(box).takeRetainedValue().run() }
  return nil
}

/// How many processors may run threads of this process, which `taskset` or a container holds to some; at least 1.
package func processorCount() -> Int {
  let allowed = Int(caffinity_processor_count())
  return allowed > 0 ? allowed : max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
}

/// Asks for large pages in place of small ones wherever a whole one fits into some memory.
///
/// It is advice: without large pages, or for memory of other systems, nothing happens.
@unsafe package func preferLargePages(from start: UnsafeMutableRawPointer?, _ byteCount: Int) {
  #if os(Linux)
    let size = 2 << 20
    guard let start = start, byteCount >= size else { return }
    let first = start.alignedUp(toMultipleOf: size)
    let rest = byteCount - (first - start)
    if rest >= size { madvise(first, rest / size * size, MADV_HUGEPAGE) }
  #endif
}
