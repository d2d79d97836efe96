internal import ProfileModel

/// Pulls compressed blocks and gives inflated ones.
final class InflatingStream: @unchecked Sendable {
  private var source: ByteSource
  private var inflater: Inflater
  private var input: [UInt8] = []
  private var position = 0
  private let limit: Int
  /// Large enough that handing blocks between threads costs nothing, small enough for a cache.
  private static let blockSize = 256 << 10

  init(_ source: consuming ByteSource, limit: Int) throws(GzipError) {
    self.source = source
    self.limit = limit
    inflater = try Inflater()
  }

  /// The next inflated block; empty at the end.
  ///
  /// - Throws: `GzipError`, or what the source throws.
  func next() throws -> [UInt8] {
    var failure: (any Error)?
    let block = [UInt8](unsafeUninitializedCapacity: Self.blockSize) { output, count in
      do { count = try fill(output) } catch { failure = error }
    }
    if let failure { throw failure }
    guard inflater.inflated <= limit else { throw inflater.error(.tooLarge(limit: limit)) }
    return block
  }

  private func fill(_ output: UnsafeMutableBufferPointer<UInt8>) throws -> Int {
    var count = 0
    while count < output.count {
      if position == input.count, try !refill() { break }
      let step = try input.withUnsafeBufferPointer { input throws(GzipError) in
        try inflater.inflate(
          UnsafeBufferPointer(rebasing: input[position...]),
          into: UnsafeMutableBufferPointer(rebasing: output[count...]))
      }
      position += step.taken
      count += step.given
    }
    return count
  }

  /// Pulls the next compressed block; false at the end of the last member.
  private func refill() throws -> Bool {
    input = try source.next()
    position = 0
    guard input.isEmpty else { return true }
    guard inflater.isBetweenMembers else { throw inflater.error(.truncated) }
    return false
  }
}
