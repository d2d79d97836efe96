extension Array where Element: BitwiseCopyable {
  /// Makes room for some more rows of a column, in large steps and large pages.
  ///
  /// A step copies all rows there are, and with pages of 4 kB a quarter of reading went into the faults for
  /// the frames alone. What is not used of a step takes no memory, but counts where a limit is set on
  /// addresses, so the steps end at 256 MiB: room for the frames of two large profiles.
  @inlinable
  package mutating func makeRoom(_ more: Int) {
    if capacity - count < more { grow(more) }
  }

  @usableFromInline
  mutating func grow(_ more: Int) {
    let isLarge = capacity * MemoryLayout<Element>.stride > 48 << 20
    var larger: [Element] = []
    larger.reserveCapacity(Swift.max(2048, capacity * (isLarge ? 2 : 8), count + more))
    larger.preferLargePages()
    larger.append(contentsOf: self)
    self = larger
  }

  /// Has the memory of a column that is going to be filled in large pages, where the system has them.
  mutating func preferLargePages() {
    let byteCount = capacity * MemoryLayout<Element>.stride
    // All of it belongs to the array, and advice changes nothing that lies there.
    unsafe withUnsafeMutableBytes { column in
      unsafe ProfileModel.preferLargePages(from: column.baseAddress, byteCount)
    }
  }
}
