package import ProfileModel

/// A file with a profile of one moment, with the facts by which it is chosen among others.
package struct MomentFile: Sendable {
  /// The forms in which Go gives one and the same profile.
  package enum Format: Sendable {
    case protobuf
    /// The text of debug=2, and of crashes.
    case dump
    /// The text of debug=1.
    case text
  }

  package let path: [UInt8]
  package let format: Format
  /// In nanoseconds since 1970; 0 if unknown.
  package let timeNanos: Int64
  /// Whether it is known to have been cut.
  package let isIncomplete: Bool
  /// Whether it is what happened between two moments.
  package let isDifference: Bool

  package init(
    path: [UInt8], format: Format = .protobuf, timeNanos: Int64 = 0, isIncomplete: Bool = false,
    isDifference: Bool = false
  ) {
    self.path = path
    self.format = format
    self.timeNanos = timeNanos
    self.isIncomplete = isIncomplete
    self.isDifference = isDifference
  }

  package init(path: [UInt8], _ read: ReadProfile) {
    let traits = read.notes.traits
    self.init(
      path: path,
      format: traits.contains(.isDump)
        ? .dump : traits.contains(.hidesRuntimeFrames) ? .text : .protobuf,
      timeNanos: read.profile.header.timeNanos, isIncomplete: read.notes.incomplete != nil,
      isDifference: read.profile.isDifference)
  }
}
