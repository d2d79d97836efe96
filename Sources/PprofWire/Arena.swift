import CProtobufC

/// Memory that protobuf-c unpacks a record into; all of it is given back at once by `reset()`.
///
/// Its budget keeps a hostile record from taking the machine: two bytes can unpack to ninety.
struct Arena: ~Copyable {
  private let state: UnsafeMutablePointer<ArenaState>
  private let allocator: UnsafeMutablePointer<ProtobufCAllocator>

  /// - Parameter budget: how many bytes one record may unpack to.
  init(budget: Int) {
    state = .allocate(capacity: 1)
    state.initialize(to: ArenaState(budget: budget))
    allocator = .allocate(capacity: 1)
    allocator.initialize(
      to: ProtobufCAllocator(alloc: arenaAllocate, free: arenaFree, allocator_data: state))
  }

  deinit {
    for chunk in state.pointee.chunks { chunk.deallocate() }
    state.deinitialize(count: 1)
    state.deallocate()
    allocator.deallocate()
  }

  /// One of the generated `pprof__…__unpack` functions.
  typealias Unpack<Message> = (
    UnsafeMutablePointer<ProtobufCAllocator>?, Int, UnsafePointer<UInt8>?
  ) -> UnsafeMutablePointer<Message>?

  /// Unpacks a message and lends it to `body`; what it points to is gone afterwards.
  ///
  /// protobuf-c refuses some of what `go tool pprof` reads; that is written anew and tried again.
  ///
  /// - `name`: what the message is called in an error.
  mutating func withMessage<Message, Result>(
    _ unpack: Unpack<Message>, _ bytes: borrowing Span<UInt8>, _ name: String,
    _ descriptor: borrowing ProtobufCMessageDescriptor,
    _ body: (borrowing Message) throws(PprofError) -> Result
  ) throws(PprofError) -> Result {
    defer { state.pointee.reset() }
    var message = bytes.withUnsafeBufferPointer { unpack(allocator, $0.count, $0.baseAddress) }
    if message == nil, !state.pointee.isExhausted {
      state.pointee.reset()
      let again = try CanonicalMessage.bytes(of: bytes, descriptor)
      message = unpack(allocator, again.count, again)
    }
    guard let message else {
      throw PprofError(.unpacksTooLarge(message: name, limit: state.pointee.budget))
    }
    return try body(message.pointee)
  }
}

/// Chunks that are filled one after the other.
private struct ArenaState {
  var chunks: [UnsafeMutableRawBufferPointer] = []
  /// Where the next allocation goes in the last chunk.
  var position = 0
  var used = 0
  /// Whether the budget was not enough.
  private(set) var isExhausted = false
  let budget: Int
  private static let chunkSize = 64 << 10

  init(budget: Int) { self.budget = budget }

  mutating func allocate(_ size: Int) -> UnsafeMutableRawPointer? {
    let size = (size + 15) & ~15
    guard size >= 0, size <= budget - used else {
      isExhausted = true
      return nil
    }
    used += size
    if let last = chunks.last, size <= last.count - position {
      defer { position += size }
      return last.baseAddress.map { $0 + position }
    }
    let chunk = UnsafeMutableRawBufferPointer.allocate(
      byteCount: max(size, Self.chunkSize), alignment: 16)
    chunks.append(chunk)
    position = size
    return chunk.baseAddress
  }

  /// Keeps one chunk for the next record.
  mutating func reset() {
    used = 0
    isExhausted = false
    position = 0
    while chunks.count > 1 { chunks.removeLast().deallocate() }
    if let kept = chunks.first, kept.count > Self.chunkSize {
      kept.deallocate()
      chunks.removeAll()
    }
  }
}

private func arenaAllocate(
  _ data: UnsafeMutableRawPointer?, _ size: Int
) -> UnsafeMutableRawPointer? {
  data?.assumingMemoryBound(to: ArenaState.self).pointee.allocate(size)
}

/// Nothing is given back before `reset()`.
private func arenaFree(_: UnsafeMutableRawPointer?, _: UnsafeMutableRawPointer?) {}
