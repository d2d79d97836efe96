package import ProfileModel

/// A format that profiles are read from: its name, how it is recognised, and its reader.
///
/// To add one, write its value in a folder of its own and name it in `all`.
package struct InputFormat: Sendable {
  /// What `--from` and `info` call it.
  package let name: String
  /// Who writes it, for a list of formats: `protobuf from any profiler, compressed or not`.
  package let summary: String
  /// How names of its files end, lower case, each with its point.
  package let endings: [String]
  package let traits: FormatTraits
  /// Whether it is text, which may be wrapped by logs and terminals.
  let isText: Bool
  /// Whether it is long by nature, so that its length has no limit unless one is given.
  var isLong = false
  /// How sure it is that content begins as the format does.
  let recognise: @Sendable (SourceWindow) -> Recognition
  /// Reads all profiles of a source to its end.
  let read: @Sendable (consuming ByteSource, ReadSettings) throws -> [TextSection]

  /// Every format. Of two with equal confidence, between which endings do not decide, the first wins.
  package static let all: [InputFormat] = [
    .pprof, .callgrind, .jemalloc, .macosSample, .jstack, .goDump, .goCount, .goHeap,
    .goContention, .legacy, .pprofRaw, .speedscope, .firefox, .cpuprofile, .heapprofile,
    .chromeTimeline, .otlp, .stackprof, .json, .ndjson, .perfScript, .bpftrace, .dtrace, .jfr,
    .folded,
  ]

}

extension InputFormat: Equatable {
  /// The format with a name; nil if there is none.
  package init?(name: String) {
    guard let format = Self.all.first(where: { $0.name == name }) else { return nil }
    self = format
  }

  package static func == (left: Self, right: Self) -> Bool { left.name == right.name }
}

/// How a profile is read, whatever its format.
struct ReadSettings: Sendable {
  var limits = ReadLimits()
  /// Whether the goroutines of a dump are distinguished by labels for their ids and arguments.
  var keepsIDs = false
  /// Whether folded stacks keep the order of their lines even if they are equal.
  var keepsOrder = false
  /// Whether the user named the format, so that weaker signs suffice.
  var isFormatGiven = false
}
