package import ProfileModel

/// The facts that identify the instance of a file.
package struct InstanceFile {
  package let path: [UInt8]
  /// What files measure that may follow one another.
  package let group: String
  package let mark: ProcessMark?
  /// What else files have in common that may follow one another: the format.
  package let format: Int
  /// When it was taken, in seconds since 1970; 0 if unknown.
  package let second: Int64
  /// A hash of the stem, so that few stems need be made to find equal ones.
  package let stemHash: Int
  /// The value of the label that instances are distinguished by.
  package let label: String?

  package init(
    path: [UInt8], group: String, mark: ProcessMark?, format: Int, timeNanos: Int64, stemHash: Int,
    label: String?
  ) {
    (self.path, self.group, self.mark, self.format) = (path, group, mark, format)
    (second, self.stemHash, self.label) = (timeNanos / 1_000_000_000, stemHash, label)
  }

  /// A profile that was read from a path.
  package init(path: [UInt8], _ profile: Profile) {
    let name = SnapshotName(path)
    self.init(
      path: path, group: ProfileKind(of: profile, name).name, mark: ProcessMark(profile), format: 0,
      timeNanos: name.time ?? profile.header.timeNanos, stemHash: name.stemWithoutKind.hashValue,
      label: nil)
  }

  package var snapshotName: SnapshotName { SnapshotName(path) }

  /// The process as a number, if the file identifies one; it differs from run to run of this program.
  package var process: Int? { mark?.hashValue }
}
