/// Counts the pairs of a series that do not rise, in n log n steps: a hundred thousand snapshots have five
/// billion pairs.
struct PairCounter {
  private var values: [Double] = []
  private var buffer: [Double] = []

  /// How many pairs have an earlier value that is at least the later one, or, if `strictly`, larger.
  mutating func falling(_ series: [Double], strictly: Bool) -> Int {
    values = series
    if buffer.count < series.count { buffer = series }
    var (count, width) = (0, 1)
    while width < series.count {
      count += mergeRuns(ofWidth: width, strictly)
      width *= 2
    }
    return count
  }

  private mutating func mergeRuns(ofWidth width: Int, _ strictly: Bool) -> Int {
    var (count, start) = (0, 0)
    let end = values.count
    while start < end {
      let (middle, stop) = (min(start + width, end), min(start + 2 * width, end))
      count += merge(start, middle, stop, strictly)
      start = stop
    }
    swap(&values, &buffer)
    if values.count != end { values.removeLast(values.count - end) }
    return count
  }

  /// Merges two sorted runs into the buffer; each later value passes the earlier ones that do not rise to it.
  private mutating func merge(_ start: Int, _ middle: Int, _ stop: Int, _ strictly: Bool) -> Int {
    var (left, right, index, count) = (start, middle, start, 0)
    while left < middle, right < stop {
      let (one, other) = (values[left], values[right])
      if strictly ? other < one : other <= one {
        count += middle - left
        buffer[index] = other
        right += 1
      } else {
        buffer[index] = one
        left += 1
      }
      index += 1
    }
    while left < middle {
      buffer[index] = values[left]
      (left, index) = (left + 1, index + 1)
    }
    while right < stop {
      buffer[index] = values[right]
      (right, index) = (right + 1, index + 1)
    }
    return count
  }
}
