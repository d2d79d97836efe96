/// Every distinct call stack once; stack n's frames end at `ends[n]`. The first is the empty stack.
public struct StackTable: Sendable, Equatable {
  /// Where each stack's frames end.
  public package(set) var ends: [UInt32] = [0]
  /// The frames as locations, leaf first.
  public package(set) var frames: [UInt32] = []

  /// A table that holds only the empty stack.
  public init() {}

  /// How many stacks there are, the empty one included.
  @inlinable
  public var count: Int { ends.count }

  /// Which part of `frames` is a stack.
  @inlinable
  public func frames(of id: StackID) -> Range<Int> {
    let index = Int(id.index)
    return (index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index])
  }

  /// Prefetches stacks, all at the same time: walking them one by one would wait for each.
  ///
  /// - Returns: a number that depends on them, so that the optimizer cannot remove the loads.
  public func fetch(_ stacks: ArraySlice<StackID>) -> UInt32 {
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
