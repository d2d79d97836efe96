import ProfileModel
import ProfileSystem
import Testing

@testable import ProfileServing

@Suite struct ListenAddressTests {
  static let good: [(text: String, address: ListenAddress, isLoopback: Bool)] = [
    ("127.0.0.1:0", .usual, true), ("localhost:80", .address("127.0.0.1", port: 80), true),
    ("[::1]:8080", .address("::1", port: 8080), true),
    ("10.0.0.5:8080", .address("10.0.0.5", port: 8080), false),
    ("8080", .address("127.0.0.1", port: 8080), true),
    (":80", .address("127.0.0.1", port: 80), true),
    ("0.0.0.0:1", .address("0.0.0.0", port: 1), false),
    ("unix:/run/p.sock", .path("/run/p.sock"), true),
  ]
  @Test(arguments: good)
  func addressesAreTakenApart(_ text: String, _ address: ListenAddress, _ isLoopback: Bool) throws {
    #expect(try ListenAddress(text) == address)
    #expect(address.isLoopback == isLoopback)
  }

  static let bad: [(text: String, error: ListenAddressError)] = [
    ("", .neither), ("many", .neither), (":many", .neither), ("127.0.0.1:", .neither),
    ("127.0.0.1:65536", .port("65536")),
    ("127.0.0.1:-1", .neither), ("unix:", .neither), ("box.example:80", .noDigits("box.example")),
  ]
  @Test(arguments: bad)
  func namesAreNotLookedUp(_ text: String, _ error: ListenAddressError) {
    #expect(throws: error) { try ListenAddress(text) }
  }
}

@Suite struct AccessTokenTests {
  @Test func tokensAreLongAndDiffer() throws {
    let (one, other) = (try AccessToken(), try AccessToken())
    #expect(one.text.utf8.count == 32)
    #expect(one.text != other.text)
    #expect(one.isEqual(to: Array(one.text.utf8)[...]))
    #expect(!one.isEqual(to: Array(other.text.utf8)[...]))
    #expect(!one.isEqual(to: Array(one.text.utf8).dropLast()))
    #expect(!one.isEqual(to: []))
  }
}

@Suite struct WorkGateTests {
  @Test func whatTakesTooLongIsCancelled() {
    let gate = WorkGate(mostWorking: 1, limit: 0.05)
    #expect(throws: WorkGate.Refusal.tooLong) {
      try gate.work { cancellation in
        while true { try cancellation.check() }
      }
    }
    #expect((try? gate.work { _ in 1 }) == 1)
  }

  @Test func whatNobodyWaitsForIsCancelled() {
    let gate = WorkGate(mostWorking: 1, limit: 30)
    #expect(throws: WorkGate.Refusal.gone) {
      try gate.work(unless: { true }) { cancellation in
        while true { try cancellation.check() }
      }
    }
    #expect((try? gate.work { _ in 1 }) == 1)
  }

  @Test func whoIsGoneDoesNotWaitForATurn() throws {
    let gate = WorkGate(mostWorking: 1, limit: 30)
    try gate.work { _ in
      _ = #expect(throws: WorkGate.Refusal.gone) { try gate.work(unless: { true }) { _ in } }
    }
  }

  @Test func asManyWaitAsMay() {
    let gate = WorkGate(mostWorking: 1, limit: 30)
    let (monitor, counts) = (Monitor(), Counts())
    for _ in 0..<WorkGate.mostWaiting + 4 {
      _ = startThread {
        var isRefused = false
        do {
          try gate.work { _ in monitor.locked { while !counts.isOpen { monitor.wait() } } }
        } catch {
          isRefused = true
        }
        monitor.locked {
          counts.ended += 1
          if isRefused { counts.refused += 1 }
          monitor.wake()
        }
      }
    }
    monitor.locked {
      // One runs, sixteen wait, three are rejected.
      while counts.refused < 3 { monitor.wait() }
      counts.isOpen = true
      monitor.wake()
      while counts.ended < WorkGate.mostWaiting + 4 { monitor.wait() }
      #expect(counts.refused == 3)
    }
  }
}

private final class Counts: @unchecked Sendable {
  var isOpen = false
  var refused = 0
  var ended = 0
}
