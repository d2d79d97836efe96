import ProfileSystem

extension Array where Element: BitwiseCopyable {
  /// One column of several that stand one behind the other.
  package init(joining parts: [ArraySlice<Element>]) {
    self = []
    makeRoom(parts.reduce(0) { $0 + $1.count })
    for part in parts { append(contentsOf: part) }
  }

  /// Makes room for some more rows of a column, in large steps and large pages.
  ///
  /// A step copies all rows there are, and with pages of 4 kB a quarter of reading went into the faults for
  /// the frames alone. What is not used of a step takes no memory, but counts where a limit is set on
  /// addresses, so the steps end at 128 MiB, room for the frames of two large profiles, and at 1 GiB: memory
  /// that is touched for the first time may cost as much as ten times its filling, where the machine is a
  /// virtual one that gets it from its host only then. A column that has reached 4 MiB therefore gets all of the 128 at
  /// once: copying it again at 32 MiB stopped reading for a tenth of a second.
  @inlinable
  package mutating func makeRoom(_ more: Int) {
    if capacity - count < more { grow(more) }
  }

  /// Room for the rows of a tiny profile, of which ten thousand may be in memory: 2,048 rows of each column took 40
  /// kB and more.
  private static var firstStep: Int { 64 }

  @usableFromInline
  mutating func grow(_ more: Int) {
    let size = capacity * MemoryLayout<Element>.stride
    // Arrays take a little more than was asked for.
    let step = size < 2 << 20 ? 8 : size < 32 << 20 ? 32 : size < 384 << 20 ? 8 : 2
    var larger: [Element] = []
    larger.reserveCapacity(Swift.max(Self.firstStep, capacity * step, count + more))
    larger.preferLargePages()
    larger.append(contentsOf: self)
    self = larger
  }

  /// Has the memory of a column that is going to be filled in large pages, where the system has them.
  package mutating func preferLargePages() {
    let byteCount = capacity * MemoryLayout<Element>.stride
    // All of it belongs to the array, and advice changes nothing that lies there.
    unsafe withUnsafeMutableBytes { column in
      unsafe ProfileSystem.preferLargePages(from: column.baseAddress, byteCount)
    }
  }
}
