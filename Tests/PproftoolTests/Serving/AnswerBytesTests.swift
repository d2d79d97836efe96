import ProfileModel
import TestSupport
import Testing

@testable import pproftool

@Suite struct AnswerBytesTests {
  @Test func anAnswerHasAMost() throws {
    let bytes = [UInt8](repeating: 65, count: 100_000)
    #expect(
      try AnswerBytes.of(Cancellation(), atMost: 100_000) { $0.write(bytes: bytes[...]) } == bytes)
    let error = #expect(throws: ServedError.self) {
      try AnswerBytes.of(Cancellation(), atMost: 99_999) { $0.write(bytes: bytes[...]) }
    }
    #expect(error?.status == 422)
  }

  @Test func whatIsNotWantedAnyMoreIsNotWritten() {
    let cancellation = Cancellation()
    var isStopped = false
    #expect(throws: Cancellation.Cancelled.self) {
      try AnswerBytes.of(cancellation) { sink in
        cancellation.cancel()
        for _ in 0..<100_000 where !sink.hasFailed { sink.write("0123456789") }
        isStopped = sink.hasFailed
      }
    }
    #expect(isStopped)
  }
}
