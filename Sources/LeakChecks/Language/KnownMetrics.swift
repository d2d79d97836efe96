/// Facts about metrics known from their names alone, before a profile is read.
enum KnownMetrics {
  /// The metrics that are not the sum of a sample type.
  static let counted = ["count", "leaked", "stacks", "new_stacks", "gone_stacks"]
  static let ofTrailer = ["stack_bytes", "rss"]
  static let longestWait = "max_wait"
  /// All names that are known without a profile.
  static let all =
    counted + ofTrailer + [
      longestWait, "goroutine", "goroutineleak", "threadcreate", "inuse_space", "inuse_objects",
      "alloc_space", "alloc_objects", "cpu", "samples", "contentions", "delay", "wall",
    ]

  /// The metric that people mean by another word, as it is written; nil if the word is in no table.
  static func meant(by word: String) -> String? { meant[word.lowercased()] }

  private static let meant = [
    "goroutines": "count()", "routines": "count()", "total": "count()", "heap": "inuse_space()",
    "memory": "inuse_space()", "mem": "inuse_space()", "bytes": "inuse_space()",
    "objects": "inuse_objects()", "allocs": "alloc_space()", "rss_bytes": "rss()",
  ]

  /// The metrics for which a share makes no sense.
  static func hasNoShare(_ name: String) -> Bool {
    name == longestWait || isOfStacks(name) || ofTrailer.contains(name)
  }

  /// Whether a metric is already checked against the baseline.
  static func isAgainstBaseline(_ name: String) -> Bool {
    name == "new_stacks" || name == "gone_stacks"
  }

  /// Whether a metric counts distinct stacks.
  static func isOfStacks(_ name: String) -> Bool { name == "stacks" || isAgainstBaseline(name) }

  /// The dimension of a metric; nil if it depends on the profile.
  static func dimension(of name: String) -> Dimension? {
    switch name {
    case longestWait, "cpu", "wall", "delay": .time
    case "stack_bytes", "rss", "inuse_space", "alloc_space", "space": .bytes
    case "inuse_objects", "alloc_objects", "objects", "samples", "contentions": .count
    case _ where isExactCount(name): .count
    default: nil
    }
  }

  /// The dimension of a stack's sum, for the term `value`; nil if it depends on the profile.
  ///
  /// A wait is no sum: there the value of a stack is the number of its goroutines.
  static func dimensionOfValue(_ name: String) -> Dimension? {
    if name == longestWait { return .count }
    return isOfStacks(name) ? nil : dimension(of: name)
  }

  /// Whether a metric is an exact count rather than a sampled estimate.
  static func isExactCount(_ name: String) -> Bool {
    counted.contains(name) || ["goroutine", "goroutineleak", "threadcreate"].contains(name)
  }
}
