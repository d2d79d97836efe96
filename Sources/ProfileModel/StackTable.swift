/// Every distinct call stack, stored once; the frames of stack n end at `ends[n]`. The first stack is empty.
public struct StackTable: Sendable, Equatable {
  /// Where each stack's frames end.
  public package(set) var ends: [UInt32] = [0]
  /// The frames as location indices, leaf first.
  public package(set) var frames = FrameColumn()

  /// A table with only the empty stack.
  public init() {}

  /// The number of stacks, including the empty one.
  @inlinable
  public var count: Int { ends.count }

  /// The range in `frames` of a stack.
  @inlinable
  public func frames(of id: StackID) -> Range<Int> {
    let index = Int(id.index)
    return (index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index])
  }

  /// Fills a buffer with the frames of a stack.
  ///
  /// Loops run over such a buffer: a look at each frame in the table asks each time how wide it is. Those over all stacks
  /// that take long run over ``FrameColumn/narrow`` or ``FrameColumn/wide``.
  @inlinable
  package func read(_ id: StackID, into buffer: inout [UInt32]) {
    frames.read(frames(of: id), into: &buffer)
  }

  /// Prefetches stacks from memory in parallel; walking them one by one would wait for each.
  ///
  /// - Returns: a number that depends on the stacks. Use it, so that the optimizer cannot remove the prefetch.
  package func fetch(_ stacks: ArraySlice<StackID>) -> UInt32 {
    var sum: UInt32 = 0
    for stack in stacks { sum ^= ends[Int(stack.index)] }
    // Processors fetch 16 frames at once.
    for stack in stacks {
      for index in stride(
        from: frames(of: stack).lowerBound, to: frames(of: stack).upperBound, by: 16)
      {
        sum ^= frames[index]
      }
    }
    return sum
  }
}
