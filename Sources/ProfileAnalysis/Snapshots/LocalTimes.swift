import ProfileModel

/// Times in names that do not say how far they are from UTC, where profiles show that they are of another time zone.
///
/// `heap-2026-11-26_2008.pb.gz` of 19:08:37 UTC shows that `goroutine-2026-11-26_2006.txt` beside it is of 19:06.
package struct LocalTimes {
  /// How far the names are ahead of UTC, in nanoseconds.
  package let offset: Int64

  /// Nil unless all show the same offset, and it is not 0.
  ///
  /// - `known`: the files of a folder that know their time, in nanoseconds since 1970.
  package init?(_ known: [(name: SnapshotName, time: Int64)]) {
    let offsets = Set(
      known.compactMap { file in
        file.name.localTime.map { ZoneOffset.nanoseconds(ahead: $0.subtractingClamped(file.time)) }
      })
    guard offsets.count == 1, let offset = offsets.first ?? nil, offset != 0 else { return nil }
    self.offset = offset
  }

  /// When a file was taken by its name, in nanoseconds since 1970; nil if that tells no time, or an offset as well.
  package func time(of name: SnapshotName) -> Int64? {
    name.localTime.map { $0.subtractingClamped(offset) }
  }
}
