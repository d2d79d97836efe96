import ProfileSystem
import Testing

@testable import pproftool

@Suite struct MemoryTests {
  @Test func aValueIsWorkedOutOnceUntilItIsForgotten() {
    let memory = Memory<Int>()
    #expect(memory.value { 1 } == 1)
    #expect(memory.value { 2 } == 1)
    memory.forget()
    #expect(memory.value { 3 } == 3)
  }

  @Test func whatFailsIsTriedAgain() {
    struct Failure: Error {}
    let memory = Memory<Int>()
    #expect(throws: Failure.self) { try memory.value { throw Failure() } }
    #expect(memory.value { 1 } == 1)
  }

  /// What was read before must not stay when something has been read again meanwhile.
  @Test func whatIsBeingWorkedOutIsForgottenToo() {
    let (memory, monitor, state) = (Memory<Int>(), Monitor(), State())
    _ = startThread {
      _ = memory.value {
        monitor.locked {
          state.hasBegun = true
          monitor.wake()
        }
        monitor.locked { monitor.wait(atMost: 0.05) }
        return 1
      }
    }
    monitor.locked { while !state.hasBegun { monitor.wait() } }
    memory.forget()
    #expect(memory.value { 2 } == 2)
  }

  private final class State: @unchecked Sendable { var hasBegun = false }
}
