extension UnsafeMutablePointer where Pointee: BitwiseCopyable {
  /// Moves what a block holds to one of at least twice the size.
  ///
  /// - Parameters:
  ///   - count: how many elements it holds.
  ///   - more: for how many others there has to be room.
  ///   - capacity: how many there is room for, before and after.
  mutating func grow(_ count: Int, _ more: Int, _ capacity: inout Int) {
    capacity = Swift.max(capacity * 2, count + more)
    let larger = Self.allocate(capacity: capacity)
    larger.update(from: self, count: count)
    deallocate()
    self = larger
  }
}
