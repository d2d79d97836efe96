import ProfileSystem
import Testing

@testable import pproftool

@Suite struct MemoryTests {
  @Test func aValueIsWorkedOutOnceUntilItIsForgotten() {
    let cached = CachedValue<Int>()
    #expect(cached.value { 1 } == 1)
    #expect(cached.value { 2 } == 1)
    cached.invalidate()
    #expect(cached.value { 3 } == 3)
  }

  @Test func whatFailsIsTriedAgain() {
    struct Failure: Error {}
    let cached = CachedValue<Int>()
    #expect(throws: Failure.self) { try cached.value { throw Failure() } }
    #expect(cached.value { 1 } == 1)
  }

  /// A value computed from old data must not stay when something was read again meanwhile.
  @Test func whatIsBeingWorkedOutIsForgottenToo() {
    let (cached, monitor, state) = (CachedValue<Int>(), Monitor(), State())
    _ = startThread {
      _ = cached.value {
        monitor.locked {
          state.hasBegun = true
          monitor.wake()
        }
        monitor.locked { monitor.wait(atMost: 0.05) }
        return 1
      }
    }
    monitor.locked { while !state.hasBegun { monitor.wait() } }
    cached.invalidate()
    #expect(cached.value { 2 } == 2)
  }

  private final class State: @unchecked Sendable { var hasBegun = false }
}
