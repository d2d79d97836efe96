/// A format that a profile can be read from.
public enum SourceFormat: String, CaseIterable, Sendable {
  case pprof
  /// debug=1 of goroutine, goroutineleak, threadcreate and custom profiles.
  case goCount = "go-count"
  /// debug=1 of heap and allocs.
  case goHeap = "go-heap"
  /// debug=1 of block and mutex.
  case goContention = "go-contention"
  /// debug=2 of goroutine, and what the runtime prints of goroutines when a program ends.
  case goDump = "go-dump"
  case folded
  /// The formats of gperftools and their relatives.
  case legacy
}
