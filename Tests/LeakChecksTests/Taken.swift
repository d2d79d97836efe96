import ProfileModel

@testable import LeakChecks

/// A protobuf that was saved from a process, made up.
struct Taken {
  var name: String
  /// Goroutines, or bytes in use, of each site.
  var values: KeyValuePairs<String, Int64> = ["main.work": 1]
  /// In minutes since the first; nil if the profile does not tell.
  var minute: Int?
  /// 0 if the profile does not tell.
  var process: UInt64 = 1
  /// The bytes that were allocated so far, if it is a heap profile.
  var allocated: Int64?
  /// The binary, if the process is told.
  var program = "/bin/app"

  private static let start: Int64 = 1_795_000_000_000_000_000

  var input: SnapshotSet.Input {
    SnapshotSet.Input(file: name, read: ReadProfile(profile: profile, notes: ReadNotes()))
  }

  private var profile: Profile {
    var builder = ProfileBuilder()
    let types =
      allocated == nil
      ? [("goroutine", "count")] : [("alloc_space", "bytes"), ("inuse_space", "bytes")]
    builder.header.sampleTypes = types.map {
      ValueType(type: builder.string($0.0), unit: builder.string($0.1))
    }
    builder.header.timeNanos = minute.map { Self.start + Int64($0) * 60_000_000_000 } ?? 0
    for (file, start) in [(program, UInt64(0x40_0000)), ("[vdso]", process << 32)]
    where process != 0 {
      _ = builder.addMapping(
        Mapping(
          id: 0, start: start, limit: start + 0x2000, filename: builder.string(file),
          buildID: builder.string("b\(process)"), hasFunctions: true))
    }
    for (site, value) in values {
      let function = builder.function(name: builder.string(site))
      let location = builder.location(lines: [.init(function: function)], address: 0, mapping: nil)
      builder.appendSample(
        stack: builder.stack([location]), labels: .empty,
        values: allocated.map { [$0, value] } ?? [value])
    }
    return builder.finish()
  }
}

extension SnapshotSet {
  /// The snapshot set of profiles that are made up.
  init(_ taken: [Taken], baseline: [Taken] = []) throws {
    try self.init(profiles: taken.map(\.input), baselines: baseline.map(\.input))
  }
}
