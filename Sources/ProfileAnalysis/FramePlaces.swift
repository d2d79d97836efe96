package import ProfileModel

/// Where in the source the names of a profile's frames come from.
package struct FrameSources: Sendable {
  private let profile: Profile
  /// For each row of the location names the row of the location's line; none for a frame without a line.
  private let lines: [UInt32?]

  /// - `names`: what frames are called.
  package init(_ profile: borrowing Profile, names: borrowing LocationNames) {
    var rows = [UInt32?](repeating: nil, count: names.names.count)
    for index in 0..<profile.locations.count {
      let location = LocationID(UInt32(index))
      let range = names.range(of: location)
      let lines = profile.locations.lines(of: location)
      // With inlined calls left out, the name is that of the last line.
      for (row, line) in zip(range.reversed(), lines.reversed()) { rows[row] = UInt32(line) }
    }
    self.profile = copy profile
    lines = rows
  }

  /// The source file of a row's frame; empty if unknown.
  package func file(ofRow row: Int) -> ArraySlice<UInt8> {
    guard let function = function(ofRow: row) else { return [] }
    return profile.strings.bytes(of: profile.functions.filename(of: function))
  }

  /// Where a row's function begins; 0 if unknown.
  package func start(ofRow row: Int) -> Int64 {
    function(ofRow: row).map { profile.functions.startLines[Int($0.index)] } ?? 0
  }

  /// The line that a row's frame is at; 0 if unknown.
  package func line(ofRow row: Int) -> Int64 {
    lines[row].map { profile.locations.lineNumbers[Int($0)] } ?? 0
  }

  private func function(ofRow row: Int) -> FunctionID? {
    lines[row].map { FunctionID(profile.locations.lineFunctions[Int($0)]) }
  }
}
