import ProfileModel
import ProfileSystem

/// The body of an answer whose head says how many bytes it has.
final class AnswerBody: @unchecked Sendable {
  private let length: UInt64
  private let monitor = Monitor()
  private var source: ByteSource
  private var count: UInt64 = 0
  private var isAtEnd = false

  /// Editors and clipboards take the line end from the last line.
  private static let lineEnd: UInt64 = 2

  init(_ source: consuming ByteSource, length: UInt64) {
    self.source = source
    self.length = length
  }

  /// The next block; empty at the end.
  func next() throws -> [UInt8] {
    try monitor.locked {
      let block = try source.next()
      count += UInt64(block.count)
      isAtEnd = isAtEnd || block.isEmpty
      return block
    }
  }

  /// That bytes of it are missing, as far as it was read; nil if none are.
  var shortfall: String? {
    monitor.locked {
      guard isAtEnd, count < length, length - count > Self.lineEnd else { return nil }
      return "it has \(count) of the \(length) bytes that its HTTP headers announce"
    }
  }
}
